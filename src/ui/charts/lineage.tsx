import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import { FAMILIES } from '#core/lineage.ts';
import { ancestorsOf } from '#store/history/descent.ts';
import { FAMILY_WORDS, shortNumber } from '#store/words/mutation-words.ts';
import { Glyph } from '../genealogy/Glyph.tsx';
import { Ancestors } from './Ancestors.tsx';
import { agentFigures, gainOf, originOf } from './agents-table.ts';
import { type Chart, FIRST_POINT, type Series } from './chart.ts';
import { thinned } from './fitness-points.ts';
import { MarkKey } from './Key.tsx';
import { extentOf } from './plot-area.ts';

const SERIES: readonly Series[] = [
  { kind: 'band', of: 'middle', opacity: 0.1, words: 'middle half of the population' },
  { kind: 'line', of: 'fitness', width: 2, words: 'the agent’s ancestors' },
];

/** The fitness of the selected agent's ancestors, one a generation, with the mutations on the way. */
export const LINEAGE: Chart = {
  id: 'lineage',
  label: 'Lineage',
  describe({ history, window, algorithm, focus }) {
    const { summaries } = history;
    const cells = focus ? ancestorsOf(history, focus) : [];
    const [founder, end] = [cells[0], cells.at(-1)];
    const at = (generation: number) => cells[Math.min(generation, cells.length - 1)];
    return {
      title: end ? `Fitness on the way to agent ${end.agent}` : 'Fitness along a lineage',
      summary:
        founder && end
          ? `From founder ${founder.agent} with fitness ${shortNumber(founder.fitness)} to agent ${end.agent} with ${shortNumber(end.fitness)} in ${counted(cells.length, 'generation')}.`
          : '',
      empty: end ? null : FIRST_POINT,
      table: () => ({
        caption: `Ancestors of agent ${end?.agent ?? ''}, the last first`,
        head: ['Generation', 'Agent', 'Fitness', 'Against parent', 'Born with', 'Weights'],
        rows: cells.toReversed().map((cell) => ({
          key: String(cell.generation),
          agent: { generation: cell.generation, agent: cell.agent },
          cells: [
            generationNumber(cell.generation),
            cell.agent,
            cell.fitness,
            gainOf(history, cell),
            originOf(history, cell, algorithm),
            cell.parameters,
          ],
        })),
      }),
      keys: FAMILIES.filter((family) => family !== 'none').map((family) => (
        <MarkKey key={family} words={FAMILY_WORDS[family]}>
          <Glyph family={family} x={7} y={7} size={10} />
        </MarkKey>
      )),
      picture: {
        label: 'Fitness along the selected lineage by generation',
        height: 250,
        extent: extentOf([
          ...summaries.flatMap((it) => [it.lowerQuartile, it.upperQuartile, it.max]),
          ...cells.map(({ fitness }) => fitness),
        ]),
        name: 'fitness (mean return)',
        isMovable: true,
        rows: thinned(summaries, window).map(({ generation, lowerQuartile, upperQuartile }) => ({
          generation,
          middle: [lowerQuartile, upperQuartile],
          fitness: cells[generation]?.fitness ?? null,
        })),
        series: SERIES,
        over: (area) =>
          end && <Ancestors history={history} end={end} algorithm={algorithm} area={area} />,
        agentAt(area, x) {
          const cell = at(area.generationAt(x));
          return cell ? { generation: cell.generation, agent: cell.agent } : null;
        },
        heading(generation) {
          const cell = at(generation);
          return cell ? `Agent ${cell.agent}, generation ${generationNumber(cell.generation)}` : '';
        },
        figures(generation) {
          const cell = at(generation);
          return cell ? agentFigures(history, cell, algorithm) : [];
        },
      },
    };
  },
};
