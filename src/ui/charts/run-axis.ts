import type { Summary } from '#archive/summary.ts';
import { compactNumber } from '#core/compact-number.ts';
import { generationNumber } from '#core/generation-number.ts';
import { generationTicks } from '../genealogy/scale.ts';
import type { Across } from './chart.ts';
import type { Figures } from './Figures.tsx';
import { niceTicks, tickWords } from './fitness-points.ts';
import type { Places } from './plot-area.ts';

/** Units that the generations of a run can be laid out by, with their labels. */
export const UNITS = {
  generation: 'generations',
  steps: 'environment steps',
  seconds: 'seconds of computing',
} as const;
export type Unit = keyof typeof UNITS;

export const isUnit = (name: string): name is Unit => Object.hasOwn(UNITS, name);

/** An axis that a run is drawn over, and where on it each generation, or interval of another kind of run, ends. */
export interface RunAxis {
  readonly across: Across;
  readonly places: Places;
  /** The place of a generation, to be told with its other figures. */
  readonly figures: (generation: number) => Figures;
  /** Name such as 'Generation 4'. */
  readonly nameOf: (generation: number) => string;
  /** Number of a generation as it is counted for people. */
  readonly numberOf: (generation: number) => number;
  /** Words before the first generation. */
  readonly nothing: string;
  /** The intervals that can be pointed at, ascending; of the lab's run its generations. */
  readonly stops?: readonly number[];
  /** The cursor that all which is drawn over the axis shares; the lab's run has the whole page's. */
  readonly cursor?: LinkedCursor;
}

/** A place of an axis that is pointed at, here or elsewhere on the page. */
export interface LinkedCursor {
  /** Null: none is. */
  at(): number | null;
  point(stop: number | null): void;
  /** Calls whenever another place may be pointed at; the returned function ends it. */
  subscribe(listener: () => void): () => void;
}

/** Words for generations. */
const WORDS = {
  nameOf: (generation: number) => `Generation ${generationNumber(generation)}`,
  numberOf: generationNumber,
  nothing: 'No generation has been evaluated yet.',
};

export const GENERATIONS: RunAxis = {
  ...WORDS,
  across: {
    name: 'generation',
    ticks: ({ window, columnWidth }) => generationTicks({ ...window, columnWidth }),
    word: (generation) => String(generationNumber(generation)),
  },
  places: { of: (generation) => generation, at: (place) => place },
  figures: () => [],
};

/**
 * The axis of a unit. Generations to come are as long as those so far were in the mean; a generation's place is where it
 * ended, so that the first begins at 0.
 */
export function runAxis(unit: Unit, summaries: readonly Summary[]): RunAxis {
  if (unit === 'generation') return GENERATIONS;
  const valueAt = ({ steps, elapsedMs }: Summary) => (unit === 'steps' ? steps : elapsedMs / 1000);
  const ends = [0, ...summaries.map(valueAt)];
  const last = ends.at(-1) ?? 0;
  const length = ends.length > 1 && last > 0 ? last / (ends.length - 1) : 1;
  const whole = (count: number) => ends[count] ?? last + (count - ends.length + 1) * length;
  const places: Places = {
    of(generation) {
      const count = Math.max(0, generation + 1);
      const before = Math.floor(count);
      return whole(before) + (whole(before + 1) - whole(before)) * (count - before);
    },
    at(place) {
      const after = ends.findIndex((end) => end > place);
      const before = (after < 0 ? ends.length : Math.max(1, after)) - 1;
      const from = whole(before);
      return before - 1 + (place - from) / (whole(before + 1) - from || 1);
    },
  };
  return {
    ...WORDS,
    across: {
      name: unit === 'steps' ? 'environment steps of the whole population' : 'seconds of computing',
      ticks({ width, low, high }) {
        const ticks = niceTicks(low, high, width < 500 ? 5 : 8);
        return ticks.filter((tick) => tick >= low && tick <= high);
      },
      word: unit === 'steps' ? compactNumber : (tick) => tickWords([0, Math.max(1, tick)])(tick),
    },
    places,
    figures: (generation) => [[UNITS[unit], places.of(generation)]],
  };
}
