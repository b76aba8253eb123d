import { useEffect, useMemo, useRef, useState } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import type { Cell, History } from '#store/history.ts';
import { shortNumber } from '#store/mutation-words.ts';
import { paced } from '#store/paced.ts';
import {
  type AgentRow,
  agentRows,
  fittest,
  ordered,
  type ParallelAxis,
  parallelAxes,
  withinBrushes,
} from '#store/parallel.ts';
import { Button } from '../parts/Button.tsx';
import { useMedia } from '../parts/use-media.ts';
import { useFocusCell, useMarkedCell } from '../shell/focus-cell.ts';
import { useAlgorithm, useLab, useLabState } from '../shell/lab-context.ts';
import { type ChartProps, FIRST_POINT } from './chart-props.ts';
import { ChartFrame } from './frame/ChartFrame.tsx';
import type { ChartTable } from './frame/chart-table.ts';
import { setChartSetting, useChartSetting } from './frame/use-chart-settings.ts';
import { Keys, LineKey } from './Key.tsx';
import styles from './parallel/Parallel.module.css';
import { ParallelPlot } from './parallel/ParallelPlot.tsx';
import { Ranking } from './parallel/Ranking.tsx';

/** Lines drawn at the most: more only blacken the picture. */
const MOST_LINES = 1200;
/** All lines are drawn again when agents come, so at most this often, ms. */
const REDRAW_MS = 1000;

/** Every agent's hyperparameters, size and fitness as a line over parallel axes. */
export function ParallelChart({ history, version: newest }: ChartProps) {
  const lab = useLab();
  const narrow = useMedia('(max-width: 599px)');
  const version = useSlowly(newest);
  const algorithm = useAlgorithm();
  const ranges = useLabState((state) => state.config?.hyperparameters);
  const order = useChartSetting('axisOrder');
  const turned = useChartSetting('turnedAxes');
  const share = useChartSetting('bestShare');
  const brushes = useChartSetting('brushes');
  const focus = useFocusCell();
  const hovered = useMarkedCell(history, 'hover');
  const beside = useMarkedCell(history, 'beside');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const axes = useMemo(
    () =>
      history && algorithm && ranges && history.generations > 0
        ? ordered(parallelAxes(history, algorithm, ranges, turned), order)
        : [],
    [history, version, algorithm, ranges, turned, order],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const best = useMemo(
    () => (history ? fittest(agentRows(history), share) : []),
    [history, version, share],
  );
  const through = useMemo(() => withinBrushes(best, axes, brushes), [best, axes, brushes]);
  const rows = useMemo(() => through.slice(0, MOST_LINES), [through]);
  const all = history ? agentRows(history).length : 0;
  const isBrushed = axes.some(({ name }) => brushes[name] !== undefined);
  const marked = [
    ...(focus && history ? [{ row: rowOf(history, focus), width: 2.4 }] : []),
    ...(beside && history ? [{ row: rowOf(history, beside), width: 2.4, dash: '7 4' }] : []),
    ...(hovered && history ? [{ row: rowOf(history, hovered), width: 1.6 }] : []),
  ].filter(({ row }) => !Number.isNaN(row.fitness));

  return (
    <ChartFrame
      id="parallel"
      title="Hyperparameters and fitness"
      summary={`${through.length} of ${all} agents are shown, ${axes.length} axes each. ${focus ? sentenceOf(axes, history ? rowOf(history, focus) : null) : ''}`}
      empty={best.length === 0 ? FIRST_POINT : null}
      controls={
        <>
          {isBrushed && (
            <Button look="outlined" onClick={() => setChartSetting('brushes', {})}>
              Clear brushes
            </Button>
          )}
          <label className={styles['share']}>
            best
            <input
              type="number"
              aria-label="Share of the fittest agents shown, %"
              min={1}
              max={100}
              value={share}
              onChange={({ target: { valueAsNumber } }) =>
                valueAsNumber >= 1 &&
                valueAsNumber <= 100 &&
                setChartSetting('bestShare', valueAsNumber)
              }
            />
            %
          </label>
        </>
      }
      table={() =>
        tableOf(through, axes, `The fittest ${share} % of all agents, the fittest first`, (row) =>
          lab.select({ generation: row.generation, agent: row.agent }),
        )
      }
      csv={() =>
        tableOf(history ? fittest(agentRows(history), 100) : [], axes, 'All agents', () => {})
      }
      note={
        <>
          {through.length} of {all} agents
          {isBrushed ? ' lie within the brushes' : ''}
          {through.length > rows.length ? `, the fittest ${rows.length} are drawn` : ''}: each once,
          by its first evaluation.{' '}
          {narrow ? '' : 'Drag along an axis to brush it; drag its name to move it.'}
        </>
      }
    >
      {narrow && history ? (
        <Ranking history={history} axes={axes} rows={through} selected={focus?.agent ?? null} />
      ) : (
        <>
          <ParallelPlot axes={axes} rows={rows} marked={marked} brushes={brushes} />
          <Keys>
            <LineKey
              width={1}
              colour="var(--text-faint)"
              words="an agent; the fitter, the clearer"
            />
            <LineKey width={2.4} words={focus ? `agent ${focus.agent}` : 'selected agent'} />
            {beside && (
              <LineKey width={2.4} dash="7 4" words={`agent ${beside.agent}, beside it`} />
            )}
          </Keys>
        </>
      )}
    </ChartFrame>
  );
}

const rowOf = (history: History, { agent, generation, slot }: Cell): AgentRow => ({
  ...history.cell(generation, slot),
  agent,
});

const sentenceOf = (axes: readonly ParallelAxis[], row: AgentRow | null): string =>
  row
    ? `Agent ${row.agent}: ${axes.map(({ label, valueIn }) => `${label} ${shortNumber(valueIn(row))}`).join(', ')}.`
    : '';

function tableOf(
  rows: readonly AgentRow[],
  axes: readonly ParallelAxis[],
  caption: string,
  choose: (row: AgentRow) => void,
): ChartTable {
  return {
    caption,
    head: ['Agent', 'Generation', ...axes.map(({ label }) => label)],
    rows: rows.map((row) => ({
      key: String(row.agent),
      onChoose: () => choose(row),
      cells: [
        row.agent,
        generationNumber(row.generation),
        ...axes.map(({ valueIn }) => valueIn(row)),
      ],
    })),
  };
}

/** A value that follows another, but not more often than lines may be drawn. */
function useSlowly(value: number): number {
  const [shown, setShown] = useState(value);
  const latest = useRef(value);
  latest.current = value;
  const [drawing] = useState(() => paced(REDRAW_MS, () => setShown(latest.current)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the value changes.
  useEffect(() => drawing.soon(), [drawing, value]);
  useEffect(() => drawing.stop, [drawing]);
  return shown;
}
