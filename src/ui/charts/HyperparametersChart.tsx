import { useMemo, useState } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import { median } from '#core/statistics.ts';
import { descent } from '#store/descent.ts';
import { shortNumber } from '#store/mutation-words.ts';
import { useFocusCell } from '../shell/focus-cell.ts';
import { useLab } from '../shell/lab-context.ts';
import { GenerationAxis } from './Axes.tsx';
import { type ChartProps, FIRST_POINT } from './chart-props.ts';
import { createDensityImages } from './density-images.ts';
import { FiguresTooltip, figuresSentence } from './Figures.tsx';
import { ChartFrame } from './frame/ChartFrame.tsx';
import { Density } from './hyperparameters/Density.tsx';
import { StripLines } from './hyperparameters/StripLines.tsx';
import { STRIP, TITLE, useStrips } from './hyperparameters/strips.ts';
import { BandKey, Keys, LineKey } from './Key.tsx';
import { MARGIN } from './plot-area.ts';
import { TimeChart } from './TimeChart.tsx';

/** How each hyperparameter is spread over the population, and how it moved along the selected lineage. */
export function HyperparametersChart({ history, version }: ChartProps) {
  const lab = useLab();
  const focus = useFocusCell();
  const strips = useStrips(history, version);
  const path = useMemo(
    () => (history && focus ? descent(history, focus.generation, focus.slot) : new Int32Array(0)),
    [history, focus],
  );
  const [images] = useState(createDensityImages);
  const valuesOf = (generation: number, index: number) =>
    history
      ? Array.from({ length: history.size(generation) }, (_, slot) =>
          history.hyperparameter(generation, slot, index),
        )
      : [];
  const ownValue = (generation: number, index: number) => {
    const slot = path[generation];
    return history && slot !== undefined
      ? history.hyperparameter(generation, slot, index)
      : Number.NaN;
  };
  const told = (generation: number) =>
    strips.map(({ declared, index }) => {
      const values = valuesOf(generation, index);
      const own = ownValue(generation, index);
      const spread = `${shortNumber(Math.min(...values))} – ${shortNumber(Math.max(...values))}`;
      return [
        declared.label,
        Number.isNaN(own) ? spread : `${shortNumber(own)} of ${spread}`,
      ] as const;
    });
  const generations = history?.generations ?? 0;
  const height = Math.max(2, strips.length) * (STRIP + TITLE) + MARGIN.bottom;

  return (
    <ChartFrame
      id="hyperparameters"
      overTime
      title="Hyperparameters of the population"
      summary={
        generations > 0
          ? figuresSentence(
              `In generation ${generationNumber(generations - 1)}, of the selected lineage and all agents`,
              told(generations - 1),
            )
          : ''
      }
      empty={
        generations === 0
          ? FIRST_POINT
          : strips.length === 0
            ? 'No hyperparameter of this run evolves.'
            : null
      }
      table={() => ({
        caption: 'Hyperparameters by generation, the last first',
        head: [
          'Generation',
          ...strips.flatMap(({ declared: { label } }) => [
            `${label}, lowest`,
            `${label}, median`,
            `${label}, highest`,
            `${label}, selected lineage`,
          ]),
        ],
        rows: Array.from({ length: generations }, (_, i) => generations - 1 - i).map(
          (generation) => ({
            key: String(generation),
            onChoose: () => {
              const agent = history?.summaries[generation]?.bestAgent;
              if (agent !== undefined) lab.select({ generation, agent });
            },
            cells: [
              generationNumber(generation),
              ...strips.flatMap(({ index }) => {
                const values = valuesOf(generation, index);
                return [
                  Math.min(...values),
                  median(values),
                  Math.max(...values),
                  ownValue(generation, index),
                ];
              }),
            ],
          }),
        ),
      })}
    >
      <TimeChart
        history={history}
        label="Hyperparameters by generation"
        height={height}
        extent={null}
        agentAt={(area, x) => {
          const generation = area.generationAt(x);
          const slot = path[generation];
          return history && slot !== undefined
            ? { generation, agent: history.cell(generation, slot).agent }
            : null;
        }}
        sentence={(generation) =>
          figuresSentence(`Generation ${generationNumber(generation)}`, told(generation))
        }
        tooltip={(generation) => (
          <FiguresTooltip
            title={`Generation ${generationNumber(generation)}`}
            figures={strips.map(({ declared, index }) => [
              declared.label,
              ownValue(generation, index),
            ])}
          />
        )}
        under={(area) =>
          history && (
            <Density
              history={history}
              version={version}
              area={area}
              strips={strips}
              images={images}
            />
          )
        }
      >
        {(area) => (
          <>
            {strips.map((strip) => (
              <StripLines
                key={strip.declared.name}
                strip={strip}
                area={area}
                ownValue={ownValue}
                end={path.length}
              />
            ))}
            <GenerationAxis area={area} />
          </>
        )}
      </TimeChart>
      <Keys>
        <BandKey opacity={0.45} words="the more agents, the clearer" />
        <LineKey
          width={2}
          words={focus ? `on the way to agent ${focus.agent}` : 'selected lineage'}
        />
      </Keys>
    </ChartFrame>
  );
}
