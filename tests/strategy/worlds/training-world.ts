import { draws } from '#core/random.ts';
import type { SeatOptions } from '#core/strategy/options.ts';
import type { RewardSettings } from '#core/strategy/reward-settings.ts';
import { type Choices, SEATS, type Seat } from '#core/strategy/seats.ts';
import type { StateSettings } from '#core/strategy/state-settings.ts';
import { REWARD_PRESETS } from '#strategy/reward/presets.ts';
import { rewardOf } from '#strategy/reward/reward.ts';
import { NO_MEMORY, type RowMemory } from '#strategy/state/memory.ts';
import { freshNormaliser, withFeatures } from '#strategy/state/normaliser.ts';
import { remember, stateElements, stateOf } from '#strategy/state/state.ts';
import { interval as figuresOf, TRAITS } from '../figures.ts';
import type { World } from './play.ts';

/*
 * A classifier's training replayed from tables: how many points of mAP each choice adds in an interval of each third of
 * the run, what some add together, and what a switch costs. So the best that can be done is known.
 */

export const TRAINING_OPTIONS: SeatOptions = {
  augmentation: ['none', 'basic', 'cutmix'],
  optimizer: ['adamW', 'momentum'],
  schedule: ['constant', 'cosine'],
  loss: ['bce', 'cb', 'asl'],
};

type Gains = Readonly<Record<Seat, readonly number[]>>;

/** Gains by third of the run, in the order of the options. */
const GAINS: readonly Gains[] = [
  {
    augmentation: [1, 0.6, -0.6],
    optimizer: [1.2, 0.6],
    schedule: [0.8, 0.5],
    loss: [0.2, 0.8, 0.4],
  },
  {
    augmentation: [0, 0.8, 0.2],
    optimizer: [0.5, 0.5],
    schedule: [0.6, 0.4],
    loss: [0.5, 0.3, 0.7],
  },
  {
    augmentation: [-0.4, 0.4, 0.7],
    optimizer: [0.3, 0.8],
    schedule: [-0.3, 0.9],
    loss: [0.6, -0.2, 0.5],
  },
];

const PAIRS: readonly (readonly [a: string, b: string, gain: number])[] = [
  ['constant', 'asl', 0.4],
  ['basic', 'momentum', 0.3],
  ['cutmix', 'cb', -0.5],
];

const START = 10;
/** Points that every interval adds, and that a seat's switch takes off. */
const ALWAYS = 1;
const SWITCH = 0.6;
/** Deviation of a validation. */
const NOISE = 0.3;

export const TRAINING_INTERVALS = 12;

function gainIn(interval: number, choices: Choices, before: Choices | null): number {
  const gains = GAINS[Math.floor((interval * GAINS.length) / TRAINING_INTERVALS)] as Gains;
  const alone = SEATS.reduce(
    (sum, seat) => sum + (gains[seat][TRAINING_OPTIONS[seat].indexOf(choices[seat])] as number),
    ALWAYS,
  );
  const chosen = SEATS.map((seat) => choices[seat]);
  const together = PAIRS.reduce(
    (sum, [a, b, gain]) => (chosen.includes(a) && chosen.includes(b) ? sum + gain : sum),
    0,
  );
  const switched = before ? SEATS.filter((seat) => before[seat] !== choices[seat]).length : 0;
  return alone + together - SWITCH * switched;
}

/** Points of mAP at the end of a run under these choices, no noise about it. */
export const pointsOf = (run: readonly Choices[]): number =>
  run.reduce((sum, choices, at) => sum + gainIn(at, choices, run[at - 1] ?? null), START);

const ALL: readonly Choices[] = TRAINING_OPTIONS.augmentation.flatMap((augmentation) =>
  TRAINING_OPTIONS.optimizer.flatMap((optimizer) =>
    TRAINING_OPTIONS.schedule.flatMap((schedule) =>
      TRAINING_OPTIONS.loss.map((loss) => ({ augmentation, optimizer, schedule, loss })),
    ),
  ),
);

/** The most points that any run ends with, and that one without switches does. */
export function bestPoints(): { readonly best: number; readonly bestStatic: number } {
  let following = ALL.map(() => 0);
  for (let at = TRAINING_INTERVALS - 1; at > 0; at--)
    following = ALL.map((before) =>
      Math.max(...ALL.map((each, i) => gainIn(at, each, before) + (following[i] as number))),
    );
  const starts = ALL.map((each, i) => START + gainIn(0, each, null) + (following[i] as number));
  const statics = ALL.map((each) => pointsOf(new Array<Choices>(TRAINING_INTERVALS).fill(each)));
  return { best: Math.max(...starts), bestStatic: Math.max(...statics) };
}

interface Training {
  readonly memory: RowMemory;
  readonly points: number;
  /** Tells this run's noise from others'. */
  readonly key: number;
}

const SETTINGS: StateSettings = {
  groups: { performance: true, dynamics: true, data: false },
  history: 1,
  lastChoices: true,
};

/** Pays each interval’s gain of mAP, five points 2: as large as rewards of the paper’s kind. */
const REWARD: RewardSettings = {
  ...REWARD_PRESETS.potential.settings,
  weights: { ...REWARD_PRESETS.potential.settings.weights, improvement: 40 },
  discount: 1,
};

export const TRAINING_ELEMENTS = stateElements(SETTINGS, TRAINING_OPTIONS);

/** Runs that are measured, seen and rewarded as those of real classifiers are. */
export function trainingWorld(): World<Training> {
  let normaliser = freshNormaliser();
  return {
    begin: (row, episode) => ({ memory: NO_MEMORY, points: START, key: episode * 1000 + row }),
    observe: ({ memory }) => stateOf(memory, normaliser, SETTINGS, TRAINING_OPTIONS),
    step({ memory: before, points, key }, choices) {
      const at = before.intervals;
      const reached = points + gainIn(at, choices, before.choices);
      const measured = (reached + NOISE * draws([key, at]).normal()) / 100;
      const figures = figuresOf({ mAP: measured, loss: 1 - measured, choices });
      const surroundings = { intervals: TRAINING_INTERVALS, traits: TRAITS, settings: SETTINGS };
      const memory = remember(before, figures, surroundings);
      normaliser = withFeatures(normaliser, memory.history[0] ?? []);
      const isLast = at === TRAINING_INTERVALS - 1;
      const { total } = rewardOf({ figures, before, after: memory, isLast, surprise: 0 }, REWARD);
      return { state: { memory, points: reached, key }, reward: total };
    },
  };
}
