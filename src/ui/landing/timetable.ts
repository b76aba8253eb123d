import type { Recording } from '#protocol/recording.ts';

/** A generation plays in about so long, s, but neither slower than the world nor many times faster. */
const PLAY = 2.4;
const FASTEST = 3;
const HOLD = 0.5; // s, after the last agent has fallen
const SELECTION = 1.6; // s
const LAST = 7; // s, the end is looked at for longer

/** A stretch of the recording: a generation plays, or is selected from. */
export interface Part {
  readonly generation: number;
  readonly kind: 'play' | 'select';
  /** s since the beginning. */
  readonly from: number;
  readonly to: number;
  /** Times the world's own. */
  readonly speed: number;
}

/** When each generation plays and is selected from, one after the other. */
export function timetable({ generations, environment }: Recording): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  const add = (generation: number, kind: Part['kind'], seconds: number, speed: number) => {
    parts.push({ generation, kind, from, to: from + seconds, speed });
    from += seconds;
  };
  for (const [generation, { plays }] of generations.entries()) {
    const longest = Math.max(...plays.map(({ length }) => length)) * environment.secondsPerStep;
    const speed = Math.min(FASTEST, Math.max(1, longest / PLAY));
    add(generation, 'play', longest / speed + HOLD, speed);
    add(generation, 'select', generation === generations.length - 1 ? LAST : SELECTION, speed);
  }
  return parts;
}

/** The part at a time; beyond the end, the last. */
export function partAt(parts: readonly Part[], seconds: number): number {
  const found = parts.findIndex(({ to }) => seconds < to);
  return found < 0 ? parts.length - 1 : found;
}

/** Environment steps since a generation began to play. */
export function stepsAt({ environment }: Recording, part: Part, seconds: number): number {
  return part.kind === 'select'
    ? Number.POSITIVE_INFINITY
    : ((seconds - part.from) * part.speed) / environment.secondsPerStep;
}
