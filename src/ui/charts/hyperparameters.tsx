import type { Summary } from '#archive/summary.ts';
import { generationNumber } from '#core/generation-number.ts';
import { median } from '#core/statistics.ts';
import { descent } from '#store/history/descent.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { type Chart, FIRST_POINT } from './chart.ts';
import { type Figures, figuresSentence } from './Figures.tsx';
import { type Column, generationTable } from './frame/chart-table.ts';
import { BandKey, LineKey } from './Key.tsx';
import { MARGIN } from './plot-area.ts';
import { Density, STRIP, StripLines, stripsOf, TITLE } from './Strips.tsx';

/** Chart of the spread of each hyperparameter over the population, and its course along the selected lineage. */
export const HYPERPARAMETERS: Chart = {
  id: 'hyperparameters',
  label: 'Hyperparameters',
  describe({ history, config, algorithm, focus }) {
    const strips = stripsOf(history, algorithm, config);
    const path = focus ? descent(history, focus.generation, focus.slot) : new Int32Array(0);
    const last = history.generations - 1;
    const ownValue = (generation: number, index: number) => {
      const slot = path[generation];
      return slot === undefined ? Number.NaN : history.hyperparameter(generation, slot, index);
    };
    const told = (generation: number): Figures =>
      strips.map(({ declared, index }) => {
        const values = history.hyperparameterValues(generation, index);
        const own = ownValue(generation, index);
        const spread = `${shortNumber(Math.min(...values))} – ${shortNumber(Math.max(...values))}`;
        return [declared.label, Number.isNaN(own) ? spread : `${shortNumber(own)} of ${spread}`];
      });
    return {
      title: 'Hyperparameters of the population',
      summary:
        last < 0
          ? ''
          : figuresSentence(
              `In generation ${generationNumber(last)}, of the selected lineage and all agents`,
              told(last),
            ),
      empty:
        last < 0
          ? FIRST_POINT
          : strips.length === 0
            ? 'No hyperparameter of this run evolves.'
            : null,
      table: () =>
        generationTable(
          history,
          'Hyperparameters',
          strips.flatMap(({ declared: { label }, index }): Column<Summary>[] => [
            [
              `${label}, lowest`,
              (it) => Math.min(...history.hyperparameterValues(it.generation, index)),
            ],
            [
              `${label}, median`,
              (it) => median(history.hyperparameterValues(it.generation, index)),
            ],
            [
              `${label}, highest`,
              (it) => Math.max(...history.hyperparameterValues(it.generation, index)),
            ],
            [`${label}, selected lineage`, (it) => ownValue(it.generation, index)],
          ]),
        ),
      keys: (
        <>
          <BandKey opacity={0.45} words="the more agents, the clearer" />
          <LineKey
            width={2}
            words={focus ? `on the way to agent ${focus.agent}` : 'selected lineage'}
          />
        </>
      ),
      picture: {
        label: 'Hyperparameters by generation',
        height: Math.max(2, strips.length) * (STRIP + TITLE) + MARGIN.bottom,
        extent: null,
        canvas: (area) => <Density history={history} area={area} strips={strips} />,
        over: (area) =>
          strips.map((strip) => (
            <StripLines
              key={strip.declared.name}
              strip={strip}
              area={area}
              ownValue={ownValue}
              end={path.length}
            />
          )),
        agentAt(area, x) {
          const generation = area.generationAt(x);
          const slot = path[generation];
          return slot === undefined
            ? null
            : { generation, agent: history.cell(generation, slot).agent };
        },
        figures: told,
      },
    };
  },
};
