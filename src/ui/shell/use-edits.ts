import { useEffect, useMemo, useState } from 'react';
import type { Edit } from '#protocol/messages.ts';
import { inheritedEdits } from '#store/history/ancestry.ts';
import { useLibrary } from '../library/library-context.ts';
import { useLabState } from './lab-context.ts';

const NONE: readonly Edit[] = [];

/** Live changes of the run shown, after those of the runs that it branched off from. */
export function useEdits(): readonly Edit[] {
  const library = useLibrary();
  const own = useLabState((state) => state.edits);
  const origin = useLabState((state) => state.origin);
  const [before, setBefore] = useState(NONE);
  useEffect(() => {
    setBefore(NONE);
    if (origin?.kind !== 'branch') return;
    let isCurrent = true;
    const look = () =>
      inheritedEdits(origin, library).then(
        (edits) => {
          // They never change, but the library may get them only now.
          if (isCurrent) setBefore((known) => (known.length === edits.length ? known : edits));
        },
        () => undefined, // a library that cannot be read says so itself; the run's own changes are shown
      );
    void look();
    const stop = library.subscribe(() => void look());
    return () => {
      isCurrent = false;
      stop();
    };
  }, [library, origin]);
  return useMemo(() => (before.length > 0 ? [...before, ...own] : own), [before, own]);
}
