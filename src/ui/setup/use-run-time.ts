import { useEffect, useMemo, useState } from 'react';
import type { RunRecord } from '#archive/run-record.ts';
import type { RunConfig } from '#core/run-config.ts';
import { type EarlierEnds, earlierEnds } from '#store/history/earlier-ends.ts';
import { secondsOf } from '#store/lab/machine-speed.ts';
import { isUnderWay } from '#store/lab/run-state.ts';
import { useLibrary } from '../library/library-context.ts';
import { duration } from '../parts/duration.ts';
import { useLabState } from '../shell/lab-context.ts';

export interface RunTime {
  /** Words such as 'about 3 minutes'. */
  readonly words: string;
  /** Ends of such runs, by the library; null: it has none. */
  readonly ends: EarlierEnds | null;
}

/** Estimates how long a set-up takes on this machine; null where no such run has been measured here. */
export function useRunTime(config: RunConfig | null): RunTime | null {
  const catalog = useLabState((state) => state.catalog);
  const speed = useLabState((state) => state.machineSpeed);
  const records = useEarlierRuns();
  const ends = useMemo(() => config && earlierEnds(config, records), [config, records]);
  const seconds = catalog && config && secondsOf(config, catalog, speed, ends);
  return seconds === null ? null : { words: `about ${duration(seconds)}`, ends };
}

/** The library's runs, as they were when the present one began: while one goes on, each generation changes it. */
function useEarlierRuns(): readonly RunRecord[] {
  const library = useLibrary();
  const goesOn = useLabState(({ status }) => isUnderWay(status));
  const [records, setRecords] = useState<readonly RunRecord[]>([]);
  useEffect(() => {
    let isCurrent = true;
    const look = () =>
      library.listRuns().then(
        ({ runs }) => {
          if (isCurrent) setRecords(runs);
        },
        () => undefined, // where the library cannot be read, it says so itself; the time is then that of all generations
      );
    void look();
    const stop = goesOn ? () => undefined : library.subscribe(() => void look());
    return () => {
      isCurrent = false;
      stop();
    };
  }, [library, goesOn]);
  return records;
}
