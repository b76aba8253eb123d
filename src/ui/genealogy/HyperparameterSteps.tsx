import { useState } from 'react';
import { descent } from '#store/descent.ts';
import type { History } from '#store/history.ts';
import { shortNumber } from '#store/mutation-words.ts';
import { Button } from '../parts/Button.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useFocusCell } from '../shell/focus-cell.ts';
import { useAlgorithm, useLabState } from '../shell/lab-context.ts';
import styles from './Genealogy.module.css';
import { Glyph } from './Glyph.tsx';
import type { TreeScale } from './scale.ts';
import { share } from './strip-colours.ts';

const HEIGHT = 56;

/** How each hyperparameter moved along the selected lineage: a step where a mutation moved it, level between. */
export function HyperparameterSteps({
  history,
  scale,
}: {
  readonly history: History | null;
  readonly scale: TreeScale;
}) {
  const algorithm = useAlgorithm();
  const cell = useFocusCell();
  const ranges = useLabState((state) => state.config?.hyperparameters);
  const [asTable, setAsTable] = useState(false);
  if (!history || !cell || !algorithm || !ranges || scale.width === 0) return null;
  const path = descent(history, cell.generation, cell.slot);
  const evolving = algorithm.hyperparameters.flatMap((declared, index) =>
    ranges[declared.name]?.evolves ? [{ declared, index }] : [],
  );
  if (evolving.length === 0) return null;

  return (
    <div className={styles['steps']}>
      <div className={styles['stepsHead']}>
        <span>Hyperparameters on the way to agent {cell.agent}</span>
        <Button
          square
          aria-label={asTable ? 'Hyperparameters as lines' : 'Hyperparameters as a table'}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <Icon name={asTable ? 'chart' : 'table'} />
        </Button>
      </div>
      {asTable ? (
        <DataTable
          caption={`Hyperparameters on the way to agent ${cell.agent}`}
          head={['Generation', ...evolving.map(({ declared }) => declared.label)]}
          rows={Array.from(path, (slot, generation) => ({
            key: String(generation),
            cells: [
              String(generation),
              ...evolving.map(({ index }) =>
                shortNumber(history.hyperparameter(generation, slot, index)),
              ),
            ],
          }))}
        />
      ) : (
        evolving.map(({ declared, index }) => (
          <Steps
            key={declared.name}
            label={declared.label}
            values={Array.from(path, (slot, g) => history.hyperparameter(g, slot, index))}
            logarithmic={declared.scale === 'log'}
            moved={(g) =>
              history
                .birth(history.cell(g, path[g] ?? 0).agent)
                ?.mutation.changes.some((change) => change.path === declared.name) === true &&
              history.cell(g, path[g] ?? 0).isNew
            }
            scale={scale}
          />
        ))
      )}
    </div>
  );
}

function Steps({
  label,
  values,
  logarithmic,
  moved,
  scale,
}: {
  readonly label: string;
  /** By generation. */
  readonly values: readonly number[];
  readonly logarithmic: boolean;
  /** Whether the value was mutated in a generation. */
  readonly moved: (generation: number) => boolean;
  readonly scale: TreeScale;
}) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const last = values.at(-1) ?? Number.NaN;
  const y = (value: number) =>
    HEIGHT - 9 - share(value, low, high, logarithmic ? 'log' : 'linear') * (HEIGHT - 34);
  const points: string[] = [];
  const glyphs: { x: number; y: number }[] = [];
  for (let g = scale.first; g < values.length; g++) {
    const value = values[g] as number; // g < values.length
    const x0 = scale.x(g) - scale.columnWidth / 2;
    points.push(
      `${points.length === 0 ? 'M' : 'L'}${x0.toFixed(1)} ${y(value).toFixed(1)}H${(x0 + scale.columnWidth).toFixed(1)}`,
    );
    if (moved(g)) glyphs.push({ x: scale.x(g), y: y(value) });
  }
  const description =
    low === high
      ? `${label}: ${shortNumber(last)} throughout`
      : `${label}: between ${shortNumber(low)} and ${shortNumber(high)}, now ${shortNumber(last)}`;
  return (
    <svg
      width={scale.width}
      height={HEIGHT}
      role="img"
      aria-label={description}
      style={{ display: 'block' }}
    >
      <line
        x1={scale.left}
        x2={scale.width - scale.right}
        y1={HEIGHT - 0.5}
        y2={HEIGHT - 0.5}
        stroke="var(--line)"
      />
      <path
        d={points.join('')}
        fill="none"
        stroke="var(--text-soft)"
        strokeWidth={1.75}
        strokeLinejoin="round"
      />
      {glyphs.map((glyph) => (
        <Glyph key={glyph.x} family="hyperparameter" x={glyph.x} y={glyph.y} size={8} />
      ))}
      <g
        fontSize={11}
        fill="var(--text-soft)"
        stroke="var(--surface)"
        strokeWidth={3}
        strokeLinejoin="round"
        paintOrder="stroke"
      >
        <text x={scale.left + 2} y={12}>
          {label}
        </text>
        <text
          x={scale.width - scale.right - 2}
          y={12}
          textAnchor="end"
          fontWeight={600}
          fill="var(--text)"
        >
          {shortNumber(last)}
        </text>
      </g>
      <g fontSize={10.5} fill="var(--text-faint)" textAnchor="end">
        {high > low && (
          <text x={scale.left - 8} y={y(high) + 4}>
            {shortNumber(high)}
          </text>
        )}
        <text x={scale.left - 8} y={y(low) + 4}>
          {shortNumber(low)}
        </text>
      </g>
    </svg>
  );
}
