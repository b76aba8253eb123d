import { useId, useMemo } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import { type Choice, createChoices, sharesOf } from '#store/choices.ts';
import type { History } from '#store/history.ts';
import { useAlgorithm, useLab, useLabState } from '../shell/lab-context.ts';
import { GenerationAxis } from './Axes.tsx';
import { type ChartProps, FIRST_POINT } from './chart-props.ts';
import { ChoiceStrip, STRIP } from './choices/ChoiceStrip.tsx';
import { Fill, MOST, Patterns } from './choices/Fill.tsx';
import { FiguresTooltip, figuresSentence } from './Figures.tsx';
import { ChartFrame } from './frame/ChartFrame.tsx';
import type { ChartTable } from './frame/chart-table.ts';
import { Keys, MarkKey } from './Key.tsx';
import { MARGIN } from './plot-area.ts';
import { TimeChart } from './TimeChart.tsx';
import { useTimeWindow } from './use-time-window.ts';

const TITLE = 22; // px above each strip
const SWATCH = 'M1 2H13V12H1Z';

/** Which share of the population has which activation and which architecture, generation by generation. */
export function ChoicesChart({ history, version }: ChartProps) {
  const lab = useLab();
  const patterns = useId();
  const { first, columns } = useTimeWindow(history);
  const choices = useChoices(history, version);
  const generations = history?.generations ?? 0;
  const [from, to] = [Math.max(0, Math.floor(first)), Math.min(generations, first + columns) - 1];
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const strips = useMemo(
    () => choices.map((choice) => ({ choice, shares: sharesOf(choice, from, to, MOST) })),
    [choices, version, from, to],
  );
  const told = (generation: number) => choices.map((choice) => toldOf(choice, generation));

  return (
    <ChartFrame
      id="networks"
      overTime
      title="Activations and architectures"
      summary={
        generations > 0
          ? figuresSentence(
              `In generation ${generationNumber(generations - 1)}, agents by`,
              told(generations - 1),
            )
          : ''
      }
      empty={generations === 0 ? FIRST_POINT : null}
      table={() =>
        tableOf(choices, (generation) => {
          const agent = history?.summaries[generation]?.bestAgent;
          if (agent !== undefined) lab.select({ generation, agent });
        })
      }
    >
      <TimeChart
        history={history}
        label="Activations and architectures by generation"
        height={2 * (STRIP + TITLE) + MARGIN.bottom}
        extent={null}
        sentence={(generation) =>
          figuresSentence(`Generation ${generationNumber(generation)}`, told(generation))
        }
        tooltip={(generation) => (
          <FiguresTooltip
            title={`Generation ${generationNumber(generation)}`}
            figures={told(generation)}
          />
        )}
      >
        {(area) => (
          <>
            <Patterns id={patterns} />
            {strips.map(({ choice: { name }, shares }, i) => (
              <ChoiceStrip
                key={name}
                name={name}
                shares={shares}
                from={from}
                area={area}
                top={TITLE + i * (STRIP + TITLE)}
                patterns={patterns}
              />
            ))}
            <GenerationAxis area={area} />
          </>
        )}
      </TimeChart>
      {strips.map(({ choice: { name }, shares }) => (
        <Keys key={name}>
          {shares.map(({ label }, i) => (
            <MarkKey key={label} words={label}>
              <Fill path={SWATCH} index={i < MOST ? i : -1} id={patterns} outlined />
            </MarkKey>
          ))}
        </Keys>
      ))}
    </ChartFrame>
  );
}

function useChoices(history: History | null, version: number): readonly Choice[] {
  const network = useLabState((state) => state.config?.network);
  const policy = useAlgorithm()?.networks.find(({ role }) => role === 'policy')?.name;
  const choicesOf = useMemo(
    () => (network && policy !== undefined ? createChoices(network, policy) : null),
    [network, policy],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  return useMemo(
    () => (history && choicesOf ? choicesOf(history) : []),
    [history, version, choicesOf],
  );
}

/** 'ReLU 5, ELU 3', the most common first. */
function toldOf({ name, values, counts }: Choice, generation: number): readonly [string, string] {
  const row = counts[generation] ?? [];
  const words = values
    .map((value, at) => ({ value, count: row[at] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const rest = words.length - 4;
  const shown = (rest > 1 ? words.slice(0, 4) : words).map(
    ({ value, count }) => `${value}: ${count}`,
  );
  return [name.toLowerCase(), [...shown, ...(rest > 1 ? [`${rest} others`] : [])].join('; ')];
}

function tableOf(choices: readonly Choice[], choose: (generation: number) => void): ChartTable {
  const generations = choices[0]?.counts.length ?? 0;
  const rows = [];
  for (let generation = generations - 1; generation >= 0; generation--)
    for (const { name, values, counts } of choices) {
      const row = counts[generation] ?? [];
      const size = row.reduce((sum, count) => sum + count, 0);
      for (const [at, count] of row.entries())
        if (count > 0)
          rows.push({
            key: `${generation} ${name} ${at}`,
            onChoose: () => choose(generation),
            cells: [
              generationNumber(generation),
              name,
              values[at] ?? '',
              count,
              (100 * count) / size,
            ],
          });
    }
  return {
    caption: 'Agents by activation and architecture, the last generation first',
    head: ['Generation', 'Choice', 'Value', 'Agents, n', 'Share, %'],
    rows,
  };
}
