import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setAt } from '#core/set-at.ts';
import { differences, getAt } from '#store/set-up/configuration.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';

const paths = fc.constantFrom(
  'seed',
  'selection.tournamentSize',
  'hyperparameters.learningRate.value',
  'network.encoderHidden',
);

test('what is put at a path is found there, and nothing else has changed', () => {
  fc.assert(
    fc.property(paths, fc.anything(), (path, value) => {
      const changed = setAt(CONFIG, path, value);
      expect(getAt(changed, path)).toBe(value);
      expect(differences(setAt(changed, path, getAt(CONFIG, path)), CONFIG)).toEqual([]);
    }),
  );
});

test('the configuration itself is left alone', () => {
  setAt(CONFIG, 'selection.elitism', false);
  expect(CONFIG.selection.elitism).toBe(true);
});

test('a path that leads nowhere has no value, not even an inherited one', () => {
  expect(getAt(CONFIG, 'settings.toString')).toBeUndefined();
  expect(getAt(CONFIG, 'nothing.there')).toBeUndefined();
});
