import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MlpGenome, NetworkGenome } from '#core/genome.ts';
import { draws, keyFor } from '#core/random.ts';
import {
  applicableMethods,
  drawMethod,
  methodsOf,
  withActivation,
} from '#networks/mutation-methods.ts';
import { anyNetwork, mlp, network, qNetwork } from './genomes.ts';

const random = (i: number) => draws(keyFor(3, 'mutate', i, 0));
const names = (genome: NetworkGenome) => applicableMethods(genome).map(({ name }) => name);

/** Applies a method by name with numbers drawn for the network. */
function applied(genome: NetworkGenome, name: string, i = 0) {
  const method = methodsOf(genome).find((candidate) => candidate.name === name);
  return method?.apply(genome, method.draw(genome, random(i))) ?? null;
}

test('a network of MLPs has AgileRL’s eight methods; an encoder changes its width only', () => {
  const methods = methodsOf(qNetwork([64], 64, [64]));
  expect(Object.fromEntries(methods.map(({ name, type }) => [name, type]))).toEqual({
    'head.addLayer': 'layer',
    'head.removeLayer': 'layer',
    'head.addNode': 'node',
    'head.removeNode': 'node',
    'latent.add': 'node',
    'latent.remove': 'node',
    'encoder.addNode': 'node',
    'encoder.removeNode': 'node',
  });
});

function isWithin(module: MlpGenome): boolean {
  const { hidden, limits } = module;
  return (
    hidden.length >= limits.minLayers &&
    hidden.length <= limits.maxLayers &&
    hidden.every((width) => width >= limits.minNodes && width <= limits.maxNodes)
  );
}

test('no sequence of methods leaves the limits', () => {
  fc.assert(
    fc.property(anyNetwork, fc.integer({ min: 0, max: 1e6 }), (start, seed) => {
      let genome = start;
      const numbers = random(seed);
      for (let i = 0; i < 40; i++) {
        const method = drawMethod(genome, 0.3, numbers);
        if (!method) return;
        const next = method.apply(genome, method.draw(genome, numbers));
        expect(next, method.name).not.toBeNull();
        genome = next?.network ?? genome;
        expect(isWithin(genome.encoder) && isWithin(genome.head)).toBe(true);
        expect(genome.latent).toBeGreaterThanOrEqual(genome.minLatent);
        expect(genome.latent).toBeLessThanOrEqual(genome.maxLatent);
      }
    }),
  );
});

test('what is drawn for one network never takes another out of its limits', () => {
  fc.assert(
    fc.property(
      anyNetwork,
      anyNetwork,
      fc.integer({ min: 0, max: 1e6 }),
      (drawnOn, other, seed) => {
        for (const method of applicableMethods(drawnOn)) {
          const drawn = method.draw(drawnOn, random(seed));
          const same = methodsOf(other).find(({ name }) => name === method.name);
          const after = same?.apply(other, drawn)?.network ?? other;
          expect(isWithin(after.encoder) && isWithin(after.head)).toBe(true);
        }
      },
    ),
  );
});

test('limits are inclusive', () => {
  const limits = { minLayers: 1, maxLayers: 2, minNodes: 16, maxNodes: 80 };
  const at = (width: number, latent: number) =>
    network(mlp([width], { limits }), latent, mlp([width], { limits }), {
      minLatent: 8,
      maxLatent: 40,
    });
  expect(applied(at(32, 16), 'head.removeNode')?.network.head.hidden).toEqual([16]);
  expect(applied(at(64, 16), 'head.addNode')?.network.head.hidden).toEqual([80]);
  expect(applied(at(32, 16), 'latent.remove')?.network.latent).toBe(8);
  expect(applied(at(32, 32), 'latent.add')?.network.latent).toBe(40);
});

test('a method that cannot apply is not offered', () => {
  const limits = { minLayers: 1, maxLayers: 1, minNodes: 64, maxNodes: 64 };
  const fixed = mlp([64], { limits });
  expect(names(network(fixed, 8, fixed, { minLatent: 8, maxLatent: 8 }))).toEqual([]);
  expect(names(network(fixed, 8, mlp([64]), { minLatent: 8, maxLatent: 16 }))).toEqual([
    'head.addLayer',
    'head.addNode',
    'head.removeNode',
    'latent.add',
  ]);
});

test('a head at its fewest layers is not offered the removal of one', () => {
  const genome = qNetwork([64], 64, [64]);
  expect(names(genome)).not.toContain('head.removeLayer');
  expect(
    methodsOf(genome)
      .find(({ name }) => name === 'head.removeLayer')
      ?.apply(genome, { layer: 0, amount: 0 }),
  ).toBeNull();
});

test('only amounts that fit are drawn', () => {
  const limits = { minLayers: 1, maxLayers: 3, minNodes: 16, maxNodes: 500 };
  const genome = network(mlp([64], { limits }), 24, mlp([490, 480, 40], { limits }));
  const widths = new Set<string>();
  for (let i = 0; i < 200; i++)
    widths.add(JSON.stringify(applied(genome, 'head.addNode', i)?.network.head.hidden));
  expect([...widths].sort()).toEqual(
    ['[490,480,104]', '[490,480,56]', '[490,480,72]', '[490,496,40]'].sort(),
  );
  const latents = new Set<number | undefined>();
  for (let i = 0; i < 100; i++) latents.add(applied(genome, 'latent.remove', i)?.network.latent);
  expect(latents).toEqual(new Set([8, 16]));
});

test('a new layer is as wide as the last, and the last is the one removed', () => {
  const genome = qNetwork([64], 64, [64, 48]);
  const more = applied(genome, 'head.addLayer');
  expect(more?.network.head.hidden).toEqual([64, 48, 48]);
  expect(more?.changes).toEqual([{ path: 'head.hidden[2]', from: null, to: 48 }]);
  const fewer = applied(genome, 'head.removeLayer');
  expect(fewer?.network.head.hidden).toEqual([64]);
  expect(fewer?.changes).toEqual([{ path: 'head.hidden[1]', from: 48, to: null }]);
});

test('changes say what was changed, from what to what', () => {
  const genome = qNetwork([64], 64, [64]);
  for (const { name, apply } of methodsOf(genome)) {
    const after = apply(genome, { layer: 0, amount: 16 });
    if (!after || name === 'head.addLayer') continue;
    const to = name.includes('dd') ? 80 : 48;
    const [part] = name.split('.');
    const path = part === 'latent' ? 'latent' : `${part}.hidden[0]`;
    expect(after.changes).toEqual([{ path, from: 64, to }]);
  }
});

test('a layer drawn on a deeper network is the last one of a shallower', () => {
  const [deep, shallow] = [qNetwork([64], 64, [64, 64, 64]), qNetwork([64], 64, [64, 96])];
  const method = methodsOf(deep).find(({ name }) => name === 'head.addNode');
  expect(method?.apply(deep, { layer: 2, amount: 16 })?.network.head.hidden).toEqual([64, 64, 80]);
  expect(method?.apply(shallow, { layer: 2, amount: 16 })?.network.head.hidden).toEqual([64, 112]);
});

test('with a new-layer probability of 0 no layer method is drawn, with 1 no node method', () => {
  const genome = qNetwork([64], 64, [64]);
  for (let i = 0; i < 100; i++) {
    expect(drawMethod(genome, 0, random(i))?.type).toBe('node');
    expect(drawMethod(genome, 1, random(i))?.type).toBe('layer');
  }
  const fixedDepth = { minLayers: 1, maxLayers: 1, minNodes: 16, maxNodes: 500 };
  const shallow = network(mlp([64]), 64, mlp([64], { limits: fixedDepth }));
  expect(drawMethod(shallow, 1, random(0))).toBeNull();
  expect(drawMethod(shallow, 0.2, random(0))?.type).toBe('node');
});

test('a new activation is the encoder’s everywhere and the head’s between its layers', () => {
  const { network: after, changes } = withActivation(qNetwork([64], 64, [64]), 'gelu') ?? {};
  expect(after?.encoder).toMatchObject({ activation: 'gelu', outputActivation: 'gelu' });
  expect(after?.head).toMatchObject({ activation: 'gelu', outputActivation: 'identity' });
  expect(changes).toEqual([
    { path: 'encoder.activation', from: 'relu', to: 'gelu' },
    { path: 'encoder.outputActivation', from: 'relu', to: 'gelu' },
    { path: 'head.activation', from: 'relu', to: 'gelu' },
  ]);
  expect(withActivation(qNetwork([64], 64, [64]), 'relu')).toBeNull();
});
