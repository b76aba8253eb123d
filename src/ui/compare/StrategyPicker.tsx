import { counted } from '#core/counted.ts';
import { bestWords, groupedOutcomes, type NamedOutcome } from '#store/strategy/outcomes.ts';
import { Panel } from '../parts/Panel.tsx';
import styles from './Compare.module.css';
import { PickedRow } from './PickedRow.tsx';

/** Strategy runs that were tested, and results of links, to be put into the comparison and taken out. */
export function StrategyPicker({
  outcomes,
  chosen,
  engine,
  onChange,
}: {
  readonly outcomes: readonly NamedOutcome[];
  /** Ids of all that is compared. */
  readonly chosen: readonly string[];
  /** The page's version of the engine; null: it is not known yet. */
  readonly engine: string | null;
  readonly onChange: (ids: readonly string[]) => void;
}) {
  const groups = groupedOutcomes(outcomes.filter(({ id }) => chosen.includes(id)));
  const letterOf = (id: string) =>
    groups.find((group) => group.outcomes.some((outcome) => outcome.id === id))?.letter ?? '';
  return (
    <Panel title="Strategy runs">
      <ul className={styles['runs']}>
        {outcomes.map((outcome) => (
          <PickedRow
            key={outcome.id}
            id={outcome.id}
            chosen={chosen}
            letter={letterOf(outcome.id)}
            title={outcome.title}
            words={[
              counted(outcome.rows.length, 'classifier'),
              bestWords(outcome),
              ...(engine !== null && engine !== outcome.engine
                ? [`by engine ${outcome.engine}`]
                : []),
            ].join(' · ')}
            onChange={onChange}
          />
        ))}
      </ul>
    </Panel>
  );
}
