import type { DataFacts, RowInterval, SteeredInterval } from '#core/strategy/figures.ts';
import { type Choices, choiceAt, SEATS, type Seat, type Steering } from '#core/strategy/seats.ts';
import {
  intervalsOf,
  type StrategyConfig,
  type StrategyRow,
} from '#core/strategy/strategy-config.ts';
import type { TeamConfig } from '#core/strategy/team.ts';
import type { IntervalEvent, StrategyStarted } from '#protocol/strategy-run-events.ts';
import { STRATEGY_PRESETS } from '#strategy/presets.ts';
import { stateElements } from '#strategy/state/state.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';

export const SEATS_OFFERED = strategyCatalog().seats;

/** A run as an engine would tell of it, with curves such as training gives. */
export interface MadeUpRun {
  readonly started: StrategyStarted;
  readonly intervals: readonly IntervalEvent[];
}

export interface MadeUp {
  /** Preset whose recipes the rows have; eight side by side where it is missing. */
  readonly preset?: string;
  readonly rows?: number;
  readonly classes?: number;
  readonly intervals?: number;
  /** Number of these that are over. */
  readonly over?: number;
  /** A row that diverges half-way. */
  readonly diverging?: number;
}

/** A preset's recipes, with as many rows, classes and intervals as are asked for. */
export function madeUpRun(made: MadeUp = {}): MadeUpRun {
  const { preset: id = 'eight-recipes' } = made;
  const preset = STRATEGY_PRESETS.find((each) => each.id === id);
  if (!preset) throw new Error(`there is no preset ${id}`);
  const {
    rows = preset.config.rows.length,
    classes = 20,
    intervals = 20,
    over = intervals,
    diverging = -1,
  } = made;
  const config: StrategyConfig = {
    ...preset.config,
    training: { ...preset.config.training, steps: 24 * intervals },
    rows: Array.from({ length: rows }, (_, at) => rowAt(preset.config.rows, at)),
  };
  const data = madeUpFacts(classes);
  const started: StrategyStarted = {
    kind: 'started',
    run: 1,
    config,
    device: {
      kind: 'wasm',
      description: 'WebAssembly',
      threads: 2,
      reason: 'It is exact.',
      trials: [],
    },
    data,
    states: Object.fromEntries(
      config.teams.map(({ name, state, options }) => [name, stateElements(state, options)]),
    ),
    parameters: 26_000,
    interval: 0,
  };
  const random = noise(7);
  return {
    started,
    intervals: Array.from({ length: over }, (_, interval) => ({
      kind: 'interval',
      run: 1,
      interval,
      step: 24 * (interval + 1),
      images: 24 * 64 * (interval + 1),
      elapsedMs: 900 * (interval + 1),
      hash: interval.toString(16).padStart(32, '0'),
      rows: config.rows.map((row, at) =>
        rowIn(row, at, interval / intervalsOf(config.training), data, config.teams, random, {
          interval,
          diverged: at === diverging && interval >= over / 2,
        }),
      ),
    })),
  };
}

function rowAt(rows: readonly StrategyRow[], at: number): StrategyRow {
  const row = rows[at % rows.length];
  if (!row) throw new Error('there are no rows');
  return at < rows.length ? row : { ...row, name: `${row.name}, again` };
}

/** Numbers in [0, 1) that look random, the same for the same seed. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const NAMES = ['person', 'car', 'dog', 'cat', 'chair', 'tie', 'boat', 'sheep', 'bottle', 'train'];

function madeUpFacts(classes: number): DataFacts {
  const names = Array.from({ length: classes }, (_, at) =>
    at < NAMES.length ? (NAMES[at] ?? '') : `class ${at + 1}`,
  );
  const shareOf = (at: number) => Math.exp((-3.5 * at) / Math.max(1, classes - 1));
  const counts = (images: number) => names.map((_, at) => Math.round(0.4 * images * shareOf(at)));
  const train = counts(1536);
  const quarter = Math.max(1, Math.floor(classes / 4));
  const places = names.map((_, at) => at);
  return {
    classes: names,
    counts: { train, validation: counts(600), test: counts(1200) },
    groups: {
      head: places.slice(0, quarter),
      mid: places.slice(quarter, classes - quarter),
      tail: places.slice(classes - quarter),
    },
    together: places.flatMap((a) =>
      places.map((b) =>
        a === b
          ? (train[a] ?? 0)
          : Math.round(Math.min(train[a] ?? 0, train[b] ?? 0) * ((a + b) % 3 === 0 ? 0.5 : 0.1)),
      ),
    ),
    labelsPerImage: 2.1,
  };
}

function rowIn(
  { steering }: StrategyRow,
  at: number,
  progress: number,
  { classes, groups }: DataFacts,
  teams: readonly TeamConfig[],
  random: () => number,
  { interval, diverged }: { readonly interval: number; readonly diverged: boolean },
): RowInterval {
  const reach = 0.35 + 0.045 * ((at * 5) % 8);
  const level = reach * (1 - Math.exp(-4 * progress));
  const precise = classes.map((_, index) => {
    const tail = index / classes.length;
    const share = level * (1.25 - tail * (0.9 - 0.09 * at)) + 0.04 * (random() - 0.5);
    return Math.min(1, Math.max(0.01, share));
  });
  const meanOf = (indices: readonly number[]) =>
    indices.reduce((sum, index) => sum + (precise[index] ?? 0), 0) / Math.max(1, indices.length);
  const number = (value: number) => (diverged ? Number.NaN : value);
  const choices = eachSeat((seat) => {
    if (steering.kind === 'drawn') return choiceAt(steering.lanes[seat], interval);
    return drawnFrom(amongOf(seat, steering, teams), random);
  });
  const team = steering.kind === 'team' ? teamNamed(teams, steering.team) : null;
  return {
    choices,
    training: {
      loss: number(0.4 * Math.exp(-2 * progress) + 0.02 * random()),
      reference: number(0.45 * Math.exp(-2.2 * progress) + 0.02 * random()),
      referenceDeviation: number(0.03),
      gradientNorm: number(8 * Math.exp(-3 * progress) + 0.2 * random()),
      updateRatio: number(3e-3 * Math.exp(-2 * progress)),
      learningRate: 2e-3 * (1 + Math.cos(Math.PI * progress)) * (at + 1) * 0.5 + 1e-6,
    },
    validation: {
      mAP: number(meanOf(classes.map((_, index) => index))),
      head: number(meanOf(groups.head)),
      mid: number(meanOf(groups.mid)),
      tail: number(meanOf(groups.tail)),
      tailF1: number(meanOf(groups.tail) * 0.8),
      macroF1: number(level * 0.8),
      perClassF1: number(level * 0.85),
      overallF1: number(level * 0.95),
      loss: number(0.4 * Math.exp(-1.5 * progress) + (at === 4 ? 0.3 * progress * progress : 0)),
      averagePrecision: precise.map(number),
      precision: precise.map((share) => number(Math.min(1, share * 1.1))),
      recall: precise.map((share) => number(share * 0.7)),
    },
    diverged,
    ...(team && { steered: steeredBy(team, choices, interval, random) }),
  };
}

const eachSeat = <T>(make: (seat: Seat) => T): Readonly<Record<Seat, T>> =>
  Object.fromEntries(SEATS.map((seat) => [seat, make(seat)])) as Readonly<Record<Seat, T>>;

function amongOf(
  seat: Seat,
  steering: Exclude<Steering, { readonly kind: 'drawn' }>,
  teams: readonly TeamConfig[],
): readonly string[] {
  if (steering.kind === 'random') return steering.among[seat];
  if (steering.kind === 'search') throw new Error('a made-up run has no searches');
  return teamNamed(teams, steering.team).options[seat];
}

function teamNamed(teams: readonly TeamConfig[], wanted: string): TeamConfig {
  const team = teams.find(({ name }) => name === wanted);
  if (!team) throw new Error(`there is no team ${wanted}`);
  return team;
}

function drawnFrom(among: readonly string[], random: () => number): string {
  const drawn = among[Math.floor(random() * among.length)];
  if (drawn === undefined) throw new Error('there is nothing to draw from');
  return drawn;
}

/**
 * A decision and its reward: chance chooses in the first seat, the others take what promises most, 1 where the rest
 * promise up to 0.75.
 */
function steeredBy(
  { state, options }: TeamConfig,
  choices: Choices,
  interval: number,
  random: () => number,
): SteeredInterval {
  const parts = {
    improvement: 0.2 * Math.exp(-interval / 8),
    rare: 0,
    stability: 0.5,
    convergence: 0.05 * random(),
    penalty: -0.1,
    curiosity: 0,
  };
  return {
    state: stateElements(state, options).map(() => 6 * random() - 3),
    reasons: eachSeat((seat) => {
      const isChance = seat === SEATS[0];
      const count = options[seat].length;
      return {
        ground: isChance ? 'chance' : 'value',
        values: options[seat].map((id, at) =>
          id === choices[seat] && !isChance ? 1 : (0.75 * (at + 1)) / count,
        ),
        deviations: null,
        chances: options[seat].map((id) => (id === choices[seat] ? 0.6 : 0.4 / count)),
      };
    }),
    reward: {
      total: Object.values(parts).reduce((sum, part) => sum + part, 0),
      values: parts,
      parts,
    },
  };
}
