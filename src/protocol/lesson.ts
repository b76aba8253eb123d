import { canonicalJson } from '#core/canonical-json.ts';
import { isRecord } from '#core/plain-data.ts';
import { MOST_FITNESS } from '#core/statistics.ts';
import { wholeValue } from './address.ts';
import { packJson, unpackJson } from './payload.ts';

/** Task that a teacher gives a class along with a run. */
export interface Lesson {
  /** Plain text, at most {@link LONGEST_TEXT} characters; '' if there is none. */
  readonly text: string;
  /** Mean return over fresh episodes that the champion is to reach at least; null: there is no goal. */
  readonly goal: number | null;
}

export const LONGEST_TEXT = 600;

export const NO_LESSON: Lesson = { text: '', goal: null };

/** Tells whether a number can be a goal. */
export const isGoal = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= MOST_FITNESS;

/** A lesson as a part of a link. */
export const writeLesson = ({ text, goal }: Lesson): string =>
  packJson(canonicalJson({ ...(text !== '' && { text }), ...(goal !== null && { goal }) }));

/** Reads it; null where it is no lesson, or more than one may be. */
export function readLesson(part: string): Lesson | null {
  const unpacked = unpackJson(wholeValue(part));
  if (!unpacked.ok || !isRecord(unpacked.value)) return null;
  const { text = '', goal = null } = unpacked.value;
  if (typeof text !== 'string' || text.length > LONGEST_TEXT) return null;
  if (goal !== null && !isGoal(goal)) return null;
  const shown = withoutControls(text);
  return shown === '' && goal === null ? null : { text: shown, goal };
}

/** Lines stay; characters that are not seen, or that turn the direction of writing, do not. */
const withoutControls = (text: string): string => text.replaceAll(/[^\P{C}\n]/gu, '').trim();
