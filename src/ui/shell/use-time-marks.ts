import { useMemo } from 'react';
import { type TimeMark, timeMarks } from '#store/history/time-marks.ts';
import { useLabState } from './lab-context.ts';
import { useEdits } from './use-edits.ts';

/** Marks of events of the run shown besides evolution, live changes included. */
export function useTimeMarks(): readonly TimeMark[] {
  const marks = useLabState((state) => state.marks);
  const edits = useEdits();
  const origin = useLabState((state) => state.origin);
  const config = useLabState((state) => state.config);
  const catalog = useLabState((state) => state.catalog);
  return useMemo(
    () => timeMarks({ marks, edits, config, catalog, origin }),
    [marks, edits, config, catalog, origin],
  );
}
