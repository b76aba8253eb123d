import { memo, useCallback, useMemo, useState } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import { FAMILIES } from '#core/lineage.ts';
import { maximum, minimum } from '#core/statistics.ts';
import { declaredScale, shareOf } from '#store/history/density.ts';
import type { History } from '#store/history/history.ts';
import { firstOwn } from '#store/lab/run-state.ts';
import { type HandSet, handSets } from '#store/words/edit-words.ts';
import { individualOf, shortNumber } from '#store/words/mutation-words.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { TableToggle } from '../parts/TableToggle.tsx';
import { useAlgorithm, useLabState } from '../shell/lab-context.ts';
import { useEdits } from '../shell/use-edits.ts';
import styles from './Genealogy.module.css';
import { glyphPath } from './glyph-shapes.ts';
import type { TreeScale } from './scale.ts';
import { MarkSign } from './TimeMarks.tsx';
import type { Lineage } from './use-lineage.ts';

const HEIGHT = 56;
const HYPERPARAMETER = FAMILIES.indexOf('hyperparameter');

/** Course of each hyperparameter along the selected lineage: a step where a mutation or a person moved it. */
export function HyperparameterSteps({
  history,
  lineage: { cell, end, path },
  scale,
}: {
  readonly history: History;
  readonly lineage: Lineage;
  readonly scale: TreeScale;
}) {
  const algorithm = useAlgorithm();
  const ranges = useLabState((state) => state.config?.hyperparameters);
  const edits = useEdits();
  const ownBegins = useLabState(firstOwn);
  const [asTable, setAsTable] = useState(false);
  const moves = useMemo(() => movesAlong(history, path), [history, path]);
  const sets = useMemo(
    () => (algorithm ? handSets(edits, path.length - 1, algorithm, ownBegins) : []),
    [algorithm, edits, path, ownBegins],
  );
  if (!algorithm || !ranges) return null;
  const evolving = algorithm.hyperparameters.flatMap((declared, index) =>
    ranges[declared.name]?.evolves ? [{ declared, index }] : [],
  );
  if (evolving.length === 0) return null;
  const title = `Hyperparameters on the way to ${individualOf(algorithm).one} ${end.agent}`;
  const isByHand = (name: string, generation: number) =>
    sets.some((set) => set.name === name && set.generation === generation);

  return (
    <div className={styles['steps']}>
      <div className={styles['stepsHead']}>
        <span>{title}</span>
        <TableToggle
          name="Hyperparameters"
          asTable={asTable}
          onToggle={() => setAsTable(!asTable)}
        />
      </div>
      {asTable ? (
        <DataTable
          caption={title}
          head={['Generation', ...evolving.map(({ declared }) => declared.label)]}
          rows={Array.from(path, (slot, generation) => ({
            key: String(generation),
            cells: [
              String(generationNumber(generation)),
              ...evolving.map(({ declared, index }) => {
                const value = shortNumber(history.hyperparameter(generation, slot, index));
                return isByHand(declared.name, generation) ? `${value}, set by hand` : value;
              }),
            ],
          }))}
        />
      ) : (
        evolving.map(({ declared, index }) => (
          <Steps
            key={declared.name}
            label={declared.label}
            history={history}
            path={path}
            moves={moves.get(declared.name)}
            name={declared.name}
            allSets={sets}
            index={index}
            declared={declared.scale}
            selected={cell.generation}
            scale={scale}
          />
        ))
      )}
    </div>
  );
}

const Steps = memo(function Steps({
  label,
  history,
  path,
  moves,
  name,
  allSets,
  index,
  declared,
  selected,
  scale,
}: {
  readonly label: string;
  readonly history: History;
  /** Slots of the lineage, from the founder on. */
  readonly path: Int32Array;
  /** Generations in which a mutation moved it. */
  readonly moves: readonly number[] | undefined;
  readonly name: string;
  /** Settings by hand of this hyperparameter or another one. */
  readonly allSets: readonly HandSet[];
  /** Index of the hyperparameter. */
  readonly index: number;
  readonly declared: 'log' | 'linear';
  /** Generation of the selected agent. */
  readonly selected: number;
  readonly scale: TreeScale;
}) {
  const sets = allSets.filter((set) => set.name === name);
  const values = useMemo(() => valuesAlong(history, path, index), [history, path, index]);
  const bounds = useMemo(
    () => declaredScale(minimum(values), maximum(values), declared),
    [values, declared],
  );
  const { low, high } = bounds;
  const y = useCallback(
    (value: number) => HEIGHT - 9 - shareOf(value, bounds) * (HEIGHT - 34),
    [bounds],
  );
  const { line, glyphs } = useMemo(
    () => stepLine(values, moves ?? [], scale, y),
    [values, moves, scale, y],
  );
  const last = values.at(-1) ?? Number.NaN;
  const now = values[selected] ?? last;
  const isSeen = selected >= scale.from && selected <= scale.to;
  const between =
    low === high
      ? `${label}: ${shortNumber(last)} throughout`
      : `${label}: between ${shortNumber(low)} and ${shortNumber(high)}, now ${shortNumber(now)}`;
  const description = [
    between,
    ...sets.map(
      ({ generation, words }) => `in generation ${generationNumber(generation)} ${words}`,
    ),
  ].join('; ');
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
      {isSeen && (
        <line
          x1={scale.x(selected)}
          x2={scale.x(selected)}
          y1={18}
          y2={HEIGHT - 1}
          stroke="var(--line-strong)"
        />
      )}
      <path
        d={line}
        fill="none"
        stroke="var(--text-soft)"
        strokeWidth={1.75}
        strokeLinejoin="round"
      />
      <path
        d={glyphs}
        fill="var(--family-hyperparameter)"
        stroke="var(--surface)"
        strokeWidth={1.25}
        paintOrder="stroke"
      />
      {sets
        .filter(({ generation }) => generation >= scale.from && generation <= scale.to)
        .map(({ generation, words }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike; their order is that in which they came.
          <g key={i}>
            <title>{words}</title>
            <MarkSign
              kind="edited"
              x={scale.x(generation)}
              y={y(values[generation] ?? Number.NaN) - 9}
            />
          </g>
        ))}
      {isSeen && (
        <circle
          cx={scale.x(selected)}
          cy={y(now)}
          r={4}
          fill="var(--surface)"
          stroke="var(--text)"
          strokeWidth={2}
        />
      )}
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
          {shortNumber(now)}
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
});

function valuesAlong(history: History, path: Int32Array, index: number): Float64Array {
  const values = new Float64Array(path.length);
  for (let g = 0; g < path.length; g++)
    values[g] = history.hyperparameter(g, path[g] as number, index); // g < path.length
  return values;
}

/** Generations of a lineage in which a mutation moved a hyperparameter, by its name. */
function movesAlong(history: History, path: Int32Array): ReadonlyMap<string, readonly number[]> {
  const moves = new Map(history.hyperparameters.map((name) => [name, [] as number[]]));
  for (let g = 0; g < path.length; g++) {
    const slot = path[g] as number; // g < path.length
    if (history.familyIndex(g, slot) !== HYPERPARAMETER) continue;
    const changes = history.birth(history.cell(g, slot).agent)?.mutation.changes ?? [];
    for (const change of changes) moves.get(change.path)?.push(g);
  }
  return moves;
}

/** Level within a generation and wherever nothing changes; a glyph where a mutation moved it. */
function stepLine(
  values: Float64Array,
  moves: readonly number[],
  scale: TreeScale,
  y: (value: number) => number,
): { readonly line: string; readonly glyphs: string } {
  const [left, right] = [scale.left, scale.width - scale.right];
  const edge = (g: number) =>
    Math.min(right, Math.max(left, scale.x(g) - scale.columnWidth / 2)).toFixed(1);
  const end = Math.min(scale.to, values.length - 1);
  let line = '';
  for (let g = scale.from; g <= end; g++) {
    const value = values[g] as number; // g < values.length
    if (g > scale.from && value === values[g - 1]) continue;
    const [x, height] = [edge(g), y(value).toFixed(1)];
    line += g === scale.from ? `M${x} ${height}` : `H${x}V${height}`;
  }
  if (line !== '') line += `H${edge(end + 1)}`;

  const size = Math.min(8, Math.max(5, scale.columnWidth));
  let glyphs = '';
  for (const g of moves) {
    const x = scale.x(g);
    if (g < scale.from || g > end || x < left || x > right) continue;
    glyphs += glyphPath('hyperparameter', x, y(values[g] as number), size); // g < values.length
  }
  return { line, glyphs };
}
