import { useMemo } from 'react';
import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import { FAMILIES } from '#core/lineage.ts';
import { descent } from '#store/descent.ts';
import { FAMILY_WORDS, shortNumber } from '#store/mutation-words.ts';
import { Glyph } from '../genealogy/Glyph.tsx';
import { useFocusCell } from '../shell/focus-cell.ts';
import { useAlgorithm, useLab } from '../shell/lab-context.ts';
import { Ancestors, MiddleHalf } from './Ancestors.tsx';
import { Axes } from './Axes.tsx';
import { agentFigures, gainOf, originOf } from './agents-table.ts';
import { Clip } from './Clip.tsx';
import { type ChartProps, FIRST_POINT } from './chart-props.ts';
import { FiguresTooltip, figuresSentence } from './Figures.tsx';
import { ChartFrame } from './frame/ChartFrame.tsx';
import { BandKey, Keys, LineKey, MarkKey } from './Key.tsx';
import { extentOf } from './plot-area.ts';
import { TimeChart } from './TimeChart.tsx';

/** The fitness of the selected agent's ancestors, one a generation, with the mutations on the way. */
export function LineageChart({ history, version }: ChartProps) {
  const lab = useLab();
  const algorithm = useAlgorithm();
  const focus = useFocusCell();
  const cells = useMemo(
    () =>
      history && focus
        ? Array.from(descent(history, focus.generation, focus.slot), (slot, generation) =>
            history.cell(generation, slot),
          )
        : [],
    [history, focus],
  );
  const summaries = history?.summaries ?? [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the summaries have grown.
  const extent = useMemo(
    () =>
      extentOf(
        summaries.flatMap(({ lowerQuartile, upperQuartile, max }) => [
          lowerQuartile,
          upperQuartile,
          max,
        ]),
      ),
    [summaries, version],
  );
  const at = (generation: number) => cells[Math.min(generation, cells.length - 1)];
  const told = (generation: number) => {
    const cell = at(generation);
    return history && cell ? agentFigures(history, cell, algorithm) : [];
  };
  const name = (generation: number) => {
    const cell = at(generation);
    return cell ? `Agent ${cell.agent}, generation ${generationNumber(cell.generation)}` : '';
  };
  const [founder, end] = [cells[0], cells.at(-1)];

  return (
    <ChartFrame
      id="lineage"
      overTime
      title={end ? `Fitness on the way to agent ${end.agent}` : 'Fitness along a lineage'}
      summary={
        founder && end
          ? `From founder ${founder.agent} with fitness ${shortNumber(founder.fitness)} to agent ${end.agent} with ${shortNumber(end.fitness)} in ${counted(cells.length, 'generation')}.`
          : ''
      }
      empty={end ? null : FIRST_POINT}
      table={() => ({
        caption: `Ancestors of agent ${end?.agent ?? ''}, the last first`,
        head: ['Generation', 'Agent', 'Fitness', 'Against parent', 'Born with', 'Weights'],
        rows: cells.toReversed().map((cell) => ({
          key: String(cell.generation),
          onChoose: () => lab.select({ generation: cell.generation, agent: cell.agent }),
          cells: [
            generationNumber(cell.generation),
            cell.agent,
            cell.fitness,
            history ? gainOf(history, cell) : Number.NaN,
            history ? originOf(history, cell, algorithm) : '',
            cell.parameters,
          ],
        })),
      })}
    >
      <TimeChart
        history={history}
        label="Fitness along the selected lineage by generation"
        height={250}
        extent={extent}
        agentAt={(area, x) => {
          const cell = at(area.generationAt(x));
          return cell ? { generation: cell.generation, agent: cell.agent } : null;
        }}
        sentence={(generation) => figuresSentence(name(generation), told(generation))}
        tooltip={(generation) => (
          <FiguresTooltip title={name(generation)} figures={told(generation)} />
        )}
      >
        {(area) => (
          <>
            <Axes area={area} label="fitness (mean return)" />
            <Clip area={area}>
              <MiddleHalf summaries={summaries} area={area} />
              {history && end && (
                <Ancestors history={history} cells={cells} end={end} area={area} />
              )}
            </Clip>
          </>
        )}
      </TimeChart>
      <Keys>
        <LineKey width={2} words="the agent’s ancestors" />
        <BandKey opacity={0.1} words="middle half of the population" />
        {FAMILIES.filter((family) => family !== 'none').map((family) => (
          <MarkKey key={family} words={FAMILY_WORDS[family]}>
            <Glyph family={family} x={7} y={7} size={10} />
          </MarkKey>
        ))}
      </Keys>
    </ChartFrame>
  );
}
