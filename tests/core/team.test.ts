import { expect, test } from 'vitest';
import { placedIn } from '#algorithms/algorithm.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { checkDeclaration } from '#core/check-declaration.ts';
import { placeOf } from '#core/network-change.ts';
import { box } from '#core/spaces.ts';
import { expanded, groupsOf } from '#core/team.ts';
import { foundGenome, networkShapes } from '#networks/found.ts';
import { CONFIG, DQN } from '../evolution/fixture.ts';

const HUNTER = { observationSpace: box([3], -1, 1), actionSpace: box([2], -1, 1) };
const PREY = {
  observationSpace: box([5], -1, 1),
  actionSpace: { kind: 'discrete', n: 4 },
} as const;
const PLAYERS = [
  { name: 'hunter_0', ...HUNTER },
  { name: 'hunter_1', ...HUNTER },
  { name: 'prey', ...PREY },
];

const [ACTOR] = DQN.networks;
if (!ACTOR) throw new Error('DQN has a network');
const perPlayer = { sharedIf: 'shareNetworks' };
const TEAM: AlgorithmDeclaration = {
  ...DQN,
  networks: [
    {
      ...ACTOR,
      name: 'actor',
      label: 'Actor',
      outputActivation: 'tanh',
      choiceActivation: 'identity',
      perPlayer,
    },
    {
      ...ACTOR,
      name: 'critic',
      label: 'Critic',
      role: 'evaluation',
      outputs: 'one',
      sees: 'all',
      headInput: 'actions',
      flatEncoder: true,
      encoderLayerNorm: false,
      perPlayer,
    },
    {
      ...ACTOR,
      name: 'criticTarget',
      label: 'Critic, target',
      role: 'target',
      targetOf: 'critic',
      outputs: 'one',
      sees: 'all',
      headInput: 'actions',
      perPlayer,
    },
  ],
  optimizers: [{ name: 'adam', networks: ['actor', 'critic'], learningRate: 'learningRate' }],
  settings: [
    {
      name: 'shareNetworks',
      label: 'Share networks',
      explanation: '',
      kind: 'boolean',
      initial: false,
    },
  ],
};

test('players whose names differ in a number share networks, or nobody does', () => {
  expect(groupsOf(PLAYERS, false).map(({ name }) => name)).toEqual([
    'hunter_0',
    'hunter_1',
    'prey',
  ]);
  expect(groupsOf(PLAYERS, true)).toEqual([
    { name: 'hunter', members: [0, 1] },
    { name: 'prey', members: [2] },
  ]);
});

test('players who observe or act differently cannot share a network', () => {
  const players = [...PLAYERS, { name: 'hunter_2', ...PREY }];
  const algorithm = { declaration: TEAM, programs: () => [] };
  expect(() => placedIn({ players }, algorithm, { settings: { shareNetworks: true } })).toThrow(
    'Actor of hunter: its players observe or act differently',
  );
  const { declaration } = placedIn({ players }, algorithm, { settings: { shareNetworks: false } });
  expect(declaration.networks).toHaveLength(12);
});

test('a network per player becomes one for each, with its targets, under one optimizer', () => {
  checkDeclaration(TEAM);
  const { networks, optimizers } = expanded(TEAM, PLAYERS, { shareNetworks: false });
  expect(networks.map(({ name }) => name)).toEqual([
    'actor/hunter_0',
    'actor/hunter_1',
    'actor/prey',
    'critic/hunter_0',
    'critic/hunter_1',
    'critic/prey',
    'criticTarget/hunter_0',
    'criticTarget/hunter_1',
    'criticTarget/prey',
  ]);
  expect(networks.map(({ players }) => players)).toEqual([0, 1, 2].flatMap(() => [[0], [1], [2]]));
  expect(networks.at(-1)?.targetOf).toBe('critic/prey');
  expect(networks[2]?.label).toBe('Actor of prey');
  expect(optimizers[0]?.networks).toEqual(networks.slice(0, 6).map(({ name }) => name));
});

test('where groups share, each has one, and what it puts out fits how its players act', () => {
  const { networks } = expanded(TEAM, PLAYERS, { shareNetworks: true });
  expect(networks.slice(0, 2)).toMatchObject([
    { name: 'actor/hunter', players: [0, 1], outputActivation: 'tanh' },
    { name: 'actor/prey', players: [2], outputActivation: 'identity' },
  ]);
});

test('actors see what their player sees, critics what all see and do', () => {
  const declaration = expanded(TEAM, PLAYERS, {});
  const shapes = networkShapes(declaration, PLAYERS);
  const vector = (size: number) => ({ kind: 'vector', size });
  expect(shapes['actor/hunter_1']).toEqual({ inputs: vector(3), headInputs: 0, outputs: 2 });
  expect(shapes['actor/prey']).toEqual({ inputs: vector(5), headInputs: 0, outputs: 4 });
  for (const critic of ['critic/hunter_0', 'criticTarget/prey'])
    expect(shapes[critic]).toEqual({ inputs: vector(11), headInputs: 8, outputs: 1 });
  const { networks } = foundGenome(declaration, CONFIG);
  expect(networks['actor/prey']?.encoder.hidden).toEqual(CONFIG.network.encoderHidden);
  expect(networks['critic/prey']?.encoder.hidden).toEqual([]);
});

test('an algorithm for one player stays as it is, and is refused a team', () => {
  expect(expanded(DQN, PLAYERS.slice(0, 1), {})).toBe(DQN);
  expect(() => expanded(DQN, PLAYERS, {})).toThrow(
    'acts for one player, not for 3: hunter_0, hunter_1, prey',
  );
});

test('a declaration says by which choice networks are shared, alike for a target', () => {
  const [actor, critic, target] = TEAM.networks as [typeof ACTOR, typeof ACTOR, typeof ACTOR];
  const broken = (networks: AlgorithmDeclaration['networks']) => () =>
    checkDeclaration({ ...TEAM, networks });
  expect(broken([{ ...actor, perPlayer: { sharedIf: 'nothing' } }, critic, target])).toThrow(
    "network 'actor' is shared by 'nothing', which is no declared choice",
  );
  const { perPlayer: _, ...ofNobody } = target;
  expect(broken([actor, critic, ofNobody])).toThrow(
    "network 'criticTarget' must be for whom its online network 'critic' is",
  );
});

test('a change names the player whose network it is of', () => {
  expect(placeOf('actor/prey.head.hidden[1]')).toMatchObject({
    network: 'actor/prey',
    module: 'head',
    name: 'hidden[1]',
  });
  expect(placeOf('actor/.latent')).toBeNull();
});
