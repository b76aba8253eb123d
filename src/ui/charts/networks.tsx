import { generationNumber } from '#core/generation-number.ts';
import { type Choice, createChoices, sharesOf } from '#store/history/choices.ts';
import type { History } from '#store/history/history.ts';
import { type Chart, FIRST_POINT, policyOf, type Row } from './chart.ts';
import { BandNames, type Strip } from './choices/BandNames.tsx';
import { MOST, toneOf } from './choices/tones.tsx';
import { type Figures, figuresSentence } from './Figures.tsx';
import { bestOf, type ChartTable } from './frame/chart-table.ts';
import { Keys, MarkKey } from './Key.tsx';
import { MARGIN } from './plot-area.ts';
import { remembered } from './remembered.ts';

/** Height of a strip and room above it, px. */
const [STRIP, TITLE] = [92, 22];
/** Steps drawn at the most; more are not told apart on a screen and cost time. */
const MOST_STEPS = 400;

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
    const strips = choices.map((choice, i) => ({
      name: choice.name,
      top: TITLE + i * (STRIP + TITLE),
      height: STRIP,
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
              <rect
                x="1"
                y="2"
                width="12"
                height="10"
                fill={toneOf(i).colour}
                fillOpacity={toneOf(i).opacity}
              />
            </MarkKey>
          ))}
        </Keys>
      )),
      picture: {
        label: 'Activations and architectures by generation',
        height: 2 * (STRIP + TITLE) + MARGIN.bottom,
        extent: null,
        panes: strips,
        rows: rowsOf(strips, from),
        series: strips.flatMap(({ shares }, pane) =>
          shares.map(({ label }, i) => ({
            kind: 'share',
            of: keyOf(pane, label),
            pane,
            ...toneOf(i),
          })),
        ),
        over: (area) => <BandNames strips={strips} from={from} area={area} />,
        figures: told,
      },
    };
  },
};

const keyOf = (pane: number, label: string) => `${pane} ${label}`;

/** Shares from where each generation's column begins, and once more where the last ends. */
function rowsOf(strips: readonly Strip[], from: number): Row[] {
  const count = strips[0]?.shares[0]?.shares.length ?? 0;
  const every = Math.max(1, Math.ceil(count / MOST_STEPS));
  const rows: Row[] = [];
  for (let i = 0; i <= count; i += i < count ? Math.min(every, count - i) : 1)
    rows.push({
      generation: from + i - 0.5,
      ...Object.fromEntries(
        strips.flatMap(({ shares }, pane) =>
          shares.map((each) => [keyOf(pane, each.label), each.shares[Math.min(i, count - 1)] ?? 0]),
        ),
      ),
    });
  return count === 0 ? [] : rows;
}

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
