import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { HyperparameterConfig, RunConfig } from '#core/run-config.ts';
import { USUAL_MUTATION } from '../usual-mutation.ts';

/** Settings that all presets share: AgileRL's of evolution, and a population for a small machine. */
export const BASE: Omit<RunConfig, 'environment' | 'algorithm' | 'hyperparameters' | 'settings'> = {
  seed: 42,
  populationSize: 6,
  generations: 50,
  network: {
    encoderHidden: [64],
    latent: 32,
    headHidden: [64],
    activation: 'relu',
    layerNorm: true,
    minLayers: 1,
    maxLayers: 3,
    minNodes: 16,
    maxNodes: 256,
    minLatent: 8,
    maxLatent: 128,
  },
  training: {
    stepsPerGeneration: 2048,
    environmentsPerAgent: 8,
    replayCapacity: 20_000,
    learningDelay: 500,
  },
  evaluation: { episodes: 10 },
  selection: { tournamentSize: 2, elitism: true, evaluationWindow: 1 },
  mutation: USUAL_MUTATION,
  target: { enabled: true, fitness: 475 },
};

/** An algorithm's default hyperparameters with some values replaced. */
export function hyperparameters(
  { hyperparameters: declared }: AlgorithmDeclaration,
  values: Readonly<Record<string, Partial<HyperparameterConfig>>>,
): Record<string, HyperparameterConfig> {
  return Object.fromEntries(
    declared.map(({ name, initial, range }) => [
      name,
      { value: initial, ...range, ...values[name] },
    ]),
  );
}

/** Returns an algorithm's default settings with some values replaced; an optional one is left out where it has its default. */
export function settings(
  { settings: declared }: AlgorithmDeclaration,
  values: Readonly<Record<string, number | boolean | string>>,
): Record<string, number | boolean | string> {
  return Object.fromEntries(
    declared.flatMap(({ name, initial, optional }) => {
      const value = values[name] ?? initial;
      return optional && value === initial ? [] : [[name, value]];
    }),
  );
}
