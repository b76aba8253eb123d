import { useMemo } from 'react';
import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import { ancestorWords, cladeWindow } from '#store/clades.ts';
import { createDiversity } from '#store/diversity.ts';
import { shortNumber } from '#store/mutation-words.ts';
import { cladeColour } from '../genealogy/strip-colours.ts';
import { useAlgorithm, useLab, useLabState } from '../shell/lab-context.ts';
import { Axes } from './Axes.tsx';
import { Clip } from './Clip.tsx';
import { type ChartProps, FIRST_POINT } from './chart-props.ts';
import { type Figures, FiguresTooltip, figuresSentence } from './Figures.tsx';
import { ChartFrame } from './frame/ChartFrame.tsx';
import { Keys, LineKey, MarkKey } from './Key.tsx';
import { linePathOf, MARGIN, type PlotArea } from './plot-area.ts';
import { agentInStrip, STRIP, Sweeps, stripTop } from './Sweeps.tsx';
import { TimeChart } from './TimeChart.tsx';

const GAP = 26; // px between lines and strip: its title
const HEIGHT = MARGIN.top + 120 + GAP + STRIP + MARGIN.bottom;
const LINES: typeof MARGIN = { ...MARGIN, bottom: GAP + STRIP + MARGIN.bottom };

/** As how many equally common founders and architectures a generation counts, and which clades it is made of. */
export function DiversityChart({ history, version }: ChartProps) {
  const lab = useLab();
  const network = useLabState((state) => state.config?.network);
  const policy = useAlgorithm()?.networks.find(({ role }) => role === 'policy')?.name;
  const diversityOf = useMemo(
    () => (network && policy !== undefined ? createDiversity(network, policy) : null),
    [network, policy],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const points = useMemo(
    () => [...((history && diversityOf?.(history)) ?? [])],
    [history, version, diversityOf],
  );
  const size = history?.populationSize ?? 1;
  const extent = useMemo(() => ({ low: 0, high: size }), [size]);
  const back = cladeWindow(size);
  const last = points.at(-1);
  const told = (generation: number): Figures => {
    const point = points[generation];
    return point
      ? [
          ['effective founders', point.effectiveFounders],
          ['founders', point.founders],
          ['effective architectures', point.effectiveArchitectures],
          ['architectures', point.architectures],
          ['entropy, bits', point.architectureEntropy],
        ]
      : [];
  };
  const along = (area: PlotArea, of: 'effectiveFounders' | 'effectiveArchitectures') =>
    linePathOf(points.map((point) => [area.x(point.generation), area.y(point[of])]));

  return (
    <ChartFrame
      id="diversity"
      overTime
      title="Diversity and sweeps"
      summary={
        last
          ? `In generation ${generationNumber(last.generation)} the population of ${size} descends from ${counted(last.founders, 'founder')}, as diverse as ${shortNumber(last.effectiveFounders)} equally common ones, and has ${last.architectures} architectures, as diverse as ${shortNumber(last.effectiveArchitectures)}.`
          : ''
      }
      empty={last ? null : FIRST_POINT}
      table={() => ({
        caption: 'Diversity by generation, the last first',
        head: [
          'Generation',
          'Founders with living descendants, n',
          'Effective number of founders',
          'Architectures, n',
          'Effective number of architectures',
          'Entropy of architectures, bits',
        ],
        rows: points.toReversed().map((point) => ({
          key: String(point.generation),
          onChoose: () => {
            const agent = history?.summaries[point.generation]?.bestAgent;
            if (agent !== undefined) lab.select({ generation: point.generation, agent });
          },
          cells: [
            generationNumber(point.generation),
            point.founders,
            point.effectiveFounders,
            point.architectures,
            point.effectiveArchitectures,
            point.architectureEntropy,
          ],
        })),
      })}
      note={
        <>
          Where a column of the strip has one colour, everyone descends from one agent: its
          descendants have swept the population.
        </>
      }
    >
      <TimeChart
        history={history}
        label="Diversity by generation"
        height={HEIGHT}
        margin={LINES}
        extent={extent}
        agentAt={(area, x, y) => history && agentInStrip(history, area, x, y)}
        sentence={(generation) =>
          figuresSentence(`Generation ${generationNumber(generation)}`, told(generation))
        }
        tooltip={(generation) => (
          <FiguresTooltip
            title={`Generation ${generationNumber(generation)}`}
            figures={told(generation)}
          />
        )}
        under={(area) =>
          history && <Sweeps history={history} version={version} area={area} back={back} />
        }
      >
        {(area) => (
          <>
            <Axes area={area} label="effective number (exponential of the entropy)" />
            <Clip area={area}>
              <g fill="none" strokeLinejoin="round">
                <path
                  d={along(area, 'effectiveArchitectures')}
                  stroke="var(--text-soft)"
                  strokeWidth={1.5}
                  strokeDasharray="6 3"
                />
                <path d={along(area, 'effectiveFounders')} stroke="var(--text)" strokeWidth={2} />
              </g>
            </Clip>
            <g fontSize={11} fill="var(--text-faint)">
              <text x={14} y={stripTop(area) - 8}>
                agents; one colour: {ancestorWords(back, points.length)}
              </text>
              <text x={area.left - 8} y={stripTop(area) + 10} textAnchor="end">
                {size}
              </text>
            </g>
          </>
        )}
      </TimeChart>
      <Keys>
        <LineKey width={2} words="founders" />
        <LineKey width={1.5} dash="6 3" colour="var(--text-soft)" words="architectures" />
        <MarkKey words="a clade">
          <rect
            x="1"
            y="2"
            width="12"
            height="10"
            rx="2"
            fill={`rgb(${cladeColour(1).join(' ')})`}
          />
        </MarkKey>
      </Keys>
    </ChartFrame>
  );
}
