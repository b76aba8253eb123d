import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { NO_MUTATION } from '#core/lineage.ts';
import type { Cell, History } from '#store/history.ts';
import { describeMutation, shortNumber } from '#store/mutation-words.ts';
import styles from './Genealogy.module.css';
import { InlineGlyph } from './Glyph.tsx';
import type { TreeScale } from './scale.ts';

const WIDTH = 220;

/** What a pointer finds; the same is spoken for the keyboard. */
export function Tooltip({
  history,
  cell,
  scale,
  algorithm,
}: {
  readonly history: History;
  readonly cell: Cell;
  readonly scale: TreeScale;
  readonly algorithm: AlgorithmDeclaration | undefined;
}) {
  const mutation = history.birth(cell.agent)?.mutation ?? NO_MUTATION;
  const x = scale.x(cell.generation);
  const left = x + 16 + WIDTH > scale.width ? x - 16 - WIDTH : x + 16;
  const below = scale.y(cell.row) < scale.height / 2;
  return (
    <div
      aria-hidden="true"
      className={styles['tooltip']}
      style={{
        left: Math.max(4, left),
        width: WIDTH,
        ...(below
          ? { top: scale.y(cell.row) + 12 }
          : { bottom: scale.height - scale.y(cell.row) + 12 }),
      }}
    >
      <strong>Agent {cell.agent}</strong>
      <span> · generation {cell.generation}</span>
      <div>{cell.diverged ? 'diverged' : `fitness ${shortNumber(cell.fitness)}`}</div>
      <div className={styles['tooltipChange']}>
        {cell.isNew && <InlineGlyph family={mutation.family} />}
        {cell.parentSlot < 0
          ? `founder${mutation.family === 'none' ? '' : `; ${describeMutation(mutation, algorithm)}`}`
          : cell.isNew
            ? describeMutation(mutation, algorithm)
            : '★ elite, passed on'}
      </div>
    </div>
  );
}
