import { useEffect, useState } from 'react';
import { sizeWord } from '#store/library/run-words.ts';
import {
  askForPersistence,
  measureQuota,
  type StorageQuota,
} from '#store/library/storage-quota.ts';
import { Button } from '../parts/Button.tsx';
import styles from './Library.module.css';
import { useLibrary } from './library-context.ts';

/** Measuring takes the browser a while, and runs grow all the time: at most this often, ms. */
const MEASURE_MS = 2000;
/** Share from which on it is getting tight. */
const TIGHT = 0.8;

/** Meter of how full the browser's storage is, and whether it promises to keep what is there. */
export function StorageMeter({ hasRuns }: { readonly hasRuns: boolean }) {
  const library = useLibrary();
  const [room, setRoom] = useState<StorageQuota | 'unknown' | null>(null);
  const [refused, setRefused] = useState(false);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const measure = () => {
      timer = undefined;
      measureQuota().then(
        (measured) => setRoom(measured ?? 'unknown'),
        () => setRoom('unknown'),
      );
    };
    const soon = () => {
      timer ??= setTimeout(measure, MEASURE_MS);
    };
    measure();
    const stop = library.subscribe(soon);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [library]);

  const ask = async () => {
    const isPersistent = await askForPersistence();
    setRefused(!isPersistent);
    setRoom((before) =>
      before === null || before === 'unknown' ? before : { ...before, isPersistent },
    );
  };
  if (room === null) return null;
  if (room === 'unknown')
    return (
      <p className={styles['faint']}>
        The browser does not tell how much room there is
        {!window.isSecureContext && ', for this page came over plain http'}, and may clear it when
        the disk is full: export what you want to keep.
      </p>
    );
  const mayAsk = hasRuns && !room.isPersistent;
  const share = room.available > 0 ? Math.min(1, room.used / room.available) : 0;
  return (
    <section aria-label="Storage" className={styles['storage']}>
      <p>
        <strong>{sizeWord(room.used)}</strong> of {sizeWord(room.available)} used
      </p>
      <meter
        aria-label="Storage used"
        min={0}
        max={1}
        high={TIGHT}
        optimum={0}
        value={share}
        className={styles['meter']}
      />
      <p className={styles['faint']}>
        {room.isPersistent
          ? 'The browser keeps it until you delete it.'
          : refused
            ? 'The browser may clear it when the disk is full: export what you want to keep.'
            : 'The browser may clear it when the disk is full.'}
      </p>
      {mayAsk && !refused && (
        <Button look="outlined" onClick={ask}>
          Ask to keep it
        </Button>
      )}
    </section>
  );
}
