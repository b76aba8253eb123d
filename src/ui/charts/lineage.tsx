import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import { FAMILIES } from '#core/lineage.ts';
import { ancestorsOf, lastCommonAncestor } from '#store/history/descent.ts';
import type { Cell, History } from '#store/history/history.ts';
import { FAMILY_WORDS, shortNumber } from '#store/words/mutation-words.ts';
import { Glyph } from '../genealogy/Glyph.tsx';
import { Ancestors, BESIDE_DASH, LivingLineages } from './Ancestors.tsx';
import { agentColumns, agentFigures } from './agents-table.ts';
import { type Chart, FIRST_POINT, type Series } from './chart.ts';
import type { Figures } from './Figures.tsx';
import { thinned } from './fitness-points.ts';
import { AGENT, aboutAgent, columnTable, GENERATION } from './frame/chart-table.ts';
import { Switch } from './frame/Switch.tsx';
import { setChartSetting } from './frame/use-chart-settings.ts';
import { LineKey, MarkKey } from './Key.tsx';
import { extentOf } from './plot-area.ts';

const SERIES: readonly Series[] = [
  { kind: 'band', of: 'middle', opacity: 0.1, words: 'middle half of the population' },
  { kind: 'line', of: 'fitness', width: 2, words: 'the agent’s ancestors' },
];

const besideSeries = (agent: number): Series => ({
  kind: 'line',
  of: 'beside',
  width: 2,
  dash: BESIDE_DASH,
  words: `ancestors of agent ${agent}, beside it`,
});

/**
 * The fitness of the selected agent's ancestors, one a generation, with the mutations on the way; beside them those of a
 * second agent, and, if that is wanted, of every living one.
 */
export const LINEAGE: Chart = {
  id: 'lineage',
  label: 'Lineage',
  describe({ history, window, algorithm, focus, beside, settings }) {
    const { summaries } = history;
    const cells = focus ? ancestorsOf(history, focus) : [];
    const others = beside ? ancestorsOf(history, beside) : [];
    const every = settings.everyLineage;
    const [founder, end] = [cells[0], cells.at(-1)];
    const ends = [end, beside].filter((each) => each !== null && each !== undefined);
    const at = (generation: number) => cells[Math.min(generation, cells.length - 1)];
    return {
      title: end
        ? `Fitness on the way to ${beside ? `agents ${end.agent} and ${beside.agent}` : `agent ${end.agent}`}`
        : 'Fitness along a lineage',
      summary:
        founder && end
          ? `From founder ${founder.agent} with fitness ${shortNumber(founder.fitness)} to agent ${end.agent} with ${shortNumber(end.fitness)} in ${counted(cells.length, 'generation')}.${beside ? ` ${besideSentence(history, end, beside)}` : ''}`
          : '',
      empty: end ? null : FIRST_POINT,
      controls: (
        <Switch
          label="Every living agent"
          on={every}
          onChange={(on) => setChartSetting('everyLineage', on)}
        />
      ),
      table: () =>
        columnTable(
          `Ancestors of agent ${ends.map(({ agent }) => agent).join(' and of agent ')}, the last first`,
          united(cells, others),
          aboutAgent,
          [GENERATION, AGENT, ...agentColumns(history, algorithm)],
        ),
      keys: [
        every && (
          <LineKey
            key="every"
            width={0.75}
            colour="var(--text-faint)"
            words="ancestors of all living agents"
          />
        ),
        ...FAMILIES.filter((family) => family !== 'none').map((family) => (
          <MarkKey key={family} words={FAMILY_WORDS[family]}>
            <Glyph family={family} x={7} y={7} size={10} />
          </MarkKey>
        )),
      ],
      picture: {
        label: 'Fitness along the selected lineage by generation',
        height: 250,
        extent: extentOf([
          ...summaries.flatMap((it) => [it.lowerQuartile, it.upperQuartile, it.max]),
          ...[...cells, ...others].map(({ fitness }) => fitness),
          ...(every ? summaries.map(({ min }) => min) : []),
        ]),
        name: 'fitness (mean return)',
        isMovable: true,
        rows: thinned(summaries, window).map(({ generation, lowerQuartile, upperQuartile }) => ({
          generation,
          middle: [lowerQuartile, upperQuartile],
          fitness: cells[generation]?.fitness ?? null,
          beside: others[generation]?.fitness ?? null,
        })),
        series: beside ? [...SERIES, besideSeries(beside.agent)] : SERIES,
        over: (area) => (
          <>
            {every && <LivingLineages history={history} area={area} />}
            <Ancestors history={history} ends={ends} algorithm={algorithm} area={area} />
          </>
        ),
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
          const other = others[generation];
          const besides: Figures =
            beside && other ? [[`on the way to ${beside.agent}`, other.fitness]] : [];
          return cell ? [...agentFigures(history, cell, algorithm), ...besides] : [];
        },
      },
    };
  },
};

/** Cells of two lineages, the last first; those of both once. */
const united = (one: readonly Cell[], other: readonly Cell[]): Cell[] =>
  [
    ...new Map(
      [...one, ...other].map((cell) => [`${cell.generation} ${cell.agent}`, cell]),
    ).values(),
  ].sort((a, b) => b.generation - a.generation || a.agent - b.agent);

/** The second lineage in words, and where the two part. */
function besideSentence(history: History, end: Cell, beside: Cell): string {
  const shared = lastCommonAncestor(history, end, beside);
  const parting = shared
    ? `the last that both descend from, or are, is agent ${shared.agent} of generation ${generationNumber(shared.generation)}`
    : 'their founders differ';
  return `Beside it agent ${beside.agent} with fitness ${shortNumber(beside.fitness)} in generation ${generationNumber(beside.generation)}; ${parting}.`;
}
