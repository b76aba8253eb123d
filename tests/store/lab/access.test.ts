import { expect, test } from 'vitest';
import { accessTo, controlsWords } from '#store/lab/access.ts';
import { INITIAL } from '#store/lab/lab-state.ts';

test('what a link hides and locks is counted, but not what this page does not have', () => {
  expect(controlsWords({ hidden: [], locked: [] })).toBe('');
  expect(controlsWords({ hidden: ['charts', 'hologram'], locked: ['seed', 'network'] })).toBe(
    'hides 1 part and locks 2 parts',
  );
  expect(controlsWords({ hidden: ['hologram'], locked: [] })).toBe('');
});

test('a setting is left open in a locked group, with all that its path begins, and nothing hidden is shown', () => {
  const open = ['hyperparameters.learningRate', 'selection.elitism'];
  const controls = { hidden: ['selection'], locked: ['algorithm'], open };
  const to = (...names: string[]) => accessTo({ ...INITIAL, controls }, ...names);
  expect(to('algorithm')).toBe('locked');
  expect(to('algorithm', 'hyperparameters.learningRate')).toBe('open');
  expect(to('algorithm', 'hyperparameters.learningRate.max')).toBe('open');
  expect(to('algorithm', 'hyperparameters.learningRateActor.max')).toBe('locked');
  expect(to('selection', 'selection.elitism')).toBe('hidden');
  expect(controlsWords(controls)).toBe('hides 1 part and locks 1 part, but for 2 settings');
});
