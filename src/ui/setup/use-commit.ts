import { useState } from 'react';
import { fieldsFor } from '#core/fields.ts';
import { movedAlong } from '#core/moved-along.ts';
import { fieldValue, getAt, same } from '#store/set-up/configuration.ts';
import { useLab } from '../shell/lab-context.ts';

/** Fields that moved along with another, and their values before. */
export interface Moved {
  /** All values that were set, the field's own included. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly before: Readonly<Record<string, unknown>>;
  /** Labels of the fields that moved along. */
  readonly words: readonly string[];
}

/** Sets a field, and with it what would contradict it; `moved` tells of that until something of it changes again. */
export function useCommit(): {
  readonly commit: (path: string, value: unknown) => void;
  readonly moved: Moved | null;
} {
  const lab = useLab();
  const [moved, setMoved] = useState<Moved | null>(null);
  return {
    moved,
    commit(path, value) {
      const { draft, catalog } = lab.store.getState();
      if (!draft || !catalog) return;
      const fields = fieldsFor(catalog, draft);
      const along = movedAlong(draft, path, value, fields);
      const values = { [path]: value, ...along };
      const field = (at: string) => fields.find((each) => each.path === at);
      const before = Object.fromEntries(
        Object.keys(values).map((at) => [at, fieldValue(draft, field(at) ?? { path: at })]),
      );
      const words = Object.entries(along).map(
        ([at, next]) => `${field(at)?.label ?? at} ${inWords(before[at])} → ${inWords(next)}`,
      );
      lab.setFields(values);
      setMoved(words.length > 0 ? { values, before, words } : null);
    },
  };
}

/** Tells whether all that was set stands as it was set. */
export const isStanding = (draft: Parameters<typeof getAt>[0], { values }: Moved): boolean =>
  Object.entries(values).every(([path, value]) => same(getAt(draft, path), value));

const inWords = (value: unknown): string =>
  Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
