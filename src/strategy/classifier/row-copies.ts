import type { PopulationSnapshot } from '#compute/device.ts';
import type { ClassifierSnapshot } from './classifiers.ts';

/** All that one classifier needs to go on, on this row or another: weights, averages, what its optimizer keeps. */
export interface ClassifierCopy {
  readonly networks: PopulationSnapshot['agents'][number];
  readonly states: Readonly<Record<string, Float32Array>>;
}

export const copyOfRow = ({ population }: ClassifierSnapshot, row: number): ClassifierCopy => {
  const networks = population.agents[row];
  if (!networks) throw new RangeError(`there is no classifier ${row}`);
  return { networks, states: population.states?.[row] ?? {} };
};

/** The classifiers with others in place of some, by row. */
export const withCopies = (
  { population, steps }: ClassifierSnapshot,
  copies: ReadonlyMap<number, ClassifierCopy>,
): ClassifierSnapshot => ({
  steps,
  population: {
    ...population,
    agents: population.agents.map((own, row) => copies.get(row)?.networks ?? own),
    states: population.agents.map(
      (_, row) => copies.get(row)?.states ?? population.states?.[row] ?? {},
    ),
  },
});
