import { activationWord } from '#core/activation-words.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Change, Family, Mutation } from '#core/lineage.ts';
import { lowerFirst } from '#core/lower-first.ts';
import { entryNamed, placeOf } from '#core/network-change.ts';
import { shortNumber } from '#core/short-number.ts';
import { spokenName } from '#core/team.ts';
import { factorWords, subjectOf } from './hyperparameter-words.ts';

export const FAMILY_WORDS: Readonly<Record<Family, string>> = {
  none: 'no mutation',
  architecture: 'architecture',
  parameters: 'weights',
  activation: 'activation',
  hyperparameter: 'hyperparameter',
};

export { activationWord, shortNumber };

/** Name of a change, as 'learning rate' or 'head, hidden layer 2'. */
export function changeName(path: string, algorithm: AlgorithmDeclaration | undefined): string {
  const declared = algorithm?.hyperparameters.find(({ name }) => name === path);
  if (declared) return declared.label;
  const parts = path.split('.');
  if (parts.at(-1) === 'weights') return changeName(parts.slice(0, -1).join('.'), algorithm);
  const network = algorithm?.networks.find(({ name }) => name === parts[0]);
  const place = placeName(parts);
  if (network && network.role !== 'policy') return `${network.label}: ${place}`;
  const whose = ownerIn(path, algorithm);
  return whose === null ? place : `${whose}: ${place}`;
}

/** Owner of the network that a change is of, if several act: the player's, or one by its name; null: the only one. */
export function ownerIn(path: string, algorithm: AlgorithmDeclaration | undefined): string | null {
  const policies = algorithm?.networks.filter(({ role }) => role === 'policy') ?? [];
  const own = policies.length > 1 && policies.find(({ name }) => path.startsWith(`${name}.`));
  return playerIn(path) ?? (own ? own.label : null);
}

/** Names one of a population, as 'agent', and at the beginning of a sentence. */
export function individualOf(algorithm: AlgorithmDeclaration | undefined): {
  readonly one: string;
  readonly One: string;
} {
  const one = algorithm?.individual ?? 'agent';
  return { one, One: one.charAt(0).toUpperCase() + one.slice(1) };
}

/** The player, or group of players, whose network a change is of; null: of the only one. */
function playerIn(path: string): string | null {
  const name = /^\w+\/(\w+)\./.exec(path)?.[1];
  return name === undefined ? null : spokenName(name);
}

function placeName(parts: readonly string[]): string {
  const module = parts.at(-2);
  const entry = entryNamed(parts.at(-1) ?? '');
  const isInModule = module === 'encoder' || module === 'head';
  if (entry && !isInModule) return entry.name;
  if (entry) return `${module}${entry.family === 'architecture' ? ',' : ''} ${entry.name}`;
  return parts
    .slice(-2)
    .join(' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

export function changeValue(value: number | string | null): string {
  if (value === null) return 'none';
  if (typeof value === 'number') return shortNumber(value);
  return activationWord(value);
}

export function describeChange(
  change: Change,
  algorithm: AlgorithmDeclaration | undefined,
): { readonly name: string; readonly from: string; readonly to: string } {
  return {
    name: changeName(change.path, algorithm),
    from: changeValue(change.from),
    to: changeValue(change.to),
  };
}

/** Several networks and modules may change alike: one change per thing that a person would name. */
export function distinctChanges(mutation: Mutation): readonly Change[] {
  const [first, ...others] = mutation.changes;
  const isAlike = ({ path, from, to }: Change) =>
    placeOf(path)?.entry.family === 'activation' && from === first?.from && to === first.to;
  if (first && isAlike(first) && others.every(isAlike)) return [{ ...first, path: 'activation' }];
  const seen = new Set<string>();
  return mutation.changes.filter((change) => {
    const inner = change.path.includes('.')
      ? change.path.slice(change.path.indexOf('.') + 1)
      : change.path;
    const key = `${inner} ${change.from} ${change.to}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** All changes of a mutation, with their values, as 'learning rate 3.2e-4 → 3.8e-4'. */
export function describeMutation(
  mutation: Mutation,
  algorithm: AlgorithmDeclaration | undefined,
): string {
  if (mutation.family === 'none') return 'no mutation';
  if (mutation.family === 'parameters') return 'weights nudged at random';
  const lines = distinctChanges(mutation).map((change) => {
    const { name, from, to } = describeChange(change, algorithm);
    if (change.from === null) return `${name} added (${to})`;
    if (change.to === null) return `${name} removed (${from})`;
    const declared = algorithm?.hyperparameters.find((candidate) => candidate.name === change.path);
    if (!declared)
      return `${name}${placeOf(change.path)?.entry.removable ? ':' : ''} ${from} → ${to}`;
    const subject = subjectOf(declared);
    return declared.words?.rarer
      ? `${subject} ${factorWords(change, true)} (${lowerFirst(name)} ${from} → ${to})`
      : `${subject} ${from} → ${to}`;
  });
  return lines.length > 0 ? lines.join(', ') : FAMILY_WORDS[mutation.family];
}
