import { type RunRecord, titleOf } from '#archive/run-record.ts';
import { counted } from '#core/counted.ts';
import { championWord, dateWord, standingOf } from '#store/library/run-words.ts';
import { Panel } from '../parts/Panel.tsx';
import { useLabState } from '../shell/lab-context.ts';
import styles from './Compare.module.css';
import { MOST_COMPARED } from './compared-ids.ts';

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
  /** Of the configuration that a compared run belongs to; '' if it is not compared. */
  readonly letterOf: (id: string) => string;
  readonly onChange: (ids: readonly string[]) => void;
}) {
  const engine = useLabState((state) => state.catalog?.engine ?? null);
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
        {records.map((record) => {
          const isChosen = chosen.includes(record.id);
          return (
            <li key={record.id}>
              <label>
                <input
                  type="checkbox"
                  checked={isChosen}
                  disabled={!isChosen && isFull}
                  onChange={() =>
                    onChange(
                      isChosen ? chosen.filter((id) => id !== record.id) : [...chosen, record.id],
                    )
                  }
                />
                <span className={styles['letter']} aria-hidden="true">
                  {letterOf(record.id)}
                </span>
                <span>
                  <strong>{titleOf(record)}</strong>
                  <small>
                    {standingOf(record, active.has(record.id), engine)} ·{' '}
                    {counted(record.generations, 'generation')} · champion {championWord(record)} ·{' '}
                    {dateWord(record.createdAt)}
                  </small>
                </span>
              </label>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
