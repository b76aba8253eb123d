import type { Mark } from '#archive/marks.ts';
import type { LabState } from '../lab/lab-state.ts';
import { firstOwn } from '../lab/run-state.ts';
import { editSentence } from '../words/edit-words.ts';

/** A mark on a time axis: an event before a generation, or an edit by a person within it. */
export interface TimeMark {
  readonly kind: Mark['kind'] | 'edited';
  readonly generation: number;
  /** Text in whole sentences. */
  readonly text: string;
}

/** Added to what happened in another run, which this one goes on from. */
const ELSEWHERE = 'This was in the run that the one shown branched off from.';

/**
 * All marks of the run shown, in the order of generations. Those of live changes come from the edits kept with it and
 * with the runs that it branched off from; of what was before it branched off it is said that it was another's.
 */
export function timeMarks({
  marks,
  edits,
  config,
  catalog,
  origin,
}: Pick<LabState, 'marks' | 'edits' | 'config' | 'catalog' | 'origin'>): readonly TimeMark[] {
  const edited = edits.flatMap((edit): TimeMark[] => {
    if (!config || !catalog) return [];
    const text = editSentence(edit, config, catalog);
    return [{ kind: 'edited', generation: edit.generation, text }];
  });
  const ownBegins = firstOwn({ origin });
  return [...marks, ...edited]
    .map((mark) =>
      mark.generation < ownBegins ? { ...mark, text: `${mark.text} ${ELSEWHERE}` } : mark,
    )
    .sort((a, b) => a.generation - b.generation);
}
