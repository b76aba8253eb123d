import { expect, test } from 'vitest';
import type { Choices } from '#core/strategy/seats.ts';
import { CHART_DEFAULTS, type ChartSettings } from '#store/chart-settings.ts';
import type { StrategySource } from '#ui/strategy/charts/source.ts';
import { PHASES_CHART } from '#ui/strategy/decisions/phases-chart.tsx';
import { TOGETHER } from '#ui/strategy/decisions/together-chart.tsx';
import { madeUpRun, SEATS_OFFERED } from './made-up-run.ts';

const BASE: Choices = { augmentation: 'none', optimizer: 'sgd', schedule: 'step', loss: 'bce' };

/** A run of six decisions in which all teams choose so, each by its own number. */
function choosing(
  choices: (interval: number, row: number) => Partial<Choices>,
  settings: Partial<ChartSettings> = {},
): StrategySource {
  const run = madeUpRun({ preset: 'four-agents', intervals: 3 }); // three of 24 updates are six of 12
  const [first] = run.intervals;
  if (!first) throw new Error('the run has intervals');
  return {
    ...run,
    intervals: Array.from({ length: 6 }, (_, interval) => ({
      ...first,
      interval,
      rows: first.rows.map((row, at) => ({
        ...row,
        choices: { ...BASE, ...choices(interval, at) },
      })),
    })),
    config: run.started.config,
    seats: SEATS_OFFERED,
    settings: { ...CHART_DEFAULTS, ...settings },
    at: null,
    narrow: false,
  };
}

const rowOf = (
  chart: typeof TOGETHER,
  source: StrategySource,
  ...names: readonly (string | number)[]
) =>
  chart
    .describe(source)
    .table()
    .rows.find(({ cells }) => names.every((name) => cells.includes(name)))?.cells;

test('what goes together is the share of a choice among the decisions with another’s', () => {
  // CB in four of six, three of them with Basic; with BCE it is never Basic
  const source = choosing((interval) => ({
    loss: interval < 4 ? 'cb' : 'bce',
    augmentation: interval < 3 ? 'basic' : 'none',
  }));
  expect(TOGETHER.describe(source).summary).toBe(
    '6 decisions of 3 Networks, as in the paper: CB goes most with Basic, in 100.0 % of its 3 decisions, where 66.7 % of all had it.',
  );
  expect(rowOf(TOGETHER, source, 'CB', 'Basic')).toEqual([
    'Augmentation',
    'Basic',
    3,
    'Loss',
    'CB',
    100,
    expect.closeTo(66.7, 1),
  ]);
  expect(rowOf(TOGETHER, source, 'Loss', 'Basic', 4)?.[5]).toBe(75);
});

test('choices of one agent never go together, nor is one told that was never made', () => {
  const { rows } = TOGETHER.describe(choosing(() => ({}))).table();
  for (const { cells } of rows) expect(cells[0]).not.toBe(cells[3]);
  expect(new Set(rows.map(({ cells }) => cells[1]))).toEqual(
    new Set(['None', 'SGD', 'Step', 'BCE']),
  );
});

test('choices are counted of the row looked at, or of all that teams steer', () => {
  const differ = (_: number, row: number) => ({ loss: row === 3 ? 'cb' : 'bce' });
  expect(rowOf(PHASES_CHART, choosing(differ), 'CB')).toBeUndefined();
  expect(rowOf(PHASES_CHART, choosing(differ, { strategySteered: '3' }), 'CB')?.[3]).toBe(2);
  expect(rowOf(PHASES_CHART, choosing(differ, { strategyScope: 'teams' }), 'CB')).toEqual([
    'Loss',
    'CB',
    ...[25, 2, 25, 2, 25, 2],
  ]);
});

test('phases are thirds of the run, and the summary says what was turned to', () => {
  const source = choosing((interval) => ({ optimizer: interval < 3 ? 'sgd' : 'adam' }));
  expect(rowOf(PHASES_CHART, source, 'Adam')).toEqual(['Optimizer', 'Adam', 0, 0, 50, 1, 100, 2]);
  expect(PHASES_CHART.describe(source).summary).toBe(
    'From early to late, 3 Networks, as in the paper turned most from optimizer SGD: 100.0 % of 2 decisions, then 0.0 % of 2 decisions.',
  );
  const early = { ...source, intervals: source.intervals.slice(0, 2) };
  expect(PHASES_CHART.describe(early).summary).toBe(
    '2 decisions of 3 Networks, as in the paper so far, all in the first third.',
  );
});
