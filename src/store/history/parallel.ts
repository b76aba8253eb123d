import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { RunConfig } from '#core/run-config.ts';
import {
  hyperparameterExtents,
  shareOf,
  spansLog,
  type ValueScale,
  valueScale,
} from './density.ts';
import type { Cell, History } from './history.ts';
import { incremental } from './incremental.ts';

/** An agent as a line over all axes, as it was in the generation in which it was evaluated first. */
export type AgentRow = Pick<Cell, 'agent' | 'generation' | 'slot' | 'fitness' | 'parameters'>;

/** A quantity that every agent has. */
export interface ParallelAxis {
  /** Name of a hyperparameter, or 'parameters' or 'fitness'. */
  readonly name: string;
  readonly label: string;
  readonly scale: ValueScale;
  readonly valueIn: (row: AgentRow) => number;
}

/** Brushes by axis: the least and the greatest value let through; both inclusive. */
export type Brushes = Readonly<Record<string, readonly [number, number]>>;

interface Agents {
  readonly rows: AgentRow[];
  fitness: [low: number, high: number];
  parameters: [low: number, high: number];
}

/** Every agent once, as it was first evaluated; those that had diverged are left out. */
const agents = incremental<Agents>((history) => {
  const value: Agents = {
    rows: [],
    fitness: [Infinity, -Infinity],
    parameters: [Infinity, -Infinity],
  };
  return {
    value,
    extend(generation) {
      for (let slot = 0; slot < history.size(generation); slot++) {
        const { agent, fitness, parameters, isNew, diverged } = history.cell(generation, slot);
        if (!isNew || diverged) continue;
        value.rows.push({ agent, generation, slot, fitness, parameters });
        value.fitness = widened(value.fitness, fitness);
        value.parameters = widened(value.parameters, parameters);
      }
    },
  };
});

const widened = ([low, high]: readonly [number, number], value: number): [number, number] => [
  Math.min(low, value),
  Math.max(high, value),
];

export const agentRows = (history: History): readonly AgentRow[] => agents(history).rows;

/** Axes of everything that evolves, then the size of the network, then fitness. */
export function parallelAxes(
  history: History,
  algorithm: AlgorithmDeclaration,
  ranges: RunConfig['hyperparameters'],
  /** Names of those whose scale is to be the other one. */
  turned: readonly string[],
): ParallelAxis[] {
  const extentsOf = agents(history);
  const scaled = (name: string, scale: ValueScale) => {
    if (!turned.includes(name) || !canBeLog(scale)) return scale;
    return { ...scale, scale: scale.scale === 'log' ? ('linear' as const) : ('log' as const) };
  };
  const own = (name: 'parameters' | 'fitness', label: string): ParallelAxis => {
    const [low, high] = extentsOf[name];
    const scale = scaled(name, { low, high, scale: 'linear' });
    return { name, label, scale, valueIn: (row) => row[name] };
  };
  const extents = hyperparameterExtents(history);
  return [
    ...algorithm.hyperparameters.flatMap((declared, index): ParallelAxis[] => {
      const { name, label, scale } = declared;
      const extent = extents[index];
      if (!ranges[name]?.evolves || !extent) return [];
      return [
        {
          name,
          label,
          scale: scaled(name, valueScale(extent.low, extent.high, scale)),
          valueIn: ({ generation, slot }) => history.hyperparameter(generation, slot, index),
        },
      ];
    }),
    own('parameters', 'Weights'),
    own('fitness', 'Fitness'),
  ];
}

/** One value needs no logarithm. */
export const canBeLog = ({ low, high }: ValueScale): boolean => high > low && spansLog(low, high);

/** Axes in the order that a person gave them; those that were not named keep theirs and come last. */
export function ordered(axes: readonly ParallelAxis[], order: readonly string[]): ParallelAxis[] {
  const place = ({ name }: ParallelAxis) => {
    const at = order.indexOf(name);
    return at < 0 ? order.length : at;
  };
  return [...axes].sort((a, b) => place(a) - place(b));
}

/** The fittest so many percent, at least one, the fittest first. */
export function fittest(rows: readonly AgentRow[], percent: number): AgentRow[] {
  const count = Math.max(1, Math.ceil((rows.length * percent) / 100));
  if (rows.length === 0) return [];
  // Sorting plain numbers is many times as fast as sorting rows; only the chosen are sorted as rows.
  const threshold = Float64Array.from(rows, ({ fitness }) => fitness).sort()[rows.length - count];
  return rows
    .filter(({ fitness }) => fitness >= (threshold as number)) // count ≤ rows.length
    .sort((a, b) => b.fitness - a.fitness || a.agent - b.agent)
    .slice(0, count);
}

/** Filters the rows that every brush lets through. Brushes of axes that are not there let all through. */
export function withinBrushes(
  rows: readonly AgentRow[],
  axes: readonly ParallelAxis[],
  brushes: Brushes,
): readonly AgentRow[] {
  const brushed = axes.flatMap(({ name, valueIn }) => {
    const brush = brushes[name];
    return brush ? [{ valueIn, brush }] : [];
  });
  if (brushed.length === 0) return rows;
  return rows.filter((row) =>
    brushed.every(({ valueIn, brush: [low, high] }) => {
      const value = valueIn(row);
      return value >= low && value <= high;
    }),
  );
}

/** Places where a row crosses each axis, in [0, 1] from the low end. */
export const crossings = (row: AgentRow, axes: readonly ParallelAxis[]): number[] =>
  axes.map(({ scale, valueIn }) => shareOf(valueIn(row), scale));
