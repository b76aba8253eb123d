import { type RunRecord, titleOf } from '#archive/run-record.ts';
import { counted } from '#core/counted.ts';
import { championWord, dateWord, standingOf } from '#store/library/run-words.ts';
import { Panel } from '../parts/Panel.tsx';
import { useLabState } from '../shell/lab-context.ts';
import styles from './Compare.module.css';
import { MOST_COMPARED } from './compared-ids.ts';
import { PickedRow } from './PickedRow.tsx';

/** The runs of the library, to be put into the comparison and taken out. */
export function RunPicker({
  records,
  active,
  chosen,
  letterOf,
  onChange,
}: {
  readonly records: readonly RunRecord[];
  readonly active: ReadonlySet<string>;
  readonly chosen: readonly string[];
  /** Letter of the configuration that a compared run belongs to; '' if it is not compared. */
  readonly letterOf: (id: string) => string;
  readonly onChange: (ids: readonly string[]) => void;
}) {
  const catalog = useLabState((state) => state.catalog);
  const isFull = chosen.length >= MOST_COMPARED;
  return (
    <Panel
      title="Runs"
      aside={
        <span className={styles['count']}>
          {chosen.length} chosen{isFull ? ', the most there may be' : ''}
        </span>
      }
    >
      {records.length === 0 && (
        <p className={styles['hint']}>
          No run has been kept yet. Whatever runs in the lab, or below, is listed here.
        </p>
      )}
      <ul className={styles['runs']}>
        {records.map((record) => (
          <PickedRow
            key={record.id}
            id={record.id}
            chosen={chosen}
            letter={letterOf(record.id)}
            title={titleOf(record, catalog)}
            words={[
              standingOf(record, active.has(record.id), catalog?.engine ?? null),
              counted(record.generations, 'generation'),
              `champion ${championWord(record)}`,
              dateWord(record.createdAt),
            ].join(' · ')}
            onChange={onChange}
          />
        ))}
      </ul>
    </Panel>
  );
}
