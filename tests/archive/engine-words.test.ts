import { expect, test } from 'vitest';
import { engineWords } from '#archive/engine-words.ts';
import { standingOf } from '#store/library/run-words.ts';
import { simulateRun } from '../store/library/simulate-run.ts';

const page = { engine: '2', engineChanges: 'learns more often' };

test('what another engine made says so, and what the page’s computes otherwise', () => {
  expect(engineWords('2', page)).toBeNull();
  expect(engineWords('1', page)).toBe(
    'made by engine 1; this page has engine 2, which learns more often',
  );
  // the changes of a newer engine are not known here
  expect(engineWords('10', page)).toBe(
    'made by engine 10; this page has engine 2, which computes otherwise',
  );
});

test('a list of runs names an engine where it is not the page’s', async () => {
  const { record } = await simulateRun(1);
  expect(standingOf(record, false, record.engine)).toBe('unfinished');
  expect(standingOf(record, false, '2')).toBe('unfinished, by engine 1');
  expect(standingOf(record, true, null)).toBe('open in a tab');
});
