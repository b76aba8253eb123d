import type { AlgorithmDeclaration, HyperparameterDeclaration } from '#core/algorithm.ts';
import type { Change, Mutation } from '#core/lineage.ts';
import { lowerFirst } from '#core/lower-first.ts';
import { entryNamed } from '#core/network-change.ts';
import { factorWords, subjectOf } from './hyperparameter-words.ts';
import {
  activationWord,
  changeName,
  changeValue,
  distinctChanges,
  FAMILY_WORDS,
  ownerIn,
} from './mutation-words.ts';

/** Words on a mutation, in two lengths; both '' where it changed nothing. */
export interface MutationLabel {
  /** Words such as 'updates half as often', 'hidden layer 64 → 80' or 'weights nudged'. */
  readonly words: string;
  /** Short words for where those have no room, such as 'updates ×0.5', '64 → 80' or 'weights'. */
  readonly short: string;
}

/** Labels by mutation, of the algorithm asked for last: a long lineage is drawn anew with every generation. */
let known = new WeakMap<Mutation, MutationLabel>();
let knownOf: AlgorithmDeclaration | undefined;

/** The words beside a mutation's sign, wherever it is drawn. */
export function mutationLabel(
  mutation: Mutation,
  algorithm: AlgorithmDeclaration | undefined,
): MutationLabel {
  if (algorithm !== knownOf) {
    known = new WeakMap();
    knownOf = algorithm;
  }
  const label = known.get(mutation) ?? labelOf(mutation, algorithm);
  known.set(mutation, label);
  return label;
}

function labelOf(mutation: Mutation, algorithm: AlgorithmDeclaration | undefined): MutationLabel {
  const { family, method } = mutation;
  if (family === 'none') return { words: '', short: '' };
  if (family === 'parameters') return { words: 'weights nudged', short: 'weights' };
  const labels = distinctChanges(mutation).map((change) => changeLabel(change, algorithm));
  const [first] = labels;
  const whose = ownerIn(mutation.changes[0]?.path ?? '', algorithm);
  if (first && whose !== null) return { words: `${whose}: ${first.words}`, short: first.short };
  if (first) return { words: together(labels.map(({ words }) => words)), short: first.short };
  const words = family === 'activation' ? activationWord(method) : FAMILY_WORDS[family];
  return { words, short: words };
}

/** 'ELU → Tanh' and 'ReLU → Tanh' are 'ELU, ReLU → Tanh'; other changes stand side by side, each once. */
function together(words: readonly string[]): string {
  const ends = new Set(words.map((text) => text.split(' → ')[1]));
  const starts = words.map((text) => text.split(' → ')[0]);
  const isOneEnd = ends.size === 1 && !ends.has(undefined);
  return isOneEnd
    ? `${[...new Set(starts)].join(', ')} → ${[...ends][0]}`
    : [...new Set(words)].join(', ');
}

function changeLabel(change: Change, algorithm: AlgorithmDeclaration | undefined): MutationLabel {
  const { path, from, to } = change;
  const declared = algorithm?.hyperparameters.find(({ name }) => name === path);
  if (declared) return hyperparameterLabel(declared, change);
  const values = `${changeValue(from)} → ${changeValue(to)}`;
  if (from === null) return { words: 'one layer more', short: '+1 layer' };
  if (to === null) return { words: 'one layer fewer', short: '−1 layer' };
  const entry = entryNamed(path.split('.').at(-1) ?? '');
  if (entry?.family === 'activation') return { words: values, short: `→ ${changeValue(to)}` };
  if (entry)
    return {
      words: `${entry.thing} ${values}`,
      short: entry.removable ? values : `${entry.thing} ${to}`,
    };
  return { words: `${lowerFirst(changeName(path, algorithm))} ${values}`, short: values };
}

/** Names a change by its factor where values have a log scale, else by its values. */
function hyperparameterLabel(declared: HyperparameterDeclaration, change: Change): MutationLabel {
  const { words, kind, scale } = declared;
  const subject = subjectOf(declared);
  const short = words?.short ?? subject;
  const rarer = words?.rarer ?? false;
  const factor = factorWords(change, rarer);
  const [from, to] = [changeValue(change.from), changeValue(change.to)];
  if (rarer && factor !== '') {
    const { from: before, to: now } = change;
    const times = factorWords({ path: '', from: now, to: before }, false);
    return { words: `${subject} ${factor}`, short: `${short} ${times}` };
  }
  return scale === 'log' && kind === 'real' && factor !== ''
    ? { words: `${subject} ${factor}`, short: `${short} ${factor}` }
    : { words: `${subject} ${from} → ${to}`, short: `${short} → ${to}` };
}
