import { generationNumber } from '#core/generation-number.ts';
import { FAMILIES } from '#core/lineage.ts';
import type { Cell } from '#store/history/history.ts';
import { FAMILY_WORDS, shortNumber } from '#store/words/mutation-words.ts';
import { Glyph } from '../genealogy/Glyph.tsx';
import { agentFigures, agentsTable } from './agents-table.ts';
import { type Chart, FIRST_POINT } from './chart.ts';
import { Switch } from './frame/Switch.tsx';
import { setChartSetting } from './frame/use-chart-settings.ts';
import { LineKey, MarkKey } from './Key.tsx';
import { extentOf } from './plot-area.ts';
import { Swarm, SwarmMarks } from './Swarm.tsx';
import { markAt } from './swarm.ts';

/** Generations listed as a table; the file has all. */
const LISTED = 8;

/** The fitness of every agent that ever lived, and the way to the one under the pointer, or selected. */
export const AGENTS: Chart = {
  id: 'agents',
  label: 'Agents',
  describe({ history, version, algorithm, focus, beside, selection, settings }) {
    const { summaries } = history;
    const byMutation = settings.colourByMutation;
    const count = summaries.reduce((sum, { generation }) => sum + history.size(generation), 0);
    const table = (generations: number) => () =>
      agentsTable(history, algorithm, generations, selection);
    /** The agent pointed at, or the best of the generation. */
    const toldOf = (generation: number, hovered: Cell | null) =>
      hovered?.generation === generation
        ? hovered
        : history.cell(generation, summaries[generation]?.bestSlot ?? 0);
    return {
      title: 'Fitness of every agent',
      summary: `${count} marks, an agent in a generation each. ${focus ? `The marked line leads to agent ${focus.agent} with fitness ${shortNumber(focus.fitness)}.` : ''}`,
      empty: count === 0 ? FIRST_POINT : null,
      controls: (
        <Switch
          label="Colour by mutation"
          on={byMutation}
          onChange={(on) => setChartSetting('colourByMutation', on)}
        />
      ),
      table: table(LISTED),
      csv: table(Number.POSITIVE_INFINITY),
      keys: (
        <>
          {byMutation ? (
            FAMILIES.map((family) => (
              <MarkKey key={family} words={`born with: ${FAMILY_WORDS[family]}`}>
                {family === 'none' ? (
                  <circle cx="7" cy="7" r="3" fill="var(--family-none)" />
                ) : (
                  <Glyph family={family} x={7} y={7} size={8} />
                )}
              </MarkKey>
            ))
          ) : (
            <MarkKey words="an agent in a generation">
              <circle cx="7" cy="7" r="2.4" fill="var(--text-soft)" fillOpacity={0.6} />
            </MarkKey>
          )}
          <LineKey width={1.5} words="its ancestors" />
          {summaries.some(({ diverged }) => diverged > 0) && (
            <MarkKey words="diverged">
              <path
                d="M3.5 3.5h7v7h-7ZM5.8 3.5 3.5 5.8M8.2 3.5 3.5 8.2M10.5 3.5l-7 7M10.5 5.8 5.8 10.5M10.5 8.2 8.2 10.5"
                fill="none"
                stroke="var(--text-faint)"
              />
            </MarkKey>
          )}
        </>
      ),
      picture: {
        label: 'Fitness of every agent by generation',
        height: 250,
        extent: extentOf(summaries.flatMap(({ min, max }) => [min, max])),
        name: 'fitness (mean return)',
        canvas: (area) => (
          <Swarm history={history} version={version} area={area} byMutation={byMutation} />
        ),
        over: (area) => <SwarmMarks history={history} area={area} focus={focus} beside={beside} />,
        agentAt: (area, x, y) => markAt(history, area, x, y),
        heading: (generation, hovered) =>
          `Agent ${toldOf(generation, hovered).agent}, generation ${generationNumber(generation)}`,
        figures: (generation, hovered) =>
          agentFigures(history, toldOf(generation, hovered), algorithm),
      },
    };
  },
};
