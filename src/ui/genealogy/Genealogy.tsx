import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { FAMILIES } from '#core/lineage.ts';
import { survives } from '#store/descent.ts';
import type { Cell, History } from '#store/history.ts';
import { cellOf, useFocusCell } from '../shell/focus-cell.ts';
import { useAlgorithm, useEnvironment, useLab, useLabState } from '../shell/lab-context.ts';
import { resolveColours, useTheme } from '../shell/theme.ts';
import { cellSentence } from './cell-sentence.ts';
import styles from './Genealogy.module.css';
import { SelectedPath } from './SelectedPath.tsx';
import { Strip } from './Strip.tsx';
import { SurvivorLines } from './SurvivorLines.tsx';
import { generationTicks, type TreeScale } from './scale.ts';
import { cellColour, FAMILY_PROPERTIES, parseRgb, type StripColouring } from './strip-colours.ts';
import { Tooltip } from './Tooltip.tsx';
import { moveInTree } from './tree-keys.ts';

/** Strip, survivors and the selected path, on top of each other; one tree to the keyboard. */
export function Genealogy({
  history,
  version,
  scale,
  colouring,
}: {
  readonly history: History | null;
  readonly version: number;
  readonly scale: TreeScale;
  readonly colouring: StripColouring;
}) {
  const lab = useLab();
  const algorithm = useAlgorithm();
  const environment = useEnvironment();
  const config = useLabState((state) => state.config);
  const selection = useLabState((state) => state.selection);
  const hover = cellOf(
    history,
    useLabState((state) => state.hover),
  );
  const focus = useFocusCell();
  const theme = useTheme();
  const [spoken, setSpoken] = useState('');

  const colour = useMemo(() => {
    if (!environment || !algorithm || !config) return null;
    const colours = resolveColours(document.body, FAMILY_PROPERTIES);
    const families = FAMILIES.map((family) => parseRgb(colours[`family-${family}`]));
    // The theme decides the families' colours.
    return theme && cellColour(colouring, environment, algorithm, config, families);
  }, [colouring, environment, algorithm, config, theme]);

  if (!history || history.generations === 0 || !focus || !colour || scale.width === 0)
    return (
      <div className={styles['empty']} style={{ height: scale.height }}>
        <p>
          Every generation the agents train and are evaluated; the fitter have children, and some
          children are mutated. The tree grows when the first generation has been evaluated.
        </p>
      </div>
    );

  const choose = ({ generation, agent }: Cell) => lab.select({ generation, agent });
  const cellUnder = (event: PointerEvent<HTMLElement>): Cell | null => {
    const box = event.currentTarget.getBoundingClientRect();
    return cellAt(
      history,
      scale,
      event.clientX - box.left,
      event.clientY - box.top,
      event.pointerType === 'touch',
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && selection) {
      lab.select(null);
      setSpoken('Following the best agent.');
      return;
    }
    const next = moveInTree(history, focus, event.key);
    if (!next && !event.key.startsWith('Arrow')) return;
    event.preventDefault();
    if (!next) return;
    choose(next);
    setSpoken(cellSentence(history, next, algorithm));
  };

  return (
    <div
      role="tree"
      tabIndex={0}
      aria-label="Genealogy. Left and right: parent and child. Up and down: others of the generation. Home: founder. End: best."
      aria-activedescendant="genealogy-focus"
      className={styles['tree']}
      style={{ height: scale.height }}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => {
        if (event.pointerType === 'touch') return;
        const cell = cellUnder(event);
        if (cell?.agent !== hover?.agent || cell?.generation !== hover?.generation) lab.hover(cell);
      }}
      onPointerLeave={() => lab.hover(null)}
      onPointerUp={(event) => {
        const cell = cellUnder(event);
        if (cell) choose(cell);
      }}
    >
      <div
        id="genealogy-focus"
        role="treeitem"
        tabIndex={-1}
        aria-selected
        aria-label={cellSentence(history, focus, algorithm)}
        className="visually-hidden"
      />
      <div aria-live="polite" className="visually-hidden">
        {spoken}
      </div>
      <Strip history={history} version={version} scale={scale} colour={colour} />
      <svg width={scale.width} height={scale.height} className={styles['lines']} aria-hidden="true">
        <Future history={history} scale={scale} />
        <Axis scale={scale} />
        <SurvivorLines history={history} version={version} scale={scale} />
        <SelectedPath history={history} cell={focus} scale={scale} algorithm={algorithm} />
        {hover && hover.generation >= scale.first && (
          <rect
            x={scale.x(hover.generation) - Math.max(6, scale.columnWidth / 2)}
            y={scale.y(hover.row) - Math.max(5, scale.rowHeight / 2)}
            width={Math.max(12, scale.columnWidth)}
            height={Math.max(10, scale.rowHeight)}
            rx={3}
            fill="none"
            stroke="var(--text)"
            strokeWidth={1.5}
          />
        )}
      </svg>
      {hover && hover.generation >= scale.first && (
        <Tooltip history={history} cell={hover} scale={scale} algorithm={algorithm} />
      )}
    </div>
  );
}

/** Room for generations to come. */
function Future({ history, scale }: { readonly history: History; readonly scale: TreeScale }) {
  const x = scale.x(history.generations) - scale.columnWidth / 2;
  const width = scale.width - scale.right - x;
  if (width <= 1) return null;
  return (
    <rect
      x={x}
      y={scale.top}
      width={width}
      height={scale.rows * scale.rowHeight}
      fill="var(--surface-sunken)"
    />
  );
}

function Axis({ scale }: { readonly scale: TreeScale }) {
  const y = scale.height - scale.bottom;
  return (
    <g fontSize={10.5} fill="var(--text-faint)" textAnchor="middle">
      {generationTicks(scale).map((generation) => (
        <g key={generation}>
          <line
            x1={scale.x(generation)}
            x2={scale.x(generation)}
            y1={y}
            y2={y + 4}
            stroke="var(--line-strong)"
          />
          <text x={scale.x(generation)} y={y + 16}>
            {generation}
          </text>
        </g>
      ))}
      <text x={scale.left - 8} y={y + 16} textAnchor="end">
        gen
      </text>
      <text x={scale.left - 8} y={scale.top + 10} textAnchor="end">
        {scale.rows}
      </text>
      <text
        textAnchor="middle"
        transform={`translate(${scale.left - 12} ${(scale.top + y) / 2}) rotate(-90)`}
      >
        agents
      </text>
    </g>
  );
}

/** The cell at a point; for a finger, the nearest one with living descendants. */
function cellAt(
  history: History,
  scale: TreeScale,
  x: number,
  y: number,
  snap: boolean,
): Cell | null {
  const column = Math.floor((x - scale.left) / scale.columnWidth);
  const generation = Math.min(scale.first + Math.max(0, column), history.generations - 1);
  if (column < -1 || column > scale.columns) return null;
  if (!snap && scale.first + column >= history.generations) return null;
  const size = history.size(generation);
  const row = Math.min(size - 1, Math.max(0, Math.floor((y - scale.top) / scale.rowHeight)));
  const rows = Array.from({ length: size }, (_, r) => r).sort(
    (a, b) => Math.abs(a - row) - Math.abs(b - row),
  );
  const near = rows.find((r) => survives(history, generation, history.slotAtRow(generation, r)));
  return history.cell(generation, history.slotAtRow(generation, snap ? (near ?? row) : row));
}
