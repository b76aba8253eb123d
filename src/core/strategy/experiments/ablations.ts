import { REWARD_TERMS } from '../reward-settings.ts';
import { FEATURE_GROUPS, type StateSettings, WHOLE_STATE } from '../state-settings.ts';
import type { StrategyRow } from '../strategy-config.ts';
import type { TeamConfig } from '../team.ts';
import type { Experiment } from './experiment.ts';
import {
  fixedRow,
  numbered,
  possible,
  randomRow,
  rewardOf,
  teamOf,
  teamRow,
  withRows,
} from './parts.ts';

/** Ablations of all but the agents themselves: a part is taken away, and what is left is compared with the whole. */

/** Controller of which state and reward are taken apart: each agent learns by itself and decides in every interval. */
export const AGENTS = 'dqn-paper';
/** Controller of which coordination and signals are taken apart. */
const HELD = 'dqn-held';

/** Repeats each team in several rows, numbered, so that it has something to learn from before the run is over. */
const rowsOfEach = (teams: readonly TeamConfig[], rows: number): readonly StrategyRow[] =>
  teams.flatMap((team) => numbered(team.name, rows, () => teamRow(team).steering));

/** Rows of each team of an ablation by several rows. */
const EACH = 4;

const ALL_SHARED = 'All shared';
const NOTHING_SHARED = 'Nothing shared';
/** Key of the run that this experiment once was: results that are kept under it stay what they are. */
const TOGETHER = '';

const coordination: Experiment = {
  id: 'coordination',
  title: 'Ablation of coordination',
  question:
    'What is it worth that agents share what they see, what they learn from and what they are rewarded for, or learn together? With nothing shared, without each of the three alone, and learning as a sum or in order.',
  paper:
    'The paper’s figure 5 has about 96.2 without coordination against 97.4 with it; its section S1.1 says that state, replay and reward are shared, and leaves open what each is worth.',
  figures: ['mAP', 'tail', 'tailF1'],
  against: { row: ALL_SHARED, key: TOGETHER },
  paperSign: { has: (arm) => arm === NOTHING_SHARED, is: 'lower' },
  obstacle: possible,
  plan(base, catalog) {
    const run = (key: string, arms: readonly (readonly [name: string, id: string])[]) => {
      const teams = arms.map(([name, id]) => teamOf(catalog, name, id));
      return { key, config: withRows(base, rowsOfEach(teams, EACH), teams) };
    };
    return [
      run(TOGETHER, [
        [ALL_SHARED, HELD],
        [NOTHING_SHARED, 'dqn-apart'],
        ['Learned as a sum', 'dqn-vdn'],
        ['In order', 'dqn-order'],
      ]),
      run('without one', [
        ['Without shared state', 'dqn-own-state'],
        ['Without shared replay', 'dqn-own-replay'],
        ['Without shared reward', 'dqn-own-reward'],
      ]),
    ];
  },
};

const terms: Experiment = {
  id: 'reward-terms',
  title: 'Ablation of curiosity and the other terms',
  question: 'What is each term of the reward worth? The paper’s reward, and without one term each.',
  paper:
    'The paper’s appendix K has 93.4 with curiosity against 92.8 without; its appendix J gives advice on the weights.',
  figures: ['mAP', 'tail', 'tailF1'],
  against: { row: 'All terms' },
  paperSign: { has: (arm) => arm === 'Without curiosity', is: 'lower' },
  obstacle: possible,
  plan(base, catalog) {
    const reward = rewardOf(catalog, 'paper');
    const without = REWARD_TERMS.filter((term) => reward.weights[term] > 0).map((term) =>
      teamOf(catalog, `Without ${term}`, AGENTS, {
        reward: { ...reward, weights: { ...reward.weights, [term]: 0 } },
      }),
    );
    const teams = [
      teamOf(catalog, 'All terms', AGENTS),
      ...without,
      teamOf(catalog, 'With the rare classes', AGENTS, {
        reward: { ...reward, weights: { ...reward.weights, rare: 1 } },
      }),
    ];
    return [{ key: '', config: withRows(base, teams.map(teamRow), teams) }];
  },
};

/** States of which a part is missing, by name. */
const LESS: readonly (readonly [name: string, state: StateSettings])[] = [
  ...FEATURE_GROUPS.map(
    (group) =>
      [
        `Without ${group}`,
        { ...WHOLE_STATE, groups: { ...WHOLE_STATE.groups, [group]: false } },
      ] as const,
  ),
  ['Without history', { ...WHOLE_STATE, history: 1 }],
  ['Without last choices', { ...WHOLE_STATE, lastChoices: false }],
];

const state: Experiment = {
  id: 'state',
  title: 'Ablation of the state',
  question:
    'What is it worth that agents see how well the classifier does, how it trains, what the images are, how all that was before, and what they chose last? The whole state, and without one part each.',
  paper: 'The paper’s section 3.3 names the parts of the state and measures none of them.',
  figures: ['mAP', 'tail', 'tailF1'],
  against: { row: 'Whole state' },
  obstacle: possible,
  plan(base, catalog) {
    const teams = [
      teamOf(catalog, 'Whole state', AGENTS),
      ...LESS.map(([name, seen]) => teamOf(catalog, name, AGENTS, { state: seen })),
    ];
    return [{ key: '', config: withRows(base, rowsOfEach(teams, 2), teams) }];
  },
};

const SMOOTH_UPDATES = 10;

const transitions: Experiment = {
  id: 'transitions',
  title: 'Smooth transitions',
  question: 'Is a choice better brought in over some updates, or at once?',
  paper: 'The paper’s section 4.4 names smooth transitions and measures nothing.',
  figures: ['mAP', 'tail', 'tailF1'],
  against: { key: 'at once' },
  obstacle: ({ training }) =>
    training.interval < 2 ? 'Intervals of one update leave no room for a transition.' : null,
  plan(base, catalog) {
    const team = teamOf(catalog, 'Networks that hold', HELD);
    const each = teamOf(catalog, 'Networks, as in the paper', AGENTS);
    const teams = [team, each];
    const rows = [randomRow(catalog), ...teams.map(teamRow)];
    const ramp = Math.min(SMOOTH_UPDATES, base.training.interval);
    return [['at once', 0] as const, [`over ${ramp} updates`, ramp] as const].map(
      ([key, updates]) => ({
        key,
        config: withRows({ ...base, training: { ...base.training, ramp: updates } }, rows, teams),
      }),
    );
  },
};

const averages: Experiment = {
  id: 'averages',
  title: 'Averages of the weights',
  question:
    'How much of the result is the average of the weights? The weights as they ended, their fast and their slow average, on the same test images; and by how much either average is ahead of the weights as they ended.',
  paper: 'The paper’s abstract names a dual-rate average once; it is neither defined nor measured.',
  figures: ['mAP', 'raw', 'slow', 'fastGain', 'slowGain'],
  against: { row: 'Usual' },
  obstacle: possible,
  plan(base, catalog) {
    const team = teamOf(catalog, 'Networks that hold', HELD);
    const rows = [fixedRow('Usual', catalog.recipes.usual), randomRow(catalog), teamRow(team)];
    return [{ key: '', config: withRows(base, rows, [team]) }];
  },
};

const AVERAGED = 'Fast and slow averages';

const signals: Experiment = {
  id: 'signals',
  title: 'Averages of signals',
  question:
    'Is it better to see and be rewarded for accuracy and losses averaged over the last intervals, fast and slow with the trend between, or as they were measured?',
  paper: 'The paper’s abstract names a dual-rate average once; it is neither defined nor measured.',
  figures: ['mAP', 'tail', 'tailF1'],
  against: { row: AVERAGED },
  obstacle: possible,
  plan(base, catalog) {
    const teams = [
      teamOf(catalog, AVERAGED, HELD),
      teamOf(catalog, 'As measured', HELD, { state: AS_MEASURED }),
    ];
    return [{ key: '', config: withRows(base, rowsOfEach(teams, EACH), teams) }];
  },
};

const AS_MEASURED: StateSettings = { ...WHOLE_STATE, averages: false };

export const ABLATIONS: readonly Experiment[] = [
  coordination,
  terms,
  state,
  transitions,
  averages,
  signals,
];
