import { rates } from '#store/history/throughput.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { type Chart, FIRST_POINT } from './chart.ts';
import { thinned } from './fitness-points.ts';
import { generationTable } from './frame/chart-table.ts';
import { extentOf } from './plot-area.ts';

/** Environment steps a second of the whole population, by generation. */
export const THROUGHPUT: Chart = {
  id: 'throughput',
  label: 'Throughput',
  describe({ history, window }) {
    const all = rates(history.summaries);
    const last = all.at(-1);
    return {
      title: 'Throughput',
      summary: last ? `Last ${shortNumber(last.stepsPerSecond)} environment steps a second.` : '',
      empty: last ? null : FIRST_POINT,
      table: () =>
        generationTable(history, 'Throughput', [
          ['Environment steps a second', ({ generation }) => all[generation]?.stepsPerSecond],
          ['Computing time, ms', ({ generation }) => all[generation]?.ms],
        ]),
      picture: {
        label: 'Throughput by generation',
        height: 230,
        extent: extentOf([0, ...all.map(({ stepsPerSecond }) => stepsPerSecond)]),
        name: 'environment steps a second',
        isMovable: true,
        rows: thinned(all, window).map(({ generation, stepsPerSecond }) => ({
          generation,
          stepsPerSecond,
        })),
        series: [
          {
            kind: 'line',
            of: 'stepsPerSecond',
            width: 1.75,
            words:
              'steps of training of the whole population over the generation’s computing time, evaluation included',
          },
        ],
        figures(generation) {
          const rate = all[generation];
          return rate
            ? [
                ['steps a second', rate.stepsPerSecond],
                ['seconds', rate.ms / 1000],
              ]
            : [];
        },
      },
    };
  },
};
