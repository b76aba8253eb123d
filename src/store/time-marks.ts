import type { Mark } from '#archive/marks.ts';
import { editSentence } from './edit-words.ts';
import type { LabState } from './lab-state.ts';

/** A mark on a time axis: what happened before a generation, or what a person changed within it. */
export interface TimeMark {
  readonly kind: Mark['kind'] | 'edited';
  readonly generation: number;
  /** In whole sentences. */
  readonly text: string;
}

/** All marks of the run shown, in the order of generations. Those of live changes come from the edits kept with it. */
export function timeMarks({
  marks,
  edits,
  config,
  catalog,
}: Pick<LabState, 'marks' | 'edits' | 'config' | 'catalog'>): readonly TimeMark[] {
  if (edits.length === 0 || !config || !catalog) return marks;
  const edited = edits.map(
    (edit): TimeMark => ({
      kind: 'edited',
      generation: edit.generation,
      text: editSentence(edit, config, catalog),
    }),
  );
  return [...marks, ...edited].sort((a, b) => a.generation - b.generation);
}
