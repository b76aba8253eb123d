import { useEffect, useMemo, useState } from 'react';
import type { RunConfig } from '#core/run-config.ts';
import { controlConfig, isSameRun, longestOf } from '#store/compare/control-run.ts';
import { paced } from '#store/paced.ts';
import { openedControl } from '../landing/recorded-run.ts';
import { useLibrary } from '../library/library-context.ts';
import { useLabState } from '../shell/lab-context.ts';

/** The library is asked again at most this often, ms: a run that is computed changes it with every generation. */
const LOOK_MS = 5000;

/**
 * The best fitness of each generation of the shown run's control, the same run without evolution: as the library holds it,
 * or as the first page has recorded it; null where neither has, or where the run is a control itself.
 */
export function useControl(): readonly number[] | null {
  const library = useLibrary();
  const initial = useLabState((state) => state.initial);
  const config = useLabState((state) => state.config);
  const origin = useLabState((state) => state.origin);
  const engine = useLabState((state) => state.catalog?.engine);
  const wanted = useMemo(
    () => controlConfig({ initial, config, origin }, 'off'),
    [initial, config, origin],
  );
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (!wanted || engine === undefined) return;
    let current = true;
    const look = async () => {
      const kept = await library.listRuns().then(
        ({ runs }) => longestOf(runs, wanted, engine)?.best,
        () => undefined, // a library that cannot be read is told of where it is needed
      );
      if (!current) return;
      const recorded = openedControl();
      const fits = recorded?.engine === engine && isSameRun(recorded.config, wanted);
      const best = kept ?? (fits ? recorded.best : undefined);
      setFound((before) => {
        if (!best) return null;
        const isKnown = before?.of === wanted && before.best.length === best.length;
        return isKnown ? before : { of: wanted, best };
      });
    };
    const looking = paced(LOOK_MS, () => void look());
    looking.now();
    const stop = library.subscribe(looking.soon);
    return () => {
      current = false;
      looking.stop();
      stop();
    };
  }, [library, wanted, engine]);
  return found && found.of === wanted ? found.best : null;
}

interface Found {
  readonly of: RunConfig;
  readonly best: readonly number[];
}
