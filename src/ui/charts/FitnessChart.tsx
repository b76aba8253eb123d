import { useMemo } from 'react';
import type { Summary } from '#archive/summary.ts';
import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import { useEnvironment, useLab, useLabState } from '../shell/lab-context.ts';
import { Axes } from './Axes.tsx';
import { Clip } from './Clip.tsx';
import { type ChartProps, FIRST_POINT } from './chart-props.ts';
import { type Figures, FiguresTooltip, figuresSentence } from './Figures.tsx';
import { FitnessCurves, Target } from './FitnessCurves.tsx';
import { fitnessPoints } from './fitness-points.ts';
import { ChartFrame } from './frame/ChartFrame.tsx';
import type { ChartTable } from './frame/chart-table.ts';
import { BandKey, Keys, LineKey } from './Key.tsx';
import { extentOf } from './plot-area.ts';
import { SENDER_DASH, SenderCurve, senderSentence, useSenderCurve } from './SenderCurve.tsx';
import { TimeChart } from './TimeChart.tsx';
import { useTimeWindow } from './use-time-window.ts';

/** Best so far, the generation's best, median and mean told apart by weight and dash; bands from worst to best. */
export function FitnessChart({ history, version }: ChartProps) {
  const lab = useLab();
  const returnRange = useEnvironment()?.returnRange;
  const target = useLabState((state) =>
    state.config?.target.enabled ? state.config.target.fitness : null,
  );
  const summaries = history?.summaries ?? [];
  const window = useTimeWindow(history);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the summaries have grown.
  const points = useMemo(() => fitnessPoints(summaries, window), [summaries, version, window]);
  const sender = useSenderCurve();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the summaries have grown.
  const extent = useMemo(() => {
    const values = [
      ...summaries.flatMap(({ min, max }) => (Number.isNaN(max) ? [] : [min, max])),
      ...sender.flatMap(({ worst, best }) => [worst, best]),
    ];
    return extentOf(values.length === 0 ? (returnRange ?? []) : values);
  }, [summaries, version, sender, returnRange]);
  const told = (generation: number) => figuresOf(summaries[generation]);

  return (
    <ChartFrame
      id="fitness"
      overTime
      title="Fitness of the population"
      summary={`${summaryOf(summaries)}${senderSentence(sender)}`}
      empty={points.length + sender.length === 0 ? FIRST_POINT : null}
      table={() =>
        fitnessTable(summaries, (generation, agent) => lab.select({ generation, agent }))
      }
    >
      <TimeChart
        history={history}
        label="Fitness by generation"
        height={230}
        extent={extent}
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
            <Axes area={area} label="fitness (mean return)" />
            <Clip area={area}>
              <SenderCurve points={sender} area={area} />
              <FitnessCurves points={points} area={area} />
            </Clip>
            {target !== null && <Target area={area} value={target} />}
          </>
        )}
      </TimeChart>
      <Keys>
        <LineKey width={2.5} words="best so far" />
        <LineKey width={1.25} words="best of the generation" />
        <LineKey width={1.5} dash="6 3" colour="var(--text-soft)" words="median" />
        <LineKey width={1.25} dash="1.5 3" colour="var(--text-faint)" words="mean" />
        <BandKey opacity={0.2} words="middle half" />
        <BandKey opacity={0.07} words="all" />
        {sender.length > 0 && (
          <LineKey
            width={1.75}
            dash={SENDER_DASH}
            colour="var(--text-soft)"
            words="sender’s best and median"
          />
        )}
      </Keys>
    </ChartFrame>
  );
}

function summaryOf(summaries: readonly Summary[]): string {
  const [first, last] = [summaries[0], summaries.at(-1)];
  if (!first || !last) return '';
  return `${counted(summaries.length, 'generation')}. ${figuresSentence('The first', figuresOf(first))} ${figuresSentence('The last', figuresOf(last))}`;
}

function figuresOf(summary: Summary | undefined): Figures {
  if (!summary) return [];
  const diverged: Figures = summary.diverged > 0 ? [['diverged', summary.diverged]] : [];
  return [
    ['best so far', summary.bestSoFar],
    ['best', summary.max],
    ['median', summary.median],
    ['mean', summary.mean],
    ['worst', summary.min],
    ...diverged,
  ];
}

function fitnessTable(
  summaries: readonly Summary[],
  choose: (generation: number, agent: number) => void,
): ChartTable {
  return {
    caption: 'Fitness by generation, the last first',
    head: [
      'Generation',
      'Best so far',
      'Best',
      'Upper quartile',
      'Median',
      'Mean',
      'Lower quartile',
      'Worst',
      'Environment steps',
    ],
    rows: summaries.toReversed().map((summary) => ({
      key: String(summary.generation),
      onChoose: () => choose(summary.generation, summary.bestAgent),
      cells: [
        generationNumber(summary.generation),
        summary.bestSoFar,
        summary.max,
        summary.upperQuartile,
        summary.median,
        summary.mean,
        summary.lowerQuartile,
        summary.min,
        summary.steps,
      ],
    })),
  };
}
