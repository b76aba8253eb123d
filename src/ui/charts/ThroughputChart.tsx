import { useMemo } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import { shortNumber } from '#store/mutation-words.ts';
import { rates } from '#store/throughput.ts';
import { Axes } from './Axes.tsx';
import { Clip } from './Clip.tsx';
import { type ChartProps, FIRST_POINT } from './chart-props.ts';
import { type Figures, FiguresTooltip, figuresSentence } from './Figures.tsx';
import { ChartFrame } from './frame/ChartFrame.tsx';
import { Keys, LineKey } from './Key.tsx';
import { extentOf, linePathOf } from './plot-area.ts';
import { TimeChart } from './TimeChart.tsx';

/** Environment steps a second of the whole population, by generation. */
export function ThroughputChart({ history, version }: ChartProps) {
  const summaries = history?.summaries ?? [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the summaries have grown.
  const points = useMemo(() => rates(summaries), [summaries, version]);
  const extent = useMemo(
    () => extentOf([0, ...points.map(({ stepsPerSecond }) => stepsPerSecond)]),
    [points],
  );
  const last = points.at(-1);
  const told = (generation: number): Figures => {
    const rate = points[generation];
    return rate
      ? [
          ['steps a second', rate.stepsPerSecond],
          ['seconds', rate.ms / 1000],
        ]
      : [];
  };
  return (
    <ChartFrame
      id="throughput"
      overTime
      title="Throughput"
      summary={last ? `Last ${shortNumber(last.stepsPerSecond)} environment steps a second.` : ''}
      empty={last ? null : FIRST_POINT}
      table={() => ({
        caption: 'Throughput by generation, the last first',
        head: ['Generation', 'Environment steps a second', 'Computing time, ms'],
        rows: points.toReversed().map(({ generation, stepsPerSecond, ms }) => ({
          key: String(generation),
          cells: [generationNumber(generation), stepsPerSecond, ms],
        })),
      })}
    >
      <TimeChart
        history={history}
        label="Throughput by generation"
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
            <Axes area={area} label="environment steps a second" />
            <Clip area={area}>
              <path
                d={linePathOf(
                  points
                    .filter(({ stepsPerSecond }) => !Number.isNaN(stepsPerSecond))
                    .map(({ generation, stepsPerSecond }) => [
                      area.x(generation),
                      area.y(stepsPerSecond),
                    ]),
                )}
                fill="none"
                stroke="var(--text)"
                strokeWidth={1.75}
                strokeLinejoin="round"
              />
              {last && points.length === 1 && (
                <circle
                  cx={area.x(last.generation)}
                  cy={area.y(last.stepsPerSecond)}
                  r={3}
                  fill="var(--text)"
                />
              )}
            </Clip>
          </>
        )}
      </TimeChart>
      <Keys>
        <LineKey
          width={1.75}
          words="steps of training of the whole population over the generation’s computing time, evaluation included"
        />
      </Keys>
    </ChartFrame>
  );
}
