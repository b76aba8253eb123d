import { generationNumber } from '#core/generation-number.ts';
import { NO_MUTATION } from '#core/lineage.ts';
import { mutationLabel } from '#store/words/mutation-label.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { InlineGlyph } from '../../genealogy/Glyph.tsx';
import { viridisCss } from '../../genealogy/viridis.ts';
import type { RecordedRun } from '../../landing/recorded-run.ts';
import styles from './Pictures.module.css';
import { SceneCanvas } from './SceneCanvas.tsx';

/** Generation of the recording: early enough that agents still fail, late enough that some do well. */
const GENERATION = 1;

/** The four phases of one generation of a recorded run. */
export function Phases({ run }: { readonly run: RecordedRun }) {
  const { recording, history } = run;
  const generation = Math.min(GENERATION, history.generations - 2);
  const cells = history.cells(generation);
  const [worst, best] = recording.environment.returnRange;
  const share = (fitness: number) =>
    Number.isFinite(fitness) ? Math.min(1, Math.max(0, (fitness - worst) / (best - worst))) : 0;
  const chosen = recording.generations[generation];
  const play = chosen?.plays[history.summaries[generation]?.bestSlot ?? 0];
  const tournament =
    chosen?.tournaments.find(({ drawn }) => new Set(drawn).size > 1) ?? chosen?.tournaments[0];
  return (
    <ol className={styles['phases']}>
      <li>
        <h3>1. Train</h3>
        <div className={styles['scenes']}>
          {play &&
            [0.05, 0.5, 0.95].map((at) => (
              <SceneCanvas key={at} recording={recording} play={play} at={at} />
            ))}
        </div>
        <p>Every agent acts, remembers what came of it, and learns from that.</p>
      </li>
      <li>
        <h3>2. Evaluate</h3>
        <ol className={styles['bars']}>
          {cells.map(({ agent, fitness }) => (
            <li key={agent}>
              <span>{agent}</span>
              <span className={styles['bar']}>
                <span
                  style={{
                    width: `${share(fitness) * 100}%`,
                    background: viridisCss(share(fitness)),
                  }}
                />
              </span>
              <strong>{shortNumber(fitness)}</strong>
            </li>
          ))}
        </ol>
        <p>Each plays test episodes. Its mean return is its fitness.</p>
      </li>
      <li>
        <h3>3. Select</h3>
        <div className={styles['cards']}>
          {tournament?.drawn.map((slot, i) => (
            <span
              // One agent may be drawn twice.
              // biome-ignore lint/suspicious/noArrayIndexKey: a place in the draw is what it is.
              key={i}
              data-won={slot === tournament.winner}
            >
              <small>agent</small>
              <strong>{cells[slot]?.agent}</strong>
              <span>{shortNumber(cells[slot]?.fitness ?? Number.NaN)}</span>
              <small>{slot === tournament.winner ? 'becomes a parent' : 'loses'}</small>
            </span>
          ))}
        </div>
        <p>
          Chance picks a few; the fittest of them has offspring. The best of the generation also
          stays.
        </p>
      </li>
      <li>
        <h3>4. Mutate</h3>
        <Children run={run} generation={generation + 1} />
        <p>
          Each offspring begins with its parent’s weights, and most are changed in one way:
          generation {generationNumber(generation + 1)}.
        </p>
      </li>
    </ol>
  );
}

/** Descent from one generation to the next, with the mutations. */
function Children({
  run: { recording, history },
  generation,
}: {
  readonly run: RecordedRun;
  readonly generation: number;
}) {
  const rows = history.size(generation);
  const height = rows * 24;
  const y = (row: number) => row * 24 + 12;
  const cells = Array.from({ length: rows }, (_, slot) => history.cell(generation, slot));
  return (
    <div className={styles['children']} style={{ height }}>
      <svg width="48" height={height} aria-hidden="true">
        {cells.map(({ slot, row, family, parentSlot }) =>
          parentSlot < 0 ? null : (
            <path
              key={slot}
              d={`M4 ${y(history.row(generation - 1, parentSlot))}C26 ${y(history.row(generation - 1, parentSlot))} 26 ${y(row)} 46 ${y(row)}`}
              fill="none"
              stroke={`var(--family-${family})`}
              strokeWidth={1.75}
            />
          ),
        )}
      </svg>
      <ol>
        {cells
          .toSorted((a, b) => a.row - b.row)
          .map(({ agent, isNew }) => {
            const mutation = (isNew && history.birth(agent)?.mutation) || NO_MUTATION;
            return (
              <li key={agent}>
                <InlineGlyph family={mutation.family} size={9} />
                <strong>{agent}</strong>
                <span>
                  {isNew
                    ? mutationLabel(mutation, recording.algorithm).short || 'a copy'
                    : 'the best, stays'}
                </span>
              </li>
            );
          })}
      </ol>
    </div>
  );
}
