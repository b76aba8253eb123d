import type { Device } from '#compute/device.ts';
import type { RewardSettings } from '#core/strategy/reward-settings.ts';
import { SEARCH_METHODS, type SearchMethod, type SearchSettings } from '#core/strategy/search.ts';
import { fixedLanes } from '#core/strategy/seats.ts';
import { WHOLE_STATE } from '#core/strategy/state-settings.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { TeamConfig } from '#core/strategy/team.ts';
import { digestOf } from '#core/strategy/trained-team.ts';
import { DOMAINS } from '#datasets/domains.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import {
  createStrategyRun,
  type StrategyRun,
  type StrategyRunOptions,
} from '#strategy/run/strategy-run.ts';
import { learnedText } from '#strategy/trained/learned-team.ts';

const USUAL = { augmentation: 'basic', optimizer: 'adamW', schedule: 'oneCycle', loss: 'bce' };
const AMONG = {
  augmentation: ['none', 'mixup', 'cutmix', 'cutout'],
  optimizer: ['sgd', 'adam', 'lion'],
  schedule: ['constant', 'step'],
  loss: ['asl', 'cb', 'db', 'mse'],
};

/** A run of three classifiers that takes a moment. */
export const SMALL_STRATEGY: StrategyConfig = {
  seed: 3,
  data: {
    ...DOMAINS.shapes.settings,
    size: 16,
    images: { train: 40, validation: 11, test: 9 },
  },
  network: { width: 'tiny' },
  training: { steps: 7, batch: 8, interval: 2, clip: 5, ramp: 2, mixing: 'area' },
  teams: [],
  rows: [
    { name: 'Usual', steering: { kind: 'drawn', lanes: fixedLanes(USUAL) } },
    { name: 'Random', steering: { kind: 'random', every: 1, among: AMONG } },
    {
      name: 'Drawn',
      steering: {
        kind: 'drawn',
        lanes: {
          ...fixedLanes(USUAL),
          loss: [
            { from: 0, choice: 'cb' },
            { from: 2, choice: 'bce' },
          ],
        },
      },
    },
  ],
};

const DATA = createStrategyData(() => Promise.reject(new Error('shapes need no sprites')));

export async function openStrategy(
  device: Device,
  config = SMALL_STRATEGY,
  saved?: unknown,
  past?: StrategyRunOptions['past'],
): Promise<StrategyRun> {
  const set = await DATA.allImages(config.data, config.seed);
  return createStrategyRun({
    config,
    device,
    set,
    ...(saved !== undefined && { saved }),
    ...(past !== undefined && { past }),
  });
}

/** The hash at the end. */
export async function playStrategy(run: StrategyRun): Promise<string> {
  for (;;) if ((await run.events.next()).done) return run.state.hash;
}

const PAPER: RewardSettings = {
  kind: 'paper',
  weights: {
    improvement: 1,
    rare: 0,
    stability: 1,
    convergence: 0.8,
    penalty: 0.2,
    curiosity: 0.1,
  },
  discount: 0.9,
};

/** The same images; two teams steer three rows, and a fourth is steered by what is drawn. */
export const SMALL_TEAMS: StrategyConfig = {
  ...SMALL_STRATEGY,
  teams: [
    { name: 'DQN', controller: 'dqn-vdn', options: AMONG, state: WHOLE_STATE, reward: PAPER },
    {
      name: 'Bandits',
      controller: 'bandits-thompson',
      options: { ...AMONG, schedule: ['constant'] },
      state: { ...WHOLE_STATE, history: 1 },
      reward: { ...PAPER, weights: { ...PAPER.weights, curiosity: 0 } },
    },
  ],
  rows: [
    { name: 'A', steering: { kind: 'team', team: 'DQN' } },
    ...SMALL_STRATEGY.rows.slice(0, 1),
    { name: 'B', steering: { kind: 'team', team: 'Bandits' } },
    { name: 'C', steering: { kind: 'team', team: 'DQN' } },
  ],
};

/** Four rows that a search steers, beside one that never changes: 8 intervals of one update. */
export function smallSearch(
  method: SearchMethod,
  settings: SearchSettings = defaultsOf(method),
): StrategyConfig {
  const names = ['A', 'B', 'C', 'D'];
  return {
    ...SMALL_STRATEGY,
    training: { ...SMALL_STRATEGY.training, steps: 8, interval: 1, ramp: 1 },
    searches: [{ name: 'Search', method, among: AMONG, settings }],
    rows: [
      ...SMALL_STRATEGY.rows.slice(0, 1),
      ...names.map((name) => ({
        name,
        steering: { kind: 'search' as const, search: 'Search' },
      })),
    ],
  };
}

const defaultsOf = (method: SearchMethod): SearchSettings =>
  Object.fromEntries(SEARCH_METHODS[method].settings.map((setting) => [setting, 2]));

/** Another run of the same teams, once they have learned from a first one: one goes on learning, one does not. */
export async function trainedTeams(device: Device): Promise<StrategyConfig> {
  const run = await openStrategy(device, SMALL_TEAMS);
  await playStrategy(run);
  const teams: TeamConfig[] = [];
  for (const team of SMALL_TEAMS.teams) {
    const found = await run.teams.get(team.name)?.learned();
    if (!found) throw new Error(`there is no team '${team.name}'`);
    const learned = learnedText(found, { experience: false });
    const learns = team.name === 'Bandits';
    const trained = { name: team.name, digest: digestOf(learned), learns, learned };
    teams.push({ ...team, trained });
  }
  run.dispose();
  return { ...SMALL_TEAMS, seed: 4, teams };
}
