import type { RecordedPlay, Recording } from '#protocol/recording.ts';

const PLAY = 1.8; // s, of each generation
const SELECTION = 1.1; // s
const LAST = 8; // s, the end is looked at for longer
const AFTER = 0.3; // s, at least, from the end of an episode to selection
const DOWN = 0.5; // s, from the end of an episode until it is seen again

/** A stretch of the recording: a generation plays, or is selected from. */
export interface Part {
  readonly generation: number;
  readonly kind: 'play' | 'select';
  /** s since the beginning. */
  readonly from: number;
  readonly to: number;
}

/** Lays out when each generation plays and is selected from, one after the other. */
export function timetable({ generations }: Recording): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  const add = (generation: number, kind: Part['kind'], seconds: number) => {
    parts.push({ generation, kind, from, to: from + seconds });
    from += seconds;
  };
  for (const generation of generations.keys()) {
    add(generation, 'play', PLAY);
    add(generation, 'select', generation === generations.length - 1 ? LAST : SELECTION);
  }
  return parts;
}

/** The part at a time; beyond the end, the last. */
export function partAt(parts: readonly Part[], seconds: number): number {
  const found = parts.findIndex(({ to }) => seconds < to);
  return found < 0 ? parts.length - 1 : found;
}

/**
 * Steps into an agent's episode. A short one goes at the world's own speed, again and again; a long one as fast as it
 * must to be over when its generation is selected from.
 */
export function stepsAt(
  { environment: { secondsPerStep } }: Recording,
  { length }: Pick<RecordedPlay, 'length'>,
  part: Part,
  seconds: number,
): number {
  if (part.kind === 'select') return length;
  const own = length * secondsPerStep;
  const taken = Math.min(own, PLAY - AFTER);
  const into = (seconds - part.from) % (taken + DOWN);
  return Math.min(length, (into / taken) * length);
}
