import { isRecord } from '#core/plain-data.ts';
import type { Problem } from '#core/problem.ts';
import type { ControllerSettings } from '#core/strategy/controller-settings.ts';
import type { DomainSettings } from '#core/strategy/domain.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { digestOf, type TrainedIdentity } from '#core/strategy/trained-team.ts';
import { CONTROLLER_PRESETS } from '#strategy/controllers/presets.ts';
import { type LearnedTeam, learnedText, unlearnedTeam } from '#strategy/trained/learned-team.ts';

/** How a team is trained: through so many runs one after the other, in each of which it steers all rows. */
export interface TrainingPlan {
  readonly name: string;
  /** Id of a controller, and what is set otherwise than it has it. */
  readonly controller: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly options: TrainedIdentity['options'];
  readonly state: TrainedIdentity['state'];
  readonly reward: TrainedIdentity['reward'];
  /** Runs take them in turn. */
  readonly domains: readonly string[];
  /** Their side, px, and how many there are of each kind. */
  readonly images: { readonly size: number; readonly train: number; readonly validation: number };
  readonly network: StrategyConfig['network'];
  readonly training: StrategyConfig['training'];
  readonly rows: number;
  readonly episodes: number;
  /** Of the first run; the next ones have the numbers after it, so many in turn. */
  readonly seed: number;
  readonly seeds: number;
}

/** Images that are looked at once, when a run is over: nothing is learned from them. */
const TESTED = 8;

/** The controller that a plan has trained. Throws a RangeError where there is none, or it has no such settings. */
function settingsOf({ controller, settings = {} }: TrainingPlan): ControllerSettings {
  const preset = CONTROLLER_PRESETS.find(({ id }) => id === controller);
  if (!preset) {
    const known = CONTROLLER_PRESETS.map(({ id }) => id).join(', ');
    throw new RangeError(`controller is '${controller}'; it must be one of ${known}`);
  }
  const usual: Readonly<Record<string, unknown>> = { ...preset.settings };
  for (const [key, value] of Object.entries(settings)) {
    const isOne = key !== 'kind' && Object.hasOwn(usual, key);
    if (!isOne) throw new RangeError(`the controller '${controller}' has no setting '${key}'`);
    const expected = usual[key];
    const isAlike =
      expected === null || value === null
        ? typeof (value ?? 0) === 'number' // steps of a return
        : typeof value === typeof expected && Array.isArray(value) === Array.isArray(expected);
    if (!isAlike)
      throw new RangeError(
        `setting '${key}' is ${JSON.stringify(value)}; it must be like ${JSON.stringify(expected)}`,
      );
  }
  return { ...preset.settings, ...settings } as ControllerSettings; // as far as it was compared
}

/** The team before its first run. */
export const beginningOf = (plan: TrainingPlan): LearnedTeam => {
  const { controller, options, state, reward, episodes } = plan;
  return unlearnedTeam(
    { controller, options, state, reward, settings: settingsOf(plan) },
    episodes,
  );
};

/** The run of an episode, all of whose rows the team steers. */
export function episodeConfig(
  plan: TrainingPlan,
  episode: number,
  digest: string,
  catalog: StrategyCatalog,
): StrategyConfig {
  const id = plan.domains[episode % plan.domains.length];
  const domain = catalog.domains.find((each) => each.id === id);
  if (!domain)
    throw new RangeError(
      `domain is '${id}'; it must be one of ${catalog.domains.map((each) => each.id).join(', ')}`,
    );
  const { name, controller, options, state, reward, network, training } = plan;
  const { size, train, validation } = plan.images;
  const images = { train, validation, test: TESTED };
  const data: DomainSettings = { ...domain.settings, size, images };
  return {
    seed: plan.seed + (episode % plan.seeds),
    ...{ data, network, training },
    teams: [{ name, controller, options, state, reward, trained: { name, digest, learns: true } }],
    rows: Array.from({ length: plan.rows }, (_, row) => ({
      name: `Row ${row + 1}`,
      steering: { kind: 'team', team: name },
    })),
  };
}

/** A plan of what may be anything; what it leaves out is as `usual` has it. Throws a RangeError that says what is wrong. */
export function readPlan(
  data: unknown,
  usual: Omit<TrainingPlan, 'name' | 'controller'>,
  catalog: StrategyCatalog,
): TrainingPlan {
  if (!isRecord(data)) throw new RangeError('a plan must be an object with name and controller');
  const known = ['name', 'controller', 'settings', ...Object.keys(usual)];
  const unknown = Object.keys(data).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new RangeError(`a plan has no '${unknown}'; it has ${known.join(', ')}`);
  const plan = { ...usual, ...data } as TrainingPlan; // held to what it must be below
  for (const [key, least, most] of COUNTS)
    if (!(Number.isInteger(plan[key]) && plan[key] >= least && plan[key] <= most))
      throw new RangeError(
        `${key} is ${plan[key]}; it must be a whole number from ${least} to ${most}`,
      );
  if (!Array.isArray(plan.domains) || plan.domains.length === 0)
    throw new RangeError('domains must be a list of one at least');
  const learned = learnedText(beginningOf(plan), { experience: true });
  for (const episode of plan.domains.keys()) {
    const config = episodeConfig(plan, episode, digestOf(learned), catalog);
    const [team] = config.teams;
    const trained = { name: plan.name, digest: digestOf(learned), learns: true, learned };
    const parsed = parseStrategyConfig({ ...config, teams: [{ ...team, trained }] }, catalog);
    if (!parsed.ok) throw new RangeError(wordsOf(parsed.problems));
  }
  return plan;
}

const COUNTS = [
  ['rows', 1, 16],
  ['episodes', 1, 100_000],
  ['seed', 0, 4_000_000_000],
  ['seeds', 1, 100_000],
] as const;

const wordsOf = (problems: readonly Problem[]): string =>
  problems.map(({ path, message }) => `${path}: ${message}`).join('\n');
