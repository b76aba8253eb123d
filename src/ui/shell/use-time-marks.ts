import { useMemo } from 'react';
import { type TimeMark, timeMarks } from '#store/time-marks.ts';
import { useLabState } from './lab-context.ts';

/** What happened to the run shown besides evolution, live changes included. */
export function useTimeMarks(): readonly TimeMark[] {
  const marks = useLabState((state) => state.marks);
  const edits = useLabState((state) => state.edits);
  const config = useLabState((state) => state.config);
  const catalog = useLabState((state) => state.catalog);
  return useMemo(
    () => timeMarks({ marks, edits, config, catalog }),
    [marks, edits, config, catalog],
  );
}
