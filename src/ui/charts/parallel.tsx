import type { History } from '#store/history/history.ts';
import {
  type AgentRow,
  agentRows,
  fittest,
  ordered,
  type ParallelAxis,
  parallelAxes,
  withinBrushes,
} from '#store/history/parallel.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { Button } from '../parts/Button.tsx';
import { type Chart, FIRST_POINT } from './chart.ts';
import {
  AGENT,
  aboutAgent,
  type ChartTable,
  type Column,
  columnTable,
  GENERATION,
} from './frame/chart-table.ts';
import { setChartSetting } from './frame/use-chart-settings.ts';
import { LineKey } from './Key.tsx';
import styles from './parallel/Parallel.module.css';
import { ParallelPlot } from './parallel/ParallelPlot.tsx';
import { Ranking } from './parallel/Ranking.tsx';
import { remembered } from './remembered.ts';

/** Lines drawn at the most: more only blacken the picture. */
const MOST_LINES = 1200;

// Each is asked again whenever a brush is moved a little.
const axesOf = remembered(
  (history: History, _version: number, ...rest: Tail<Parameters<typeof parallelAxes>>) =>
    parallelAxes(history, ...rest),
);
type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : [];
const orderedAxes = remembered(ordered);
const bestOf = remembered((history: History, _version: number, share: number) =>
  fittest(agentRows(history), share),
);
const drawnOf = remembered((rows: readonly AgentRow[]) => rows.slice(0, MOST_LINES));
const brushed = remembered(withinBrushes);

/** Every agent's hyperparameters, size and fitness as a line over parallel axes. */
export const PARALLEL: Chart = {
  id: 'parallel',
  label: 'Parallel',
  drawMs: 1000, // all lines are drawn again when agents come
  describe({ history, version, algorithm, config, focus, beside, settings, narrow }) {
    const { turnedAxes, axisOrder, bestShare: share, brushes } = settings;
    const axes =
      algorithm && config && history.generations > 0
        ? orderedAxes(
            axesOf(history, version, algorithm, config.hyperparameters, turnedAxes),
            axisOrder,
          )
        : [];
    const best = bestOf(history, version, share);
    const through = brushed(best, axes, brushes);
    const rows = drawnOf(through);
    const all = agentRows(history).length;
    const isBrushed = axes.some(({ name }) => brushes[name] !== undefined);
    const marked = [
      ...(focus ? [{ row: focus, width: 2.4 }] : []),
      ...(beside ? [{ row: beside, width: 2.4, dash: '7 4' }] : []),
    ].filter(({ row }) => !Number.isNaN(row.fitness));
    return {
      title: 'Hyperparameters and fitness',
      summary: `${through.length} of ${all} agents are shown, ${axes.length} axes each. ${focus ? sentenceOf(axes, focus) : ''}`,
      empty: best.length === 0 ? FIRST_POINT : null,
      controls: (
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
      ),
      table: () =>
        tableOf(through, axes, `The fittest ${share} % of all agents, the fittest first`),
      csv: () => tableOf(fittest(agentRows(history), 100), axes, 'All agents'),
      note: (
        <>
          {through.length} of {all} agents
          {isBrushed ? ' lie within the brushes' : ''}
          {through.length > rows.length ? `, the fittest ${rows.length} are drawn` : ''}: each once,
          by its first evaluation.{' '}
          {narrow ? '' : 'Drag along an axis to brush it; drag its name to move it.'}
        </>
      ),
      keys: !narrow && (
        <>
          <LineKey width={1} colour="var(--text-faint)" words="an agent; the fitter, the clearer" />
          <LineKey width={2.4} words={focus ? `agent ${focus.agent}` : 'selected agent'} />
          {beside && <LineKey width={2.4} dash="7 4" words={`agent ${beside.agent}, beside it`} />}
        </>
      ),
      picture: {
        own: narrow ? (
          <Ranking history={history} axes={axes} rows={through} selected={focus?.agent ?? null} />
        ) : (
          <ParallelPlot
            history={history}
            axes={axes}
            rows={rows}
            marked={marked}
            brushes={brushes}
          />
        ),
      },
    };
  },
};

const sentenceOf = (axes: readonly ParallelAxis[], row: AgentRow): string =>
  `Agent ${row.agent}: ${axes.map(({ label, valueIn }) => `${label} ${shortNumber(valueIn(row))}`).join(', ')}.`;

const tableOf = (
  rows: readonly AgentRow[],
  axes: readonly ParallelAxis[],
  caption: string,
): ChartTable =>
  columnTable(caption, rows, aboutAgent, [
    AGENT,
    GENERATION,
    ...axes.map(({ label, valueIn }): Column<AgentRow> => [label, valueIn]),
  ]);
