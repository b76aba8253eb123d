import { useMemo } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import { FAMILIES } from '#core/lineage.ts';
import { descent } from '#store/descent.ts';
import type { Cell, History } from '#store/history.ts';
import { FAMILY_WORDS, shortNumber } from '#store/mutation-words.ts';
import { Glyph } from '../genealogy/Glyph.tsx';
import { useFocusCell, useMarkedCell } from '../shell/focus-cell.ts';
import { useAlgorithm, useLab, useLabState } from '../shell/lab-context.ts';
import { Axes } from './Axes.tsx';
import { agentFigures, agentsTable } from './agents-table.ts';
import { Clip } from './Clip.tsx';
import { type ChartProps, FIRST_POINT } from './chart-props.ts';
import { FiguresTooltip, figuresSentence } from './Figures.tsx';
import { ChartFrame } from './frame/ChartFrame.tsx';
import { Switch } from './frame/Switch.tsx';
import { setChartSetting, useChartSetting } from './frame/use-chart-settings.ts';
import { Keys, LineKey, MarkKey } from './Key.tsx';
import { extentOf, linePathOf, type PlotArea } from './plot-area.ts';
import { Swarm } from './Swarm.tsx';
import { markAt, markPlace } from './swarm.ts';
import { TimeChart } from './TimeChart.tsx';

/** Generations listed as a table; the file has all. */
const LISTED = 8;

/** The fitness of every agent that ever lived, and the way to the one under the pointer, or selected. */
export function AgentsChart({ history, version }: ChartProps) {
  const lab = useLab();
  const algorithm = useAlgorithm();
  const focus = useFocusCell();
  const selection = useLabState((state) => state.selection);
  const hovered = useMarkedCell(history, 'hover');
  const beside = useMarkedCell(history, 'beside');
  const byMutation = useChartSetting('colourByMutation');
  const summaries = history?.summaries ?? [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the summaries have grown.
  const extent = useMemo(
    () => extentOf(summaries.flatMap(({ min, max }) => [min, max])),
    [summaries, version],
  );
  const shown = hovered ?? focus;
  const count = summaries.reduce((sum, _, generation) => sum + (history?.size(generation) ?? 0), 0);
  const told = (generation: number) => {
    const best = summaries[generation]?.bestSlot ?? 0;
    const cell = hovered?.generation === generation ? hovered : history?.cell(generation, best);
    return history && cell ? agentFigures(history, cell, algorithm) : [];
  };
  const name = (generation: number) =>
    `Agent ${hovered?.generation === generation ? hovered.agent : summaries[generation]?.bestAgent}, generation ${generationNumber(generation)}`;
  const table = (generations: number) => () =>
    agentsTable(history, algorithm, generations, selection, (cell) =>
      lab.select({ generation: cell.generation, agent: cell.agent }),
    );

  return (
    <ChartFrame
      id="agents"
      overTime
      title="Fitness of every agent"
      summary={`${count} marks, an agent in a generation each. ${focus ? `The marked line leads to agent ${focus.agent} with fitness ${shortNumber(focus.fitness)}.` : ''}`}
      empty={count === 0 ? FIRST_POINT : null}
      controls={
        <Switch
          label="Colour by mutation"
          on={byMutation}
          onChange={(on) => setChartSetting('colourByMutation', on)}
        />
      }
      table={table(LISTED)}
      csv={table(Number.POSITIVE_INFINITY)}
    >
      <TimeChart
        history={history}
        label="Fitness of every agent by generation"
        height={250}
        extent={extent}
        agentAt={(area, x, y) => history && markAt(history, area, x, y)}
        sentence={(generation) => figuresSentence(name(generation), told(generation))}
        tooltip={(generation) => (
          <FiguresTooltip title={name(generation)} figures={told(generation)} />
        )}
        under={(area) =>
          history && (
            <Swarm history={history} version={version} area={area} byMutation={byMutation} />
          )
        }
      >
        {(area) => (
          <>
            <Axes area={area} label="fitness (mean return)" />
            <Clip area={area}>
              {history && shown && <Way history={history} cell={shown} area={area} />}
              {history && focus && <Ring history={history} cell={focus} area={area} width={2} />}
              {history && beside && (
                <Ring history={history} cell={beside} area={area} width={1.75} dash="3.5 2.5" />
              )}
              {history && hovered && (
                <Ring history={history} cell={hovered} area={area} width={1} />
              )}
            </Clip>
          </>
        )}
      </TimeChart>
      <Keys>
        {byMutation ? (
          FAMILIES.map((family) => (
            <MarkKey key={family} words={`born with: ${FAMILY_WORDS[family]}`}>
              {family === 'none' ? (
                <circle cx="7" cy="7" r="3" fill="var(--family-none)" />
              ) : (
                <Glyph family={family} x={7} y={7} size={8} />
              )}
            </MarkKey>
          ))
        ) : (
          <MarkKey words="an agent in a generation">
            <circle cx="7" cy="7" r="2.4" fill="var(--text-soft)" fillOpacity={0.6} />
          </MarkKey>
        )}
        <LineKey width={1.5} words="its ancestors" />
        {summaries.some(({ diverged }) => diverged > 0) && (
          <MarkKey words="diverged">
            <path
              d="M3.5 3.5h7v7h-7ZM5.8 3.5 3.5 5.8M8.2 3.5 3.5 8.2M10.5 3.5l-7 7M10.5 5.8 5.8 10.5M10.5 8.2 8.2 10.5"
              fill="none"
              stroke="var(--text-faint)"
            />
          </MarkKey>
        )}
      </Keys>
    </ChartFrame>
  );
}

/** From the founder to an agent, mark by mark. */
function Way({
  history,
  cell,
  area,
}: {
  readonly history: History;
  readonly cell: Cell;
  readonly area: PlotArea;
}) {
  const points = Array.from(descent(history, cell.generation, cell.slot), (slot, generation) =>
    markPlace(history, area, generation, slot),
  );
  const line = linePathOf(points);
  return (
    <g fill="none" strokeLinejoin="round">
      <path d={line} stroke="var(--surface)" strokeOpacity={0.8} strokeWidth={4} />
      <path d={line} stroke="var(--text)" strokeWidth={1.5} />
    </g>
  );
}

function Ring({
  history,
  cell,
  area,
  width,
  dash,
}: {
  readonly history: History;
  readonly cell: Cell;
  readonly area: PlotArea;
  readonly width: number;
  readonly dash?: string;
}) {
  const [x, y] = markPlace(history, area, cell.generation, cell.slot);
  return (
    <circle
      cx={x}
      cy={y}
      r={dash ? 9 : 6}
      fill="none"
      stroke="var(--text)"
      strokeWidth={width}
      strokeDasharray={dash}
    />
  );
}
