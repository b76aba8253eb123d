import { counted } from '#core/counted.ts';
import { bestWords, groupedOutcomes, type NamedOutcome } from '#store/strategy/outcomes.ts';
import { Panel } from '../parts/Panel.tsx';
import styles from './Compare.module.css';
import { MOST_COMPARED } from './compared-ids.ts';

/** Strategy runs that were tested, and results of links, to be put into the comparison and taken out. */
export function StrategyPicker({
  outcomes,
  chosen,
  onChange,
}: {
  readonly outcomes: readonly NamedOutcome[];
  /** Ids of all that is compared. */
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}) {
  const isFull = chosen.length >= MOST_COMPARED;
  const groups = groupedOutcomes(outcomes.filter(({ id }) => chosen.includes(id)));
  const letterOf = (id: string) =>
    groups.find((group) => group.outcomes.some((outcome) => outcome.id === id))?.letter ?? '';
  return (
    <Panel title="Strategy runs">
      <ul className={styles['runs']}>
        {outcomes.map((outcome) => {
          const { id, title, rows } = outcome;
          const isChosen = chosen.includes(id);
          return (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={isChosen}
                  disabled={!isChosen && isFull}
                  onChange={() =>
                    onChange(isChosen ? chosen.filter((each) => each !== id) : [...chosen, id])
                  }
                />
                <span className={styles['letter']} aria-hidden="true">
                  {letterOf(id)}
                </span>
                <span>
                  <strong>{title}</strong>
                  <small>
                    {counted(rows.length, 'classifier')} · {bestWords(outcome)}
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
