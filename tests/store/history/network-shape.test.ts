import { expect, test } from 'vitest';
import { applyChanges, founderShape, layerDifferences } from '#store/history/network-shape.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';

const founder = founderShape(CONFIG.network);

test.each([
  [{ path: 'online.head.hidden[1]', from: null, to: 64 }],
  [{ path: 'online.encoder.hidden[0]', from: 64, to: 96 }],
  [{ path: 'online.latent', from: 32, to: 48 }],
  [{ path: 'online.head.activation', from: 'relu', to: 'elu' }],
])('%j and back is where it began', (change) => {
  const after = applyChanges(founder, [change], 'online');
  expect(after).not.toEqual(founder);
  expect(applyChanges(after, [change], 'online', 'backwards')).toEqual(founder);
});

test('changes of other networks are passed over', () => {
  expect(applyChanges(founder, [{ path: 'critic.latent', from: 32, to: 64 }], 'online')).toEqual(
    founder,
  );
});

test('an added layer has no size before, a removed one none after', () => {
  const grown = applyChanges(
    founder,
    [{ path: 'online.head.hidden[1]', from: null, to: 64 }],
    'online',
  );
  const added = layerDifferences(grown, founder, 4, 2).find(({ label }) => label === 'head 2');
  expect(added).toMatchObject({ size: 64, before: null });
  const removed = layerDifferences(founder, grown, 4, 2).find(({ label }) => label === 'head 2');
  expect(removed).toMatchObject({ size: null, before: 64 });
});
