import { expect, test } from 'vitest';
import { ALGORITHMS } from '#algorithms/index.ts';
import { keepsRules } from '#core/algorithm.ts';
import type { Genome } from '#core/genome.ts';
import { FAMILIES, type Mutation } from '#core/lineage.ts';
import { draws, keyFor } from '#core/random.ts';
import type { RunConfig } from '#core/run-config.ts';
import { PRESETS } from '#engine/presets.ts';
import { environmentById } from '#environments/index.ts';
import { MUTATORS } from '#evolution/mutations/index.ts';
import { foundGenome, networkShapes } from '#networks/found.ts';
import { subkey } from '#networks/subkey.ts';
import { mutationLabel } from '#store/words/mutation-label.ts';
import { describeMutation } from '#store/words/mutation-words.ts';

/** Mutations of every family, one after the other on the genome that the last one left. */
function mutationsOf(id: string): readonly Mutation[] {
  const declaration = ALGORITHMS.find((algorithm) => algorithm.declaration.id === id)?.declaration;
  const preset = PRESETS.find(({ config }) => config.algorithm === id);
  if (!declaration || !preset) throw new Error(`no algorithm or preset for ${id}`);
  const evolving = Object.entries(preset.config.hyperparameters).map(([name, value]) => [
    name,
    { ...value, evolves: true },
  ]);
  const config: RunConfig = {
    ...preset.config,
    hyperparameters: Object.fromEntries(evolving),
    network: { ...preset.config.network, maxLayers: 3 },
    mutation: { ...preset.config.mutation, newLayerProbability: 0.5 },
  };
  const { players } = environmentById(config.environment);
  const shapes = networkShapes(declaration, players, config.settings);
  const made: Mutation[] = [];
  let genome: Genome = foundGenome(declaration, config);
  for (let i = 0; i < 400; i++) {
    const key = keyFor(7, 'mutate', i, 0);
    const mutator = MUTATORS[i % MUTATORS.length];
    const context = {
      config,
      declaration,
      shapes,
      allows: (values: Readonly<Record<string, number>>) => keepsRules(declaration, values),
      keyOf: (network: string) => subkey(key, network),
    };
    const mutated = mutator?.offered(context) && mutator.mutate(genome, context, draws(key));
    if (!mutated) continue;
    genome = mutated.genome;
    made.push(mutated.mutation);
  }
  return made;
}

test.each(ALGORITHMS.map(({ declaration }) => declaration))(
  'every mutation of $title is told in plain words, in both lengths',
  (declaration) => {
    const mutations = mutationsOf(declaration.id);
    const changed = new Set(mutations.flatMap(({ changes }) => changes.map(({ path }) => path)));
    for (const { name } of declaration.hyperparameters) expect(changed).toContain(name);
    expect(new Set(mutations.map(({ family }) => family)).size).toBeGreaterThanOrEqual(
      FAMILIES.length - (declaration.activationMutation ? 1 : 2),
    );
    for (const mutation of mutations) {
      const { words, short } = mutationLabel(mutation, declaration);
      for (const text of [words, short, describeMutation(mutation, declaration)]) {
        expect(text).not.toBe('');
        // Neither a path nor a name of the code, as 'online.latent' or 'learnStep'; activations are names themselves.
        const plain = text.replace(/LeakyReLU|ReLU|GELU|ELU/g, '');
        expect(plain).not.toMatch(/[a-z][A-Z]|[a-z]\.[a-z]|\[|\]|_|undefined|NaN/);
      }
      expect(short.length).toBeLessThanOrEqual(words.length);
      expect(words.length, words).toBeLessThanOrEqual(45);
    }
  },
);
