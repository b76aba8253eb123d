import { useId } from 'react';
import { rewardBeside } from '#core/strategy/reward-settings.ts';
import type { Seat } from '#core/strategy/seats.ts';
import { FEATURE_GROUPS, type FeatureGroup } from '#core/strategy/state-settings.ts';
import { MOST_NAME } from '#core/strategy/strategy-fields.ts';
import { MOST_TEAMS, type TeamConfig } from '#core/strategy/team.ts';
import { canHaveRowWithout, isAgentOn, withAgent, withRowWithout } from '#store/strategy/agents.ts';
import { withNewTeam, withRow, withTeam } from '#store/strategy/rows.ts';
import { Button } from '../../parts/Button.tsx';
import setup from '../../setup/Setup.module.css';
import { TextField } from '../../setup/TextField.tsx';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import { AmongSeats } from './Among.tsx';
import { NumberLine } from './NumberLine.tsx';
import { ProblemWords } from './ProblemWords.tsx';
import { RewardWeights } from './RewardWeights.tsx';
import styles from './RowList.module.css';
import { SteererChoice } from './SteererChoice.tsx';
import { HowTheyDecide } from './TrainedTeam.tsx';
import { WarmUp } from './WarmUp.tsx';

const NONE = [] as const;

/** Choice of the team that steers a row. */
export const TeamChoice = ({
  at,
  team,
  teams,
}: {
  readonly at: number;
  readonly team: string;
  readonly teams: readonly TeamConfig[];
}) => (
  <SteererChoice
    label="Team"
    chosen={team}
    all={teams}
    most={MOST_TEAMS}
    words="Four agents, one for each seat, decide for all rows of their team and learn from what comes of it. What they are is set below, under Teams."
    own="A team of its own"
    edit={`team ${at}`}
    onChoose={(config, name) => withRow(config, at, { steering: { kind: 'team', team: name } })}
    onOwn={(config, catalog) => withNewTeam(config, at, catalog)}
  >
    <Without at={at} team={teams.find(({ name }) => name === team)} />
  </SteererChoice>
);

/** The same row once more, under its team without one of its agents: what is that agent worth? */
function Without({ at, team }: { readonly at: number; readonly team: TeamConfig | undefined }) {
  const lab = useStrategy();
  const seats = useStrategyState(({ catalog }) => catalog?.seats ?? NONE);
  const hasRoom = useStrategyState(
    ({ draft }) => draft !== null && team !== undefined && canHaveRowWithout(draft, team),
  );
  if (!team || team.trained?.learns) return null; // a team that goes on learning has four agents, not three
  return (
    <fieldset className={styles['seat']}>
      <legend>The same without …, as a row beside it</legend>
      <div className={styles['actions']}>
        {seats.map(({ id, label }) => (
          <Button
            key={id}
            disabled={!hasRoom || !isAgentOn(team, id)}
            title={hasRoom ? undefined : 'There are as many rows or teams as there can be'}
            onClick={() =>
              lab.change(`without ${at} ${id}`, (config) => {
                const { catalog } = lab.store.getState();
                return catalog ? withRowWithout(config, at, id, catalog) : config;
              })
            }
          >
            {label}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

/** The teams of the set-up, each folded: how it decides, what it sees, and what it is rewarded for. */
export function TeamList({ teams }: { readonly teams: readonly TeamConfig[] }) {
  if (teams.length === 0) return null;
  return (
    <>
      <div className={styles['head']}>
        <h3>Teams</h3>
      </div>
      {teams.map((team, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a team has no other identity; its name may be typed twice.
        <Team key={at} team={team} at={at} />
      ))}
    </>
  );
}

const GROUPS: Readonly<Record<FeatureGroup, string>> = {
  performance: 'how well it does',
  dynamics: 'how it trains',
  data: 'what the images are',
};

function Team({ team, at }: { readonly team: TeamConfig; readonly at: number }) {
  const lab = useStrategy();
  const id = useId();
  const controllers = useStrategyState(({ catalog }) => catalog?.controllers ?? NONE);
  const problem = useStrategyState(({ problems }) =>
    problems.find(({ path }) => path.startsWith(`teams.${at}`)),
  );
  const set = (part: Partial<TeamConfig>) =>
    lab.change(`team ${at}`, (config) => withTeam(config, at, part));
  const controller = controllers.find((each) => each.id === team.controller);
  return (
    <details className={styles['row']} data-field={`teams.${at}`}>
      <summary>
        <span className={styles['name']}>{team.name}</span>
        <span className={problem ? setup['groupWrong'] : setup['groupSummary']}>
          {problem ? 'problem' : (team.trained?.name ?? controller?.label)}
        </span>
      </summary>
      <div className={styles['body']}>
        <ProblemWords problem={problem} />
        <div className={styles['line']}>
          <label htmlFor={`${id}-name`}>Name</label>
          <TextField
            id={`${id}-name`}
            text={team.name}
            invalid={problem?.path === `teams.${at}.name`}
            inputMode="text"
            read={(text) => text.slice(0, MOST_NAME).trim()}
            onCommit={(name) => set({ name })}
          />
        </div>
        <HowTheyDecide team={team} at={at} />
        {team.trained ? (
          <p className={styles['source']}>
            What its agents see, may choose and are rewarded for is as it was when they learned.
          </p>
        ) : (
          <Untrained team={team} at={at} />
        )}
      </div>
    </details>
  );
}

/** Reward, state and choices of a team that learns anew. */
function Untrained({ team, at }: { readonly team: TeamConfig; readonly at: number }) {
  const lab = useStrategy();
  const id = useId();
  const rewards = useStrategyState(({ catalog }) => catalog?.rewards ?? NONE);
  const controller = useStrategyState(({ catalog }) =>
    catalog?.controllers.find((each) => each.id === team.controller),
  );
  const seats = useStrategyState(({ catalog }) => catalog?.seats ?? NONE);
  const problem = useStrategyState(({ problems }) =>
    problems.find(({ path }) => path.startsWith(`teams.${at}`)),
  );
  const set = (part: Partial<TeamConfig>) =>
    lab.change(`team ${at}`, (config) => withTeam(config, at, part));
  const switchAgent = (seat: Seat, isOn: boolean) =>
    lab.change(`team ${at} ${seat}`, (config) => {
      const { catalog } = lab.store.getState();
      return catalog ? withAgent(config, at, seat, isOn, catalog) : config;
    });
  const reward = rewards.find(({ settings }) => settings.kind === team.reward.kind);
  const { state } = team;
  return (
    <>
      <WarmUp team={team} at={at} />
      <div className={styles['turn']}>
        <label htmlFor={`${id}-reward`}>What they are rewarded for</label>
        <select
          id={`${id}-reward`}
          className={setup['input']}
          value={team.reward.kind}
          onChange={(event) => {
            const chosen = rewards.find(({ settings }) => settings.kind === event.target.value);
            if (chosen) set({ reward: rewardBeside(chosen.settings, controller ?? {}) });
          }}
        >
          {rewards.map(({ label, settings }) => (
            <option key={settings.kind} value={settings.kind}>
              {label}
            </option>
          ))}
        </select>
        {reward && <p className={styles['source']}>{reward.source}</p>}
      </div>
      <fieldset className={styles['seat']}>
        <legend>What they see</legend>
        <div className={setup['choices']}>
          {FEATURE_GROUPS.map((group) => (
            <label key={group}>
              <input
                type="checkbox"
                checked={state.groups[group]}
                onChange={(event) =>
                  set({
                    state: {
                      ...state,
                      groups: { ...state.groups, [group]: event.target.checked },
                    },
                  })
                }
              />
              {GROUPS[group]}
            </label>
          ))}
          <label>
            <input
              type="checkbox"
              checked={state.lastChoices}
              onChange={(event) => set({ state: { ...state, lastChoices: event.target.checked } })}
            />
            what was chosen last
          </label>
          <label title="Off: accuracy and losses are seen and rewarded as they were measured.">
            <input
              type="checkbox"
              checked={state.averages !== false}
              onChange={(event) => {
                const { averages: _, ...others } = state;
                set({ state: event.target.checked ? others : { ...others, averages: false } });
              }}
            />
            averages and trends of accuracy and losses
          </label>
        </div>
        <NumberLine
          label="over the last … intervals"
          value={state.history}
          invalid={problem?.path === `teams.${at}.state`}
          onSet={(history) => set({ state: { ...state, history } })}
        />
      </fieldset>
      <RewardWeights reward={team.reward} onSet={(next) => set({ reward: next })} />
      <fieldset className={styles['seat']}>
        <legend>Agents</legend>
        <div className={setup['choices']}>
          {seats.map((seat) => (
            <label key={seat.id} title="Off: it stays at the choice of MAT-Agent’s “Standard”.">
              <input
                type="checkbox"
                checked={isAgentOn(team, seat.id)}
                onChange={(event) => switchAgent(seat.id, event.target.checked)}
              />
              {seat.label}
            </label>
          ))}
        </div>
      </fieldset>
      <AmongSeats among={team.options} onSet={(options) => set({ options })} />
    </>
  );
}
