import { Choice } from '../../charts/frame/Choice.tsx';
import { setChartSetting } from '../../charts/frame/use-chart-settings.ts';
import { type RankedClass, rankedClasses } from './class-order.ts';
import type { StrategySource } from './source.ts';

/** The class that was chosen, or the rarest. */
export const classOf = ({ started, settings }: StrategySource): RankedClass | undefined => {
  const classes = started ? rankedClasses(started.data) : [];
  return classes.find(({ name }) => name === settings.strategyClass) ?? classes.at(-1);
};

/** Choice of a class, from the most frequent to the rarest. */
export const ClassChoice = ({ source }: { readonly source: StrategySource }) => (
  <Choice
    label="Class"
    value={classOf(source)?.name ?? ''}
    options={Object.fromEntries(
      (source.started ? rankedClasses(source.started.data) : []).map(({ name, group, count }) => [
        name,
        `${name} (${group}, ${count})`,
      ]),
    )}
    onChange={(value) => setChartSetting('strategyClass', value)}
  />
);
