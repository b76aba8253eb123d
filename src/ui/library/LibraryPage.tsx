import { Notices } from '../shell/Notices.tsx';
import styles from './Library.module.css';
import { useRuns } from './library-context.ts';
import { RunRow } from './RunRow.tsx';

/** All runs that this browser keeps. */
export function LibraryPage() {
  const answer = useRuns();
  return (
    <main id="main" tabIndex={-1} className={styles['library']}>
      <h1>Library</h1>
      <p className={styles['lead']}>
        Every run is kept in this browser, generation by generation, and nowhere else.
      </p>
      <Notices />
      {answer.kind === 'failed' && (
        <p role="alert" className={styles['problem']}>
          The library cannot be read: {answer.message}
        </p>
      )}
      {answer.kind === 'there' && answer.value.runs.length === 0 && (
        <p className={styles['empty']}>No run has been kept yet.</p>
      )}
      {answer.kind === 'there' && (
        <ul className={styles['runs']} aria-label="Runs">
          {answer.value.runs.map((record) => (
            <RunRow key={record.id} record={record} isActive={answer.value.active.has(record.id)} />
          ))}
        </ul>
      )}
    </main>
  );
}
