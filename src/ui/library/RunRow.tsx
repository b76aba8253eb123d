import { openRun } from '#store/library/open-run.ts';
import { type RunRecord, titleOf } from '#store/library/run-record.ts';
import { bestWord, dateWord, sizeWord, standingOf } from '#store/library/run-words.ts';
import { Button } from '../parts/Button.tsx';
import { useLab } from '../shell/lab-context.ts';
import styles from './Library.module.css';
import { useLibrary } from './library-context.ts';

/** One run of the list, and what can be done with it. */
export function RunRow({
  record,
  isActive,
}: {
  readonly record: RunRecord;
  readonly isActive: boolean;
}) {
  const lab = useLab();
  const library = useLibrary();
  const open = async () => {
    const problem = await openRun(lab, library, record.id, { paused: true });
    if (problem === null) location.hash = '#/evolve';
    else lab.notify(problem);
  };
  return (
    <li className={styles['run']}>
      <h2>{titleOf(record)}</h2>
      <p>
        {standingOf(record, isActive)} · {record.generations} of {record.config.generations}{' '}
        generations · best {bestWord(record)} · {dateWord(record.createdAt)} ·{' '}
        {sizeWord(record.historyBytes + record.checkpointBytes)}
      </p>
      <Button look="outlined" onClick={open}>
        Open
      </Button>
    </li>
  );
}
