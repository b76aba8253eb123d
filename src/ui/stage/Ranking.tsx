import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { Cell, History } from '#store/history/history.ts';
import { wholeOf } from '#store/set-up/typed-number.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { InlineGlyph } from '../genealogy/Glyph.tsx';
import { viridisCss } from '../genealogy/viridis.ts';
import { choose } from '../shell/choose.ts';
import { useFocusCell } from '../shell/focus-cell.ts';
import { useEnvironment, useHistory, useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Ranking.module.css';

/** Agents shown at most. */
const MOST = 10;

/** The last evaluated population, the fittest first; pressing one selects it. */
export function Ranking() {
  const { history } = useHistory();
  const size = useLabState(({ config, draft }) => wholeOf((config ?? draft)?.populationSize));
  const generation = (history?.generations ?? 0) - 1;
  return (
    <div className={styles['ranking']}>
      <h3>
        {generation < 0 ? 'Population' : `Generation ${generationNumber(generation)}`}
        <span>{sizeWords(size)}</span>
      </h3>
      {history && generation >= 0 ? (
        <Ranks history={history} generation={generation} />
      ) : (
        <ol aria-hidden="true">
          {Array.from({ length: Math.min(size ?? 6, MOST) }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: empty places have nothing else.
            <li key={i} className={styles['blank']} />
          ))}
        </ol>
      )}
    </div>
  );
}

function sizeWords(size: number | null): string {
  if (size === null) return '–';
  return size > MOST ? `the best ${MOST} of ${size}` : counted(size, 'agent');
}

function Ranks({
  history,
  generation,
}: {
  readonly history: History;
  readonly generation: number;
}) {
  const lab = useLab();
  const [worst, best] = useEnvironment()?.returnRange ?? [0, 1];
  const focus = useFocusCell();
  const champion = useLabState((state) => state.champion);
  const isChampion = ({ agent }: Cell) =>
    champion?.generation === generation && champion.agent === agent;
  return (
    <ol>
      {history
        .ranked(generation)
        .slice(0, MOST)
        .map((cell, rank) => {
          const share = cell.diverged
            ? 0
            : Math.min(1, Math.max(0, (cell.fitness - worst) / (best - worst)));
          return (
            // A place in the list, whoever takes it: nothing moves when the order changes.
            // biome-ignore lint/suspicious/noArrayIndexKey: a place is its rank.
            <li key={rank}>
              <button
                type="button"
                className={styles['agent']}
                aria-pressed={cell.agent === focus?.agent && cell.generation === focus.generation}
                onClick={(event) => choose(lab, { generation, agent: cell.agent }, event)}
                onPointerEnter={() => lab.hover({ generation, agent: cell.agent })}
                onPointerLeave={() => lab.hover(null)}
              >
                {!cell.isElite ? (
                  <InlineGlyph family={cell.family} size={9} />
                ) : (
                  <span className={styles['elite']} title="elite, passed on">
                    <span aria-hidden="true">☆</span>
                    <span className="visually-hidden">elite, passed on</span>
                  </span>
                )}
                <span
                  className={styles['id']}
                  title={isChampion(cell) ? 'the champion' : undefined}
                >
                  {cell.agent}
                  {isChampion(cell) && (
                    <>
                      <span aria-hidden="true">★</span>
                      <span className="visually-hidden"> the champion</span>
                    </>
                  )}
                </span>
                <span className={styles['track']}>
                  <span
                    className={cell.diverged ? styles['diverged'] : undefined}
                    style={
                      cell.diverged
                        ? undefined
                        : { width: `${Math.max(1.5, share * 100)}%`, background: viridisCss(share) }
                    }
                  />
                </span>
                <span
                  className={styles['fitness']}
                  title={
                    cell.diverged
                      ? 'Its numbers were no longer finite: it is left out of selection'
                      : undefined
                  }
                >
                  {cell.diverged ? 'diverged' : shortNumber(cell.fitness)}
                </span>
              </button>
            </li>
          );
        })}
    </ol>
  );
}
