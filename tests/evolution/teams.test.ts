import { expect, test } from 'vitest';
import { placedIn } from '#algorithms/algorithm.ts';
import type { Player } from '#core/environment.ts';
import type { Genome, NetworkGenome } from '#core/genome.ts';
import { draws, keyFor } from '#core/random.ts';
import { speakerListener } from '#environments/particles/speaker-listener.ts';
import { spread } from '#environments/particles/spread.ts';
import type { EvolutionContext } from '#evolution/context.ts';
import { found } from '#evolution/generation.ts';
import { architecture, repeatMethod } from '#evolution/mutations/architecture.ts';
import { parameters } from '#evolution/mutations/parameters.ts';
import { foundGenome, networkShapes } from '#networks/found.ts';
import { ALGORITHM, type MutationRecord, REFERENCE } from '../algorithms/multi-agent-reference.ts';
import { isPlausible, tally } from './chi-squared.ts';
import { CONFIG } from './fixture.ts';

const WORLDS = { simple_speaker_listener_v4: speakerListener(), simple_spread_v3: spread() };

function contextOf(
  algorithm: keyof typeof ALGORITHM,
  { players }: { readonly players: readonly Player[] } = WORLDS.simple_speaker_listener_v4,
  shareNetworks = false,
): EvolutionContext {
  const config = {
    ...CONFIG,
    settings: { shareNetworks },
    network: { ...CONFIG.network, maxLayers: 3 },
    mutation: { ...CONFIG.mutation, newLayerProbability: 0.3 },
  };
  const { declaration } = placedIn({ players }, ALGORITHM[algorithm], config);
  return { config, declaration, shapes: networkShapes(declaration, players, config.settings) };
}

const keyOf = () => [1, 2] as const;
const mutate = (genome: Genome, context: EvolutionContext, i: number) =>
  architecture.mutate(genome, { ...context, keyOf }, draws(keyFor(5, 'mutate', i, 0)));

/** AgileRL's name of a method, as ours. */
const METHODS: Readonly<Record<string, string>> = {
  'head_net.add_layer': 'head.addLayer',
  'head_net.remove_layer': 'head.removeLayer',
  'head_net.add_node': 'head.addNode',
  'head_net.remove_node': 'head.removeNode',
  add_latent_node: 'latent.add',
  remove_latent_node: 'latent.remove',
  'encoder.add_node': 'encoder.addNode',
  'encoder.remove_node': 'encoder.removeNode',
};

test.each(
  REFERENCE.mutations.map(
    (record) => [record.algorithm, record.networks.join(', '), record] as const,
  ),
)(
  '%s, %s: a method gives networks the sizes that AgileRL gives them',
  (_algorithm, _networks, record) => {
    let compared = 0;
    for (const { before, after, calls } of record.examples) {
      const [first, ...followers] = calls;
      if (!first) throw new Error('an example has a call');
      const [sampled = ''] = first.applied.split('.');
      const method = METHODS[first.applied.slice(sampled.length + 1)] ?? '';
      // Everybody follows with the same method and the same numbers.
      for (const { applied, returned } of followers) {
        expect(METHODS[applied]).toBe(method);
        expect(returned).toEqual(first.returned);
      }
      const { hidden_layer: layer = 0, numb_new_nodes: amount = 0 } = first.returned;
      const networks = networksOf(before);
      const declared = Object.keys(networks).map((name) => ({ name }));
      const { genome } = repeatMethod(
        { networks, hyperparameters: {} },
        { networks: declared as never },
        `actors/${sampled}`,
        method,
        { layer, amount },
      );
      for (const [name, { latent, head }] of Object.entries(genome.networks)) {
        const [role = '', agent = ''] = name.split('/');
        const expected = after[role]?.[agent];
        const was = before[role]?.[agent];
        // AgileRL changed nothing if its limits, which are not inclusive everywhere, forbade it.
        if (JSON.stringify(expected) === JSON.stringify(was)) continue;
        expect({ latent, head: head.hidden }).toMatchObject({
          latent: expected?.latent,
          head: expected?.head,
        });
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(8);
  },
);

test.each(REFERENCE.mutations.map((record) => [record.algorithm, record] as const))(
  '%s: policies have the methods that AgileRL’s have',
  (algorithm, { networks, policyMethods }) => {
    const shared = networks.length === 1;
    const world = shared ? WORLDS.simple_spread_v3 : WORLDS.simple_speaker_listener_v4;
    const context = contextOf(
      algorithm as MutationRecord['algorithm'] & keyof typeof ALGORITHM,
      world,
      shared,
    );
    const start = foundGenome(context.declaration, context.config);
    const wide = widened(start);
    const drawn = new Set<string>();
    for (let i = 0; i < 600; i++) {
      const mutated = mutate(wide, context, i);
      const player = mutated?.mutation.changes[0]?.path.split('.')[0]?.split('/')[1];
      drawn.add(`${player}.${mutated?.mutation.method}`);
    }
    const expected = policyMethods.map((name) => {
      const [agent = ''] = name.split('.');
      return `${agent.replace(/_0$/, '')}.${METHODS[name.slice(agent.length + 1)]}`;
    });
    expect([...drawn].sort()).toEqual([...new Set(expected)].sort());
  },
);

test('over 10,000 draws every player’s policy is drawn as often, and exactly those that have the method follow', () => {
  const context = contextOf('IPPO', WORLDS.simple_spread_v3);
  const start = widened(foundGenome(context.declaration, context.config));
  // The second player's encoder has no hidden layer, so it has no method of one.
  const odd = start.networks['actor/agent_1'] as NetworkGenome;
  const genome: Genome = {
    ...start,
    networks: {
      ...start.networks,
      'actor/agent_1': { ...odd, encoder: { ...odd.encoder, hidden: [] } },
    },
  };
  const names = Object.keys(genome.networks);
  const wrong: string[] = [];
  const check = (holds: boolean, what: string) => {
    if (!holds) wrong.push(what);
  };
  const counts = tally(10_000, (i) => {
    const mutated = mutate(genome, context, i);
    if (!mutated) throw new Error('a method applies');
    const { method, changes } = mutated.mutation;
    const changed = new Set(changes.map(({ path }) => path.split('.')[0] ?? ''));
    const [first = ''] = changed;
    const lacks = method.startsWith('encoder.') ? ['actor/agent_1'] : [];
    const followed = names.filter((name) => changed.has(name));
    const expected = names.filter((name) => !lacks.includes(name));
    check(followed.join() === expected.join(), `${method} of ${first}: ${followed.join()}`);
    for (const [name, network] of Object.entries(mutated.genome.networks)) {
      check(isWithinLimits(network), `${method} of ${first}: limits of ${name}`);
      const kind = changed.has(name) ? 'reshape' : 'copy';
      check(mutated.inheritance[name]?.kind === kind, `${method} of ${first}: weights of ${name}`);
    }
    return first;
  });
  expect(wrong).toEqual([]);
  const share = 1 / 3;
  expect(
    isPlausible(counts, {
      'actor/agent_0': share,
      'actor/agent_1': share,
      'actor/agent_2': share,
    }),
  ).toBe(true);
});

const isWithinLimits = ({ latent, minLatent, maxLatent, head, encoder }: NetworkGenome) =>
  latent >= minLatent &&
  latent <= maxLatent &&
  head.hidden.length <= head.limits.maxLayers &&
  [head, encoder].every(({ hidden, limits }) =>
    hidden.every((width) => width >= limits.minNodes && width <= limits.maxNodes),
  );

test('a player to whose policy nothing applies is left out of the draw, and does not follow beyond its limits', () => {
  const context = contextOf('MADDPG');
  const start = foundGenome(context.declaration, context.config);
  const narrow = start.networks['actor/speaker'] as NetworkGenome;
  const { hidden } = narrow.head;
  const genome: Genome = {
    ...start,
    networks: {
      ...start.networks,
      'actor/speaker': {
        ...narrow,
        minLatent: narrow.latent,
        maxLatent: narrow.latent,
        head: {
          ...narrow.head,
          limits: {
            minLayers: hidden.length,
            maxLayers: hidden.length,
            minNodes: hidden[0] ?? 0,
            maxNodes: hidden[0] ?? 0,
          },
        },
      },
    },
  };
  for (let i = 0; i < 100; i++) {
    const mutated = mutate(genome, context, i);
    expect(mutated?.mutation.changes[0]?.path).toMatch(/^actor\/listener\./);
    expect(mutated?.genome.networks['actor/speaker']).toBe(genome.networks['actor/speaker']);
  }
});

test('targets are rebuilt from their changed networks, and weights of every policy mutate', () => {
  const context = contextOf('MATD3');
  const genome = foundGenome(context.declaration, context.config);
  const { inheritance } = mutate(genome, context, 1) ?? {};
  expect(inheritance?.['actorTarget/listener']).toEqual({ kind: 'sync', online: 'actor/listener' });
  expect(inheritance?.['critic2Target/speaker']).toEqual({
    kind: 'sync',
    online: 'critic2/speaker',
  });

  const perturbed = parameters.mutate(genome, { ...context, keyOf }, draws([1, 1]));
  const kinds = Object.entries(perturbed?.inheritance ?? {}).map(
    ([name, { kind }]) => `${name} ${kind}`,
  );
  expect(kinds).toContain('actor/speaker perturb');
  expect(kinds).toContain('actor/listener perturb');
  expect(kinds).toContain('actorTarget/listener sync');
  expect(kinds).toContain('critic1/listener copy');
  expect(perturbed?.mutation.changes.map(({ path }) => path.split('.')[0])).toContain(
    'actor/speaker',
  );
});

test('founders of a team have networks of their own', () => {
  const { offspring } = found(contextOf('MADDPG'));
  const keys = Object.values(offspring[0]?.inheritance ?? {}).flatMap((each) =>
    each.kind === 'initialise' ? [each.key.join()] : [],
  );
  expect(new Set(keys).size).toBe(4);
});

/** Gives every module room to grow and to shrink. */
const widened = (genome: Genome): Genome => ({
  ...genome,
  networks: Object.fromEntries(
    Object.entries(genome.networks).map(([name, network]) => [
      name,
      {
        ...network,
        latent: 64,
        minLatent: 8,
        maxLatent: 128,
        head: { ...network.head, hidden: [128, 128], limits: LIMITS },
        encoder: {
          ...network.encoder,
          hidden: network.encoder.hidden.map(() => 128),
          limits: LIMITS,
        },
      },
    ]),
  ),
});

const LIMITS = { minLayers: 1, maxLayers: 3, minNodes: 16, maxNodes: 500 };

/** Networks of an example with AgileRL's limits, inclusive. */
function networksOf(sizes: MutationRecord['examples'][number]['before']): Genome['networks'] {
  const module = {
    kind: 'mlp',
    activation: 'relu',
    outputActivation: 'identity',
    layerNorm: true,
    outputLayerNorm: false,
    outputVanish: false,
    limits: { ...LIMITS, maxLayers: 3 },
  } as const;
  return Object.fromEntries(
    Object.entries(sizes).flatMap(([role, agents]) =>
      Object.entries(agents).map(([agent, { latent, head }]): [string, NetworkGenome] => [
        `${role}/${agent}`,
        {
          encoder: { ...module, hidden: role === 'actors' ? [64, 64] : [] },
          latent,
          minLatent: 8,
          maxLatent: 1024,
          head: { ...module, hidden: head },
        },
      ]),
    ),
  );
}
