import { expect, test } from 'vitest';
import type { RunResult } from '#core/strategy/experiments/experiment.ts';
import { experimentTable } from '#core/strategy/experiments/experiment-table.ts';
import { EXPERIMENTS } from '#core/strategy/experiments/experiments.ts';
import { armsSummary, armsTable } from '#ui/strategy/experiments/arms-view.ts';

const result = (seed: number, shares: Readonly<Record<string, number>>): RunResult => ({
  ...{ key: '', seed, engine: '1', hash: 'x', images: 1, seconds: 10, agentSeconds: 1 },
  rows: Object.entries(shares).map(([name, share]) => ({
    ...{ name, mAP: { raw: share, fast: share, slow: share } },
    ...{ tail: null, tailF1: share, macroF1: share, course: [share] },
  })),
});

const EXPERIMENT = {
  ...{ title: 'Board', figures: ['mAP', 'tail'] as const, against: { row: 'Random' } },
};
const LINES = experimentTable(EXPERIMENT, [
  result(1, { Random: 0.4, High: 0.6, Low: 0.3, Open: 0.5 }),
  result(2, { Random: 0.4, High: 0.7, Low: 0.2, Open: 0.3 }),
  result(3, { Random: 0.4, High: 0.65, Low: 0.25, Open: 0.4 }),
]);

test('the words on arms name the highest and the lowest, and how many can be told from the compared one', () => {
  expect(armsSummary(EXPERIMENT, LINES, 'mAP')).toBe(
    'mAP is highest for High, 65.0 [52.6, 77.4], and lowest for Low, 25.0 [12.6, 37.4]. Of 3 arms 1 can be told to be above what they are compared with, and 1 below.',
  );
  expect(armsSummary(EXPERIMENT, LINES, 'tail')).toBe(''); // undefined in every run
});

test('the numbers of arms are told with both ends of their intervals, in their unit', () => {
  const { head, rows } = armsTable(EXPERIMENT, LINES);
  expect(head.slice(0, 6)).toEqual(['Arm', 'Run', 'Seeds', 'mAP, %', 'mAP, low', 'mAP, high']);
  const high = rows[1]?.cells ?? [];
  expect(high.slice(0, 3)).toEqual(['High', '', 3]);
  expect(Number(high[3])).toBeCloseTo(65);
  expect(high.slice(6, 9)).toEqual(['', '', '']);
  expect(high.at(-1)).toBe('+25.0 [+12.6, +37.4]');
});

test('an ablation of agents tells who decides in each of its arms', () => {
  const agents = EXPERIMENTS.filter(({ seatsOf }) => seatsOf);
  expect(agents.map(({ id }) => id)).toEqual(['agents', 'trained-agents']);
  const on = (arm: string) =>
    agents[0]?.seatsOf?.(arm).flatMap(({ short, isOn }) => (isOn ? [short] : []));
  expect(on('AUG + LOSS ★')).toEqual(['AUG', 'LOSS']);
  expect(on('No agent ★')).toEqual([]);
  expect(on('OPT')).toEqual(['OPT']);
});
