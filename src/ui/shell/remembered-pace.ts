import type { Lab } from '#store/lab/lab.ts';
import type { Pace } from '#store/lab/pace.ts';

const KEY = 'pace';
const WORDS: Readonly<Record<string, Pace>> = { '1': 1, guided: 'guided', '8': 8, max: null };

/** A pace as the speed's choice has it. */
export const paceWord = (pace: Pace): string =>
  Object.keys(WORDS).find((word) => WORDS[word] === pace) ?? 'max';

export const paceOf = (word: string): Pace => WORDS[word] ?? null;

/** The pace chosen last; before any choice, one that can be followed. */
export function rememberedPace(): Pace {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === null ? 'guided' : paceOf(kept);
  } catch {
    return 'guided'; // storage may be forbidden; then each visit is the first
  }
}

/** Goes so fast from now on, and on later visits. */
export function choosePace(lab: Lab, pace: Pace): void {
  lab.setPace(pace);
  try {
    localStorage.setItem(KEY, paceWord(pace));
  } catch {
    // It holds for this visit.
  }
}
