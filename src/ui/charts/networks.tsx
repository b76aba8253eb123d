import { generationNumber } from '#core/generation-number.ts';
import { type Choice, createChoices, sharesOf } from '#store/history/choices.ts';
import type { History } from '#store/history/history.ts';
import { type Chart, FIRST_POINT, policyOf } from './chart.ts';
import { BandNames } from './choices/BandNames.tsx';
import { ShareKeys, shareRows, shareSeries, shareWords } from './choices/shares.tsx';
import { MOST } from './choices/tones.tsx';
import { type Figures, figuresSentence } from './Figures.tsx';
import { bestOf, type ChartTable, columnTable, GENERATION } from './frame/chart-table.ts';
import { MARGIN } from './plot-area.ts';
import { remembered } from './remembered.ts';

/** Height of a strip and room above it, px. */
const [STRIP, TITLE] = [92, 22];

const choicesOf = remembered(createChoices);

/** Chart of the shares of the population that have each activation and each architecture, generation by generation. */
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
      choices.map((choice) => shareWords(choice, generation));
    return {
      title: 'Activations and architectures',
      summary:
        last < 0
          ? ''
          : figuresSentence(`In generation ${generationNumber(last)}, agents by`, told(last)),
      empty: last < 0 ? FIRST_POINT : null,
      table: () => tableOf(history, choices),
      keys: <ShareKeys strips={strips} />,
      picture: {
        label: 'Activations and architectures by generation',
        height: 2 * (STRIP + TITLE) + MARGIN.bottom,
        extent: null,
        panes: strips,
        rows: shareRows(strips, { from, by: 'generation', back: 0.5 }),
        series: shareSeries(strips),
        over: (area) => (
          <BandNames strips={strips} from={from} back={0.5} of="agents" area={area} />
        ),
        figures: told,
      },
    };
  },
};

const tableOf = (history: History, choices: readonly Choice[]): ChartTable =>
  columnTable(
    'Agents by activation and architecture, the last generation first',
    history.summaries
      .toReversed()
      .flatMap(({ generation }) =>
        choices.flatMap(({ name, values, counts }) =>
          (counts[generation] ?? []).flatMap((count, at) =>
            count > 0 ? [{ generation, name, value: values[at] ?? '', count }] : [],
          ),
        ),
      ),
    ({ generation, name, value }) => ({
      key: `${generation} ${name} ${value}`,
      generation,
      agent: bestOf(history, generation),
    }),
    [
      GENERATION,
      ['Choice', ({ name }) => name],
      ['Value', ({ value }) => value],
      ['Agents, n', ({ count }) => count, 'count'],
      ['Share, %', ({ generation, count }) => (100 * count) / history.size(generation)],
    ],
  );
