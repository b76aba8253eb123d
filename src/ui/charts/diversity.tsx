import type { Summary } from '#archive/summary.ts';
import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import { ancestorWords, cladeWindow } from '#store/history/clades.ts';
import { createDiversity, type Diversity } from '#store/history/diversity.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { cladeColour } from '../genealogy/strip-colours.ts';
import { type Chart, FIRST_POINT, policyOf, type Series } from './chart.ts';
import { thinned } from './fitness-points.ts';
import { generationTable } from './frame/chart-table.ts';
import { MarkKey } from './Key.tsx';
import { MARGIN } from './plot-area.ts';
import { remembered } from './remembered.ts';
import { agentInStrip, STRIP, Sweeps, stripTop } from './Sweeps.tsx';

const GAP = 26; // px between lines and strip: its title
const HEIGHT = MARGIN.top + 120 + GAP + STRIP + MARGIN.bottom;
const LINES: typeof MARGIN = { ...MARGIN, bottom: GAP + STRIP + MARGIN.bottom };

const SERIES: readonly Series[] = [
  {
    kind: 'line',
    of: 'architectures',
    width: 1.5,
    dash: '6 3',
    colour: 'var(--text-soft)',
    words: 'architectures',
  },
  { kind: 'line', of: 'founders', width: 2, words: 'founders' },
];

const diversityOf = remembered(createDiversity);

/** Says how many equally common kinds would be as diverse. */
const equallyCommon = (number: number): string => {
  const figure = shortNumber(number);
  return `${figure} equally common ${figure === '1' ? 'one' : 'ones'}`;
};

/** Chart of the number of equally common founders and architectures that a generation counts as, and of its clades. */
export const DIVERSITY: Chart = {
  id: 'diversity',
  label: 'Diversity',
  describe({ history, window, config, algorithm }) {
    const policy = policyOf(algorithm);
    const all = config && policy ? diversityOf(config.network, policy)(history) : [];
    const size = history.populationSize;
    const back = cladeWindow(size);
    const last = all.at(-1);
    const generations = all.length;
    const at = ({ generation }: Summary) => all[generation] as Diversity; // it is kept up with the history
    return {
      title: 'Diversity and sweeps',
      summary: last
        ? `In generation ${generationNumber(last.generation)} the population of ${size} descends from ${counted(last.founders, 'founder')}, as diverse as ${equallyCommon(last.effectiveFounders)}, and has ${counted(last.architectures, 'architecture')}, as diverse as ${equallyCommon(last.effectiveArchitectures)}.`
        : '',
      empty: last ? null : FIRST_POINT,
      table: () =>
        generationTable(history, 'Diversity', [
          ['Founders with living descendants, n', (it) => at(it).founders, 'count'],
          ['Effective number of founders', (it) => at(it).effectiveFounders],
          ['Architectures, n', (it) => at(it).architectures, 'count'],
          ['Effective number of architectures', (it) => at(it).effectiveArchitectures],
          ['Entropy of architectures, bits', (it) => at(it).architectureEntropy],
        ]),
      note: 'Where a column of the strip has one colour, everyone descends from one agent: its descendants have swept the population.',
      keys: (
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
      ),
      picture: {
        label: 'Diversity by generation',
        height: HEIGHT,
        margin: LINES,
        extent: { low: 0, high: Math.max(1, size) },
        name: 'effective number (exponential of the entropy)',
        rows: thinned(all, window).map((it) => ({
          generation: it.generation,
          founders: it.effectiveFounders,
          architectures: it.effectiveArchitectures,
        })),
        series: SERIES,
        canvas: (area) => <Sweeps history={history} area={area} back={back} />,
        over: (area) => (
          <g fontSize={11} fill="var(--text-faint)">
            <text x={14} y={stripTop(area) - 8}>
              agents; one colour: {ancestorWords(back, generations)}
            </text>
            <text x={area.left - 8} y={stripTop(area) + 10} textAnchor="end">
              {size}
            </text>
          </g>
        ),
        agentAt: (area, x, y) => agentInStrip(history, area, x, y),
        figures(generation) {
          const point = all[generation];
          return point
            ? [
                ['effective founders', point.effectiveFounders],
                ['founders', point.founders],
                ['effective architectures', point.effectiveArchitectures],
                ['architectures', point.architectures],
                ['entropy, bits', point.architectureEntropy],
              ]
            : [];
        },
      },
    };
  },
};
