import type { Lab } from '#store/lab/lab.ts';
import type { Pace } from '#store/lab/pace.ts';
import { storedForVisits } from '#store/stored-text.ts';

const stored = storedForVisits('pace');
const WORDS: Readonly<Record<string, Pace>> = { '1': 1, guided: 'guided', '8': 8, max: null };

/** A pace as the speed's choice has it. */
export const paceWord = (pace: Pace): string =>
  Object.keys(WORDS).find((word) => WORDS[word] === pace) ?? 'max';

export const paceOf = (word: string): Pace => WORDS[word] ?? null;

/** The pace chosen last; before any choice, one that can be followed. */
export function rememberedPace(): Pace {
  const kept = stored.read();
  return kept === null ? 'guided' : paceOf(kept);
}

/** Goes so fast from now on, and on later visits. */
export function choosePace(lab: Lab, pace: Pace): void {
  lab.setPace(pace);
  stored.write(paceWord(pace));
}
