import { type Birth, type Change, FAMILIES, type Mutation } from '#core/lineage.ts';
import { needFields, needInteger, needList, needOneOf, needText } from './damage.ts';
import { LAST_ID, MOST_AGENTS, MOST_GENERATIONS } from './limits.ts';

/** Reads births; throws a {@link Damage} that names what is wrong. */
export function readBirths(value: unknown, what: string, most = MOST_AGENTS): readonly Birth[] {
  return needList(value, what, most).map((birth) => readBirth(birth));
}

function readBirth(value: unknown): Birth {
  const { id, parent, generation, mutation } = needFields(value, 'a birth');
  return {
    id: needInteger(id, "an agent's id", 0, LAST_ID),
    parent: parent === null ? null : needInteger(parent, "a parent's id", 0, LAST_ID),
    generation: needInteger(generation, "a birth's generation", 0, MOST_GENERATIONS),
    mutation: readMutation(mutation),
  };
}

function readMutation(value: unknown): Mutation {
  const { family, method, changes } = needFields(value, 'a mutation');
  return {
    family: needOneOf(family, "a mutation's family", FAMILIES),
    method: needText(method, "a mutation's method"),
    changes: needList(changes, "a mutation's changes", 1000).map(readChange),
  };
}

function readChange(value: unknown): Change {
  const { path, from, to } = needFields(value, 'a change');
  const end = (part: unknown) =>
    part === null || typeof part === 'number' ? part : needText(part, 'a changed value');
  return { path: needText(path, "a change's path"), from: end(from), to: end(to) };
}
