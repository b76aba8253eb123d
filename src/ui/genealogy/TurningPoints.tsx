import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { Cell, History } from '#store/history.ts';
import { describeMutation, shortNumber } from '#store/mutation-words.ts';
import { turningPoints } from '#store/turning-points.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useLab } from '../shell/lab-context.ts';
import styles from './Genealogy.module.css';
import { InlineGlyph } from './Glyph.tsx';

const COUNT = 5;

/** The mutations that made the difference: those of a lineage after which fitness rose most. Choosing one goes there. */
export function TurningPoints({
  history,
  end,
  selected,
  algorithm,
  onGoTo,
  onClose,
}: {
  readonly history: History;
  /** Where the lineage ends. */
  readonly end: Cell;
  readonly selected: Cell;
  readonly algorithm: AlgorithmDeclaration | undefined;
  readonly onGoTo: (generation: number) => void;
  readonly onClose: () => void;
}) {
  const lab = useLab();
  const points = turningPoints(history, end.generation, end.slot, COUNT);
  return (
    <section className={styles['turning']} aria-label="What made the difference">
      <header>
        <h3>What made the difference on the way to agent {end.agent}</h3>
        <Button square aria-label="Close the list" onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      {points.length === 0 ? (
        <p>No mutation on its way was followed by a higher fitness than its parent’s.</p>
      ) : (
        <ol>
          {points.map((point) => (
            <li key={point.generation}>
              <button
                type="button"
                aria-current={
                  selected.generation === point.generation && selected.slot === point.slot
                    ? 'true'
                    : undefined
                }
                onClick={() => {
                  lab.select({ generation: point.generation, agent: point.agent });
                  onGoTo(point.generation);
                }}
                onPointerEnter={() =>
                  lab.hover({ generation: point.generation, agent: point.agent })
                }
                onPointerLeave={() => lab.hover(null)}
              >
                <strong>+{shortNumber(point.gain)}</strong>
                <InlineGlyph family={point.mutation.family} />
                <span className={styles['turningWhat']}>
                  {describeMutation(point.mutation, algorithm)}
                </span>
                <span className={styles['turningWhere']}>
                  agent {point.agent}, gen {generationNumber(point.generation)}
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
      <p>
        Fitness of the child minus its parent’s. It holds what training did too, and the luck of few
        evaluation episodes.
      </p>
    </section>
  );
}
