import { rewardBeside } from '#core/strategy/reward-settings.ts';
import type { ControllerEntry, StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { MOST_NAME, MOST_ROWS } from '#core/strategy/strategy-fields.ts';
import { MOST_TEAMS, type TeamConfig, warmUpInOneRun } from '#core/strategy/team.ts';
import {
  identityOf,
  readTeamFile,
  summaryOf,
  type TeamFile,
  type TrainedIdentity,
  teamFile,
} from '#core/strategy/trained-team.ts';
import type { StrategyEvent } from '#protocol/strategy-messages.ts';
import { unusedOf, withTeam } from './rows.ts';

/** A trained team that a person may choose: one that comes with the page, or one whose file was opened. */
export interface TrainedChoice {
  readonly name: string;
  readonly digest: string;
  readonly about: string;
  readonly team: TrainedIdentity;
  /** Absent: it comes with the page. */
  readonly learned?: string;
}

/** Ending of a trained team's file. */
export const TEAM_ENDING = '.team.json';

/** The trained team in a file's text. Throws a RangeError that says why it is none. */
export function trainedIn(text: string): TrainedChoice {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new RangeError('it is no JSON');
  }
  const { name, digest, learned } = readTeamFile(data);
  const { runs, ...summary } = summaryOf(learned);
  const about = `From a file; it has learned from ${runs} runs of a classifier.`;
  return { name: name.slice(0, MOST_NAME), digest, about, team: identityOf(summary), learned };
}

/** All that may be chosen: those of the page, those that were opened, and those that the set-up holds. */
export function trainedChoices(
  catalog: StrategyCatalog | null,
  opened: readonly TrainedChoice[],
  teams: readonly TeamConfig[],
): readonly TrainedChoice[] {
  const held = teams.flatMap(({ trained, ...team }): TrainedChoice[] => {
    if (trained?.learned === undefined) return [];
    const { name, digest, learned } = trained;
    return [{ name, digest, learned, about: 'From a file.', team: identityOf(team) }];
  });
  const all: readonly TrainedChoice[] = [...(catalog?.trained ?? []), ...opened, ...held];
  return all.filter((each, at) => all.findIndex(({ digest }) => digest === each.digest) === at);
}

const referenceOf = ({ name, digest, learned }: TrainedChoice) => ({
  trained: { name, digest, learns: false, ...(learned !== undefined && { learned }) },
});

/** Makes a team a trained one from now on. */
export const withTrained = (
  config: StrategyConfig,
  at: number,
  choice: TrainedChoice,
): StrategyConfig =>
  withTeam(withoutWarmUp(config, at), at, { ...choice.team, ...referenceOf(choice) });

/** A trained team does not wait before it decides. */
const withoutWarmUp = (config: StrategyConfig, at: number): StrategyConfig => ({
  ...config,
  teams: config.teams.map(({ warmUp, ...team }, i) =>
    i === at || warmUp === undefined ? team : { ...team, warmUp },
  ),
});

/** Makes a team learn anew from now on. */
export function withUntrained(
  config: StrategyConfig,
  at: number,
  controller: Pick<ControllerEntry, 'id' | 'warmUp' | 'reach' | 'discount'>,
): StrategyConfig {
  const teams = config.teams.map((team, i) => {
    if (i !== at) return team;
    const { trained: _, warmUp: __, ...others } = team;
    const reward = rewardBeside(others.reward, controller);
    return { ...others, controller: controller.id, reward, ...warmUpInOneRun(controller) };
  });
  return { ...config, teams };
}

/** Adds a row that a trained team steers; where there is no room, the last row becomes it. */
export function withTrainedRow(config: StrategyConfig, choice: TrainedChoice): StrategyConfig {
  const { name } = choice;
  const isFull = config.rows.length >= MOST_ROWS;
  const kept = isFull ? config.rows.slice(0, -1) : config.rows;
  const teams = config.teams
    .filter((team) =>
      kept.some(({ steering }) => steering.kind === 'team' && steering.team === team.name),
    )
    .slice(0, MOST_TEAMS - 1);
  const team: TeamConfig = {
    name: nameAmong(teams, name),
    ...choice.team,
    ...referenceOf(choice),
  };
  const row = {
    name: nameAmong(kept, name),
    steering: { kind: 'team', team: team.name } as const,
  };
  return { ...config, teams: [...teams, team], rows: [...kept, row] };
}

const nameAmong = (named: readonly { readonly name: string }[], name: string): string =>
  named.some((each) => each.name === name) ? unusedOf(named, name) : name;

/** Asks the engine what teams have learned, and makes files of it. */
export function createTeamFiles(send: (team: string) => void): {
  ask(team: string): Promise<TeamFile | null>;
  take(event: Extract<StrategyEvent, { readonly kind: 'teamLearned' }>): void;
} {
  const waiting = new Map<string, ((file: TeamFile | null) => void)[]>();
  return {
    ask(team) {
      return new Promise((resolve) => {
        waiting.set(team, [...(waiting.get(team) ?? []), resolve]);
        send(team);
      });
    },
    take({ team, learned }) {
      const file = learned === null ? null : teamFile(team, learned);
      for (const resolve of waiting.get(team) ?? []) resolve(file);
      waiting.delete(team);
    },
  };
}
