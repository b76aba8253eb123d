import { generationNumber } from '#core/generation-number.ts';
import { shortNumber } from './mutation-words.ts';

/** Says how a replay stands beside the lineage that it is of, in a sentence or two. */
export function compareReplay(replay: readonly number[], original: readonly number[]): string {
  const count = Math.min(replay.length, original.length);
  if (count === 0) return 'Nothing has been evaluated yet.';
  const differs = replay.findIndex((value, g) => g < count && !Object.is(value, original[g]));
  const last = count - 1;
  const [own, other] = [replay[last] as number, original[last] as number]; // last < count
  const figures = `In generation ${generationNumber(last)} the replay has ${shortNumber(own)}, the original had ${shortNumber(other)}.`;
  if (differs < 0)
    return `The same to the last digit so far, in ${count === 1 ? 'one generation' : `all ${count} generations`}. ${figures}`;
  return `${differs === 0 ? 'It differs from the first generation on' : `The same up to generation ${generationNumber(differs - 1)}`}. ${figures}`;
}
