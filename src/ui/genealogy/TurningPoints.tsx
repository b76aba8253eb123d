import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { generationNumber } from '#core/generation-number.ts';
import { signedNumber } from '#core/short-number.ts';
import type { Cell, History } from '#store/history/history.ts';
import { type TurningPoint, turningPoints } from '#store/history/turning-points.ts';
import { describeMutation, individualOf } from '#store/words/mutation-words.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useLabState, useRunView } from '../shell/lab-context.ts';
import styles from './Genealogy.module.css';
import { InlineGlyph } from './Glyph.tsx';

/** Mutations listed at most, unless more can be told. */
const MOST = 8;

/** The mutations of a lineage beside unmutated copies, with the effect of each where it can be told. Choosing one goes there. */
export function TurningPoints({
  history,
  end,
  selected,
  algorithm,
  onGoTo,
  onClose,
}: {
  readonly history: History;
  /** Cell at which the lineage ends. */
  readonly end: Cell;
  readonly selected: Cell;
  readonly algorithm: AlgorithmDeclaration | undefined;
  readonly onGoTo: (generation: number) => void;
  readonly onClose: () => void;
}) {
  const lab = useRunView();
  const { one } = individualOf(algorithm);
  const champion = useLabState((state) => state.champion);
  const fresh = champion?.evaluation ? { ...champion, mean: champion.evaluation.mean } : null;
  const all = turningPoints(history, end.generation, end.slot, fresh);
  const told = all.filter(({ verdict }) => verdict !== 'untold');
  const points = all.slice(0, Math.max(MOST, told.length));
  return (
    <section className={styles['turning']} aria-label="What made the difference">
      <header>
        <h3>
          What made the difference on the way to {one} {end.agent}
        </h3>
        <Button square aria-label="Close the list" onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      {points.length === 0 ? (
        <p>
          No child on its way was mutated. A founder’s mutation has no parent to be compared with.
        </p>
      ) : (
        <>
          <p className={styles['turningAnswer']}>{answerOf(all.length, told)}</p>
          <ol>
            {points.map(({ step: point, ...figures }) => (
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
                  <InlineGlyph family={point.mutation.family} />
                  <span>{describeMutation(point.mutation, algorithm)}</span>
                  <span className={styles['turningWhere']}>
                    {one} {point.agent}, gen {generationNumber(point.generation)}
                  </span>
                  <span className={styles['turningFigures']}>{figuresOf(figures)}</span>
                </button>
              </li>
            ))}
          </ol>
          {all.length > points.length && (
            <p>{all.length - points.length} more that cannot be told either are not listed.</p>
          )}
          <p>
            Compared is fitness, child minus parent, with the same of the unmutated copies born in
            the same generation. All intervals together hold with 95 %. Copies learn as the child
            did, and their parents had luck of the same kind.
          </p>
        </>
      )}
    </section>
  );
}

function answerOf(count: number, told: readonly TurningPoint[]): string {
  const of = count === 1 ? 'The one mutation on its way' : `Of ${count} mutations on its way`;
  if (count === 1)
    return told.length === 0 ? `${of} cannot be told from chance.` : `${of} can be told.`;
  if (told.length === 0)
    return `${of}, none can be told from chance. Whether evolution helped shows beside a run without it, not in single mutations.`;
  return `${of}, ${told.length} can be told from chance.`;
}

function figuresOf({ effect, low, high, copies, verdict }: Omit<TurningPoint, 'step'>): string {
  const n = `n ${copies} ${copies === 1 ? 'copy' : 'copies'}`;
  if (Number.isNaN(low))
    return copies === 0
      ? 'cannot be told · no unmutated copy in its generation'
      : `cannot be told · too few copies in the run · ${n}`;
  const figures = `${signedNumber(effect)} beside copies · ${signedNumber(low)} to ${signedNumber(high)} · ${n}`;
  return verdict === 'untold' ? `cannot be told · ${figures}` : figures;
}
