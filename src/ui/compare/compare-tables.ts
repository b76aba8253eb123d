import type { Catalog } from '#core/catalog.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { MeanPoint } from '#store/compare/mean-curve.ts';
import { type Configuration, FIGURES, type Figure } from '#store/compare/run-curve.ts';
import { settingsInRow, settingsLink } from '#store/share/provenance.ts';
import type { ChartTable } from '../charts/frame/chart-table.ts';
import { nameOf } from './configuration-words.ts';

/** A configuration's mean, ready to draw. */
export interface Line {
  readonly configuration: Configuration;
  readonly points: readonly MeanPoint[];
}

/** The means as they are drawn, and every run as it was. */
export function compareTables(
  lines: readonly Line[],
  figure: Figure,
  catalog: Catalog | null,
): { readonly means: ChartTable; readonly runs: () => ChartTable } {
  const words = FIGURES[figure];
  return {
    means: {
      caption: `Fitness, ${words}, by environment steps, the last first`,
      head: [
        'Configuration',
        'Environment steps',
        'Runs, n',
        `Mean (${words})`,
        '95 % interval from',
        'to',
      ],
      counts: ['Environment steps', 'Runs, n'],
      rows: lines.flatMap(({ configuration: { letter, runs }, points }) =>
        points.toReversed().map(({ steps, mean, low, high }) => ({
          key: `${letter} ${steps}`,
          cells: [letter, steps, runs.length, mean, low, high],
        })),
      ),
    },
    runs: () => ({
      caption: 'Every generation of every run',
      head: [
        'Configuration',
        'Name',
        'Run',
        'Seed',
        'Generation',
        'Environment steps',
        ...Object.values(FIGURES).map((each) => `Fitness, ${each}`),
        'Settings',
      ],
      counts: ['Seed', 'Generation', 'Environment steps'],
      rows: lines.flatMap(({ configuration }) =>
        configuration.runs.flatMap(({ record, summaries }) => {
          const settings = catalog ? settingsLink(record.config, catalog, record.preset) : '';
          return summaries.map((summary, i) => ({
            key: `${record.id} ${summary.generation}`,
            cells: [
              configuration.letter,
              nameOf(configuration, catalog),
              record.id,
              record.config.seed,
              generationNumber(summary.generation),
              summary.steps,
              ...Object.keys(FIGURES).map((key) => summary[key as Figure]),
              settingsInRow(settings, i),
            ],
          }));
        }),
      ),
    }),
  };
}
