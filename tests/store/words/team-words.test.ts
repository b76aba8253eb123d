import { expect, test } from 'vitest';
import { declarationIn } from '#core/declaration-in.ts';
import type { Mutation } from '#core/lineage.ts';
import { createCatalog } from '#engine/catalog.ts';
import { mutationLabel } from '#store/words/mutation-label.ts';
import { changeName, describeMutation } from '#store/words/mutation-words.ts';

const CATALOG = createCatalog([]);
const preset = CATALOG.presets.find(({ id }) => id === 'speaker-listener-matd3');
const algorithm = preset && declarationIn(CATALOG, preset.config);

const WIDER: Mutation = {
  family: 'architecture',
  method: 'head.addNode',
  changes: [
    'actor/listener.head.hidden[0]',
    'actor/speaker.head.hidden[0]',
    'critic1/listener.head.hidden[0]',
  ].map((path) => ({ path, from: 64, to: 80 })),
};

test('a change of a player’s policy names the player', () => {
  expect(changeName('actor/listener.latent', algorithm)).toBe('listener: latent width');
  expect(changeName('actor/agent_0.latent', algorithm)).toBe('agent 0: latent width');
  expect(changeName('critic1/speaker.latent', algorithm)).toBe('Critic 1 of speaker: latent width');
});

test('a mutation is told by the player on whose policy it was drawn', () => {
  expect(mutationLabel(WIDER, algorithm)).toEqual({
    words: 'listener: hidden layer 64 → 80',
    short: '64 → 80',
  });
  expect(describeMutation(WIDER, algorithm)).toBe('listener: head, hidden layer 1: 64 → 80');
});
