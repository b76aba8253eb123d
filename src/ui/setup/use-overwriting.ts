import { useState } from 'react';
import type { Field } from '#core/field.ts';
import { isAskedFirst } from '#store/set-up/overwriting.ts';
import { useLab, useLabState } from '../shell/lab-context.ts';

/** A value that would overwrite what evolved, and waits for a person's word. */
export interface Held {
  readonly value: number;
  /** The form that it was typed into. */
  readonly setUp: number;
}

/** Holds back what would overwrite what evolved; everything else goes to `commit` at once. */
export function useOverwriting(
  field: Field | undefined,
  commit: (path: string, value: unknown) => void,
): {
  readonly held: Held | null;
  readonly set: (value: unknown) => void;
  readonly forget: () => void;
} {
  const lab = useLab();
  const [held, setHeld] = useState<Held | null>(null);
  const setUp = useLabState((state) => state.setUp);
  return {
    held: held?.setUp === setUp ? held : null,
    set(value) {
      if (!field) return;
      const state = lab.store.getState();
      if (typeof value === 'number' && isAskedFirst(state, field, value))
        setHeld({ value, setUp: state.setUp });
      else {
        setHeld(null);
        commit(field.path, value);
      }
    },
    forget: () => setHeld(null),
  };
}
