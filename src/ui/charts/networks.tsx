import { generationNumber } from '#core/generation-number.ts';
import { type Choice, createChoices, sharesOf } from '#store/choices.ts';
import type { History } from '#store/history.ts';
import { type Chart, FIRST_POINT, policyOf } from './chart.ts';
import { ChoiceStrips, STRIP, TITLE } from './choices/ChoiceStrip.tsx';
import { Fill, MOST } from './choices/Fill.tsx';
import { type Figures, figuresSentence } from './Figures.tsx';
import { bestOf, type ChartTable } from './frame/chart-table.ts';
import { Keys, MarkKey } from './Key.tsx';
import { MARGIN } from './plot-area.ts';
import { remembered } from './remembered.ts';

const SWATCH = 'M1 2H13V12H1Z';
/** Of the chart's patterns, unique on the page. */
const PATTERNS = 'networks';

const choicesOf = remembered(createChoices);

/** Which share of the population has which activation and which architecture, generation by generation. */
export const NETWORKS: Chart = {
  id: 'networks',
  label: 'Networks',
  describe({ history, window: { first, columns }, config, algorithm }) {
    const policy = policyOf(algorithm);
    const choices = config && policy ? choicesOf(config.network, policy)(history) : [];
    const last = history.generations - 1;
    const [from, to] = [Math.max(0, Math.floor(first)), Math.min(last, first + columns - 1)];
    const strips = choices.map((choice) => ({
      name: choice.name,
      shares: sharesOf(choice, from, to, MOST),
    }));
    const told = (generation: number): Figures =>
      choices.map((choice) => toldOf(choice, generation));
    return {
      title: 'Activations and architectures',
      summary:
        last < 0
          ? ''
          : figuresSentence(`In generation ${generationNumber(last)}, agents by`, told(last)),
      empty: last < 0 ? FIRST_POINT : null,
      table: () => tableOf(history, choices),
      keys: strips.map(({ name, shares }) => (
        <Keys key={name}>
          {shares.map(({ label }, i) => (
            <MarkKey key={label} words={label}>
              <Fill path={SWATCH} index={i < MOST ? i : -1} id={PATTERNS} outlined />
            </MarkKey>
          ))}
        </Keys>
      )),
      picture: {
        label: 'Activations and architectures by generation',
        height: 2 * (STRIP + TITLE) + MARGIN.bottom,
        extent: null,
        over: (area) => <ChoiceStrips strips={strips} from={from} area={area} id={PATTERNS} />,
        figures: told,
      },
    };
  },
};

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

function tableOf(history: History, choices: readonly Choice[]): ChartTable {
  const rows = [];
  for (let generation = history.generations - 1; generation >= 0; generation--)
    for (const { name, values, counts } of choices) {
      const row = counts[generation] ?? [];
      for (const [at, count] of row.entries())
        if (count > 0)
          rows.push({
            key: `${generation} ${name} ${at}`,
            agent: bestOf(history, generation),
            cells: [
              generationNumber(generation),
              name,
              values[at] ?? '',
              count,
              (100 * count) / history.size(generation),
            ],
          });
    }
  return {
    caption: 'Agents by activation and architecture, the last generation first',
    head: ['Generation', 'Choice', 'Value', 'Agents, n', 'Share, %'],
    rows,
  };
}
