import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { generationNumber } from '#core/generation-number.ts';
import { NO_MUTATION } from '#core/lineage.ts';
import { type Cell, gainOf, type History } from '#store/history/history.ts';
import { survivorsOf } from '#store/history/survivors.ts';
import { describeMutation, individualOf, shortNumber } from '#store/words/mutation-words.ts';
import { cellOf } from '../shell/focus-cell.ts';
import { useLabState } from '../shell/lab-context.ts';
import styles from './Genealogy.module.css';
import { InlineGlyph, InlineStar } from './Glyph.tsx';
import type { TreeScale } from './scale.ts';

const WIDTH = 220;

/** Figures of the agent under the pointer; the same are spoken for the keyboard. */
export function Tooltip({
  history,
  scale,
  algorithm,
}: {
  readonly history: History;
  readonly scale: TreeScale;
  readonly algorithm: AlgorithmDeclaration | undefined;
}) {
  const hover = useLabState((state) => state.hover);
  const cell = cellOf(history, hover);
  if (!cell || cell.generation < scale.from || cell.generation > scale.to) return null;
  const x = scale.x(cell.generation);
  const y = scale.y(cell.row, cell.generation);
  const left = x + 16 + WIDTH > scale.width ? x - 16 - WIDTH : x + 16;
  const place = y < scale.height / 2 ? { top: y + 12 } : { bottom: scale.height - y + 12 };
  return (
    <div
      aria-hidden="true"
      data-export="no"
      data-testid="genealogy-tooltip"
      className={styles['tooltip']}
      style={{ left: Math.max(4, left), width: WIDTH, ...place }}
    >
      <strong>
        {individualOf(algorithm).One} {cell.agent}
      </strong>
      <span> · generation {generationNumber(cell.generation)}</span>
      <div>
        {cell.diverged ? 'diverged' : `fitness ${shortNumber(cell.fitness)}`}
        <Gain history={history} cell={cell} />
      </div>
      <div className={styles['tooltipChange']}>
        <Change history={history} cell={cell} algorithm={algorithm} />
      </div>
      <ExtinctionLine history={history} cell={cell} />
    </div>
  );
}

interface Told {
  readonly history: History;
  readonly cell: Cell;
}

function Gain({ history, cell }: Told) {
  const gain = gainOf(history, cell);
  if (Number.isNaN(gain) || cell.diverged) return null;
  const words =
    gain === 0 ? 'same as' : `${gain < 0 ? '↓' : '↑'} ${shortNumber(Math.abs(gain))} on`;
  return (
    <span className={styles['tooltipFaint']}>
      {' '}
      {words} {cell.isNew ? 'its parent' : 'last time'}
    </span>
  );
}

function Change({
  history,
  cell,
  algorithm,
}: Told & { readonly algorithm: AlgorithmDeclaration | undefined }) {
  const mutation = history.birth(cell.agent)?.mutation ?? NO_MUTATION;
  if (cell.parentSlot < 0 && mutation.family === 'none') return <>founder</>;
  if (!cell.isNew && !cell.isElite) return <>trained on</>;
  if (!cell.isNew)
    return (
      <>
        <InlineStar />
        elite, passed on
      </>
    );
  return (
    <>
      <InlineGlyph family={mutation.family} />
      {cell.parentSlot < 0 && 'founder; '}
      {describeMutation(mutation, algorithm)}
    </>
  );
}

/** Says when its line died out; nothing where it lives on. */
function ExtinctionLine({ history, cell }: Told) {
  const survivors = survivorsOf(history);
  if (survivors.isAlive(cell.generation, cell.slot)) return null;
  const end = survivors.lastDescendant(cell.generation, cell.slot);
  return (
    <div className={styles['tooltipFaint']}>
      {end === cell.generation
        ? 'no offspring'
        : `its line died out in generation ${generationNumber(end)}`}
    </div>
  );
}
