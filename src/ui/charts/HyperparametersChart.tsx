import { useMemo, useState } from 'react';
import type { HyperparameterDeclaration } from '#core/algorithm.ts';
import { median } from '#core/statistics.ts';
import { hyperparameterExtents, shareOf, type ValueScale, valueScale } from '#store/density.ts';
import { descent } from '#store/descent.ts';
import type { History } from '#store/history.ts';
import { shortNumber } from '#store/mutation-words.ts';
import { parseRgb } from '../genealogy/strip-colours.ts';
import { useFocusCell } from '../shell/focus-cell.ts';
import { useAlgorithm, useLab, useLabState } from '../shell/lab-context.ts';
import { GenerationAxis } from './Axes.tsx';
import styles from './Charts.module.css';
import { Clip } from './Clip.tsx';
import { type ChartProps, FIRST_POINT } from './chart-props.ts';
import { createDensityImages, type DensityImages } from './density-images.ts';
import { FiguresTooltip, figuresSentence } from './Figures.tsx';
import { ChartFrame } from './frame/ChartFrame.tsx';
import { usePainting } from './frame/painting.ts';
import { BandKey, Keys, LineKey } from './Key.tsx';
import { MARGIN, type PlotArea } from './plot-area.ts';
import { TimeChart } from './TimeChart.tsx';

const STRIP = 52; // px
const TITLE = 22; // px above each strip

/** A hyperparameter that evolves, and where its strip lies. */
interface Strip {
  readonly declared: HyperparameterDeclaration;
  readonly index: number;
  readonly scale: ValueScale;
  readonly top: number;
}

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
              `In generation ${generations - 1}, of the selected lineage and all agents`,
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
              generation,
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
        sentence={(generation) => figuresSentence(`Generation ${generation}`, told(generation))}
        tooltip={(generation) => (
          <FiguresTooltip
            title={`Generation ${generation}`}
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
        <BandKey opacity={0.45} words="the more agents, the darker" />
        <LineKey
          width={2}
          words={focus ? `on the way to agent ${focus.agent}` : 'selected lineage'}
        />
      </Keys>
    </ChartFrame>
  );
}

function useStrips(history: History | null, version: number): readonly Strip[] {
  const algorithm = useAlgorithm();
  const ranges = useLabState((state) => state.config?.hyperparameters);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const found = useMemo(() => {
    const extents = history ? hyperparameterExtents(history) : [];
    const strips = (algorithm?.hyperparameters ?? []).flatMap((declared, index) => {
      const range = ranges?.[declared.name];
      const seen = extents[index];
      if (!range?.evolves || !seen) return [];
      const [low, high] = [Math.min(range.min, seen.low), Math.max(range.max, seen.high)];
      return [{ declared, index, scale: valueScale(low, high, declared.scale) }];
    });
    return strips.map((strip, i) => ({ ...strip, top: MARGIN.top + i * (STRIP + TITLE) }));
  }, [history, version, algorithm, ranges]);
  // Equal strips stay the same, so that what depends on them is not drawn again.
  const [kept, setKept] = useState(found);
  const isSame = JSON.stringify(found) === JSON.stringify(kept);
  if (!isSame) setKept(found);
  return isSame ? kept : found;
}

function Density({
  history,
  version,
  area,
  strips,
  images,
}: {
  readonly history: History;
  readonly version: number;
  readonly area: PlotArea;
  readonly strips: readonly Strip[];
  readonly images: DensityImages;
}) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const paint = useMemo(
    () =>
      (
        context: CanvasRenderingContext2D,
        palette: Readonly<Record<'text' | 'surface-sunken', string>>,
      ) => {
        const [red, green, blue] = parseRgb(palette.text);
        const { first, columns } = area.window;
        const shown = Math.min(columns, history.generations - first);
        context.imageSmoothingEnabled = false;
        for (const { index, scale, top } of strips) {
          context.fillStyle = palette['surface-sunken'];
          context.fillRect(area.left, top, columns * area.columnWidth, STRIP);
          const image = images(history, index, scale, [red, green, blue]);
          if (shown > 0)
            context.drawImage(
              image,
              first,
              0,
              shown,
              image.height,
              area.left,
              top,
              shown * area.columnWidth,
              STRIP,
            );
        }
      },
    [history, version, area, strips, images],
  );
  const ref = usePainting(area, paint);
  return (
    <div aria-hidden="true" className={styles['layer']}>
      <canvas ref={ref} style={{ width: area.width, height: area.height }} />
    </div>
  );
}

/** Name and ends of a strip, powers of ten within, and the steps of the selected lineage. */
function StripLines({
  strip: { declared, index, scale, top },
  area,
  ownValue,
  end,
}: {
  readonly strip: Strip;
  readonly area: PlotArea;
  readonly ownValue: (generation: number, index: number) => number;
  /** Generations of the lineage. */
  readonly end: number;
}) {
  const y = (value: number) => top + (1 - shareOf(value, scale)) * STRIP;
  let line = '';
  const to = Math.min(end, area.window.first + area.window.columns);
  for (let g = Math.max(0, Math.floor(area.window.first)); g < to; g++) {
    const x = area.x(g) - area.columnWidth / 2;
    line += `${line === '' ? 'M' : 'L'}${x.toFixed(1)} ${y(ownValue(g, index)).toFixed(1)}h${area.columnWidth.toFixed(2)}`;
  }
  const now = ownValue(end - 1, index);
  return (
    <g fontSize={11} fill="var(--text-faint)">
      <text x={14} y={top - 6} fill="var(--text-soft)">
        {declared.label}
        {scale.scale === 'log' ? ' (log scale)' : ''}
      </text>
      {!Number.isNaN(now) && (
        <text
          x={area.width - area.right}
          y={top - 6}
          textAnchor="end"
          fontWeight={600}
          fill="var(--text)"
        >
          {shortNumber(now)}
        </text>
      )}
      <text x={area.left - 8} y={top + 9} textAnchor="end">
        {shortNumber(scale.high)}
      </text>
      <text x={area.left - 8} y={top + STRIP} textAnchor="end">
        {shortNumber(scale.low)}
      </text>
      {decades(scale).map((value) => (
        <line
          key={value}
          x1={area.left - 5}
          x2={area.left}
          y1={y(value)}
          y2={y(value)}
          stroke="var(--line-strong)"
        />
      ))}
      <Clip area={area}>
        <path d={line} fill="none" stroke="var(--surface)" strokeWidth={4.5} strokeOpacity={0.8} />
        <path d={line} fill="none" stroke="var(--text)" strokeWidth={2} strokeLinejoin="round" />
      </Clip>
    </g>
  );
}

/** Powers of ten strictly within a log scale. */
function decades({ low, high, scale }: ValueScale): number[] {
  if (scale !== 'log') return [];
  const found = [];
  for (let power = Math.ceil(Math.log10(low)); 10 ** power < high; power++)
    if (10 ** power > low) found.push(10 ** power);
  return found;
}
