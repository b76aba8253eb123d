import { describe, expect, test } from 'vitest';
import type { ClassCurves } from '#protocol/strategy-images.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import { CHART_DEFAULTS, type ChartSettings } from '#store/chart-settings.ts';
import { plotArea } from '#ui/charts/plot-area.ts';
import { rankedClasses } from '#ui/strategy/charts/class-order.ts';
import { curvesOf } from '#ui/strategy/charts/curves.ts';
import { intervalAxis } from '#ui/strategy/charts/interval-axis.ts';
import { LOGARITHMIC } from '#ui/strategy/charts/scales.ts';
import { type StrategySource, windowOf } from '#ui/strategy/charts/source.ts';
import { STRATEGY_CHARTS } from '#ui/strategy/charts/strategy-charts.ts';
import { DECISION_CHARTS } from '#ui/strategy/decisions/decision-charts.ts';
import { SCORE } from '#ui/strategy/decisions/score-chart.tsx';
import { type MadeUp, type MadeUpRun, madeUpRun, SEATS_OFFERED } from './made-up-run.ts';

function sourceOf(made: MadeUp = {}, settings: Partial<ChartSettings> = {}): StrategySource {
  const run = madeUpRun(made);
  return {
    ...run,
    config: run.started.config,
    seats: SEATS_OFFERED,
    settings: { ...CHART_DEFAULTS, ...settings },
    at: null,
    asking: { answer: curvesOfRarest(run), ask: () => {} },
    narrow: false,
  };
}

/** Makes for every row that has numbers a curve with three points, of the rarest class. */
function curvesOfRarest({ started, intervals }: MadeUpRun): ClassCurves | null {
  const last = intervals.at(-1);
  const label = rankedClasses(started.data).at(-1)?.index ?? 0;
  const rows = (last?.rows ?? []).map(({ diverged }, row) =>
    diverged
      ? null
      : {
          thresholds: Float32Array.of(0.9, 0.5, 0.1),
          precision: Float32Array.of(1, 0.8, 0.1 + row / 20),
          recall: Float32Array.of(0.25, 0.5, 1),
        },
  );
  const { run } = started;
  const counts = { images: 200, positives: 8, isKept: true };
  return last ? { kind: 'curves', run, interval: last.interval, label, rows, ...counts } : null;
}

const describeBy = (id: string, source: StrategySource) => {
  const chart = STRATEGY_CHARTS.find((each) => each.id === id);
  if (!chart) throw new Error(`there is no chart ${id}`);
  return chart.describe(source);
};

/** The same run with other figures in its last interval. */
function ending(
  source: StrategySource,
  change: (row: IntervalEvent['rows'][number], at: number) => IntervalEvent['rows'][number],
): StrategySource {
  const last = source.intervals.at(-1);
  if (!last) throw new Error('the run has no interval');
  return {
    ...source,
    intervals: [...source.intervals.slice(0, -1), { ...last, rows: last.rows.map(change) }],
  };
}

const OF_DECISIONS = [SCORE, ...DECISION_CHARTS];

describe.each([...STRATEGY_CHARTS, ...OF_DECISIONS])('$label', (chart) => {
  // Decisions of teams are drawn of a run that has some.
  const isOfTeams = chart.isOf !== undefined || OF_DECISIONS.includes(chart);
  const preset = isOfTeams ? 'four-agents' : 'eight-recipes';
  const source = sourceOf({ preset, over: 12 });
  const description = chart.describe(source);
  const { picture } = description;
  const isOverIntervals = !('own' in picture) && !picture.otherAxis;

  test('tells what is seen in a sentence, how it is read, and the same figures in a table', () => {
    expect(description.empty).toBeNull();
    expect(description.summary).toMatch(/\d.*\.$/);
    expect(description.summary).not.toMatch(/undefined|NaN|null/);
    expect(description.howToRead).toBeTruthy();
    for (const table of [description.table(), (description.csv ?? description.table)()]) {
      expect(table.rows.length).toBeGreaterThan(1);
      expect(new Set(table.head).size).toBe(table.head.length);
      expect(new Set(table.rows.map(({ key }) => key)).size).toBe(table.rows.length);
      for (const { cells } of table.rows) expect(cells).toHaveLength(table.head.length);
    }
  });

  test('says why there is nothing to see before a run, and before its first interval', () => {
    const { config, started } = source;
    for (const nothing of [
      { config: null, started: null },
      { config, started: null },
      { config, started },
    ]) {
      const empty = chart.describe({ ...source, ...nothing, intervals: [] });
      expect(empty.empty).toMatch(/\w.*\.$/);
      expect(empty.table().rows).toEqual([]);
    }
  });

  test.runIf(isOverIntervals)('has figures for every interval', () => {
    if ('own' in picture) return;
    for (const { interval } of source.intervals) {
      const figures = picture.figures(interval, null);
      expect(figures.length, `of interval ${interval}`).toBeGreaterThan(0);
      expect(new Set(figures.map(([name]) => name)).size).toBe(figures.length);
    }
  });

  test.runIf(isOverIntervals)('draws values of its rows alone, within its extent', () => {
    if ('own' in picture) return;
    const { rows = [], series = [], panes = [] } = picture;
    const extent = panes.length > 0 ? { low: 0, high: 1 } : picture.extent;
    for (const { of } of series) {
      const values = rows.flatMap((row) => row[of] ?? []);
      expect(values.length, `rows with ${of}`).toBeGreaterThan(0);
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(extent?.low ?? Infinity);
        expect(value).toBeLessThanOrEqual(extent?.high ?? -Infinity);
      }
    }
  });

  test('bears rows without any finite number', () => {
    const rows = isOfTeams ? 3 : 1; // the third is steered by a team
    const gone = chart.describe(sourceOf({ preset, rows, diverging: rows - 1 }));
    expect(gone.summary).not.toMatch(/undefined|NaN|null/);
    expect(gone.table().rows.length).toBeGreaterThan(0);
  });
});

test('the chart of a measure says who leads by how much, and who is last', () => {
  const mAPs = [0.512, 0.62, 0.4, 0.3, 0.2, 0.1, 0.45, 0.05];
  const source = ending(sourceOf({ over: 10 }), (row, at) => ({
    ...row,
    validation: { ...row.validation, mAP: mAPs[at] ?? 0 },
  }));
  expect(describeBy('measure', source).summary).toBe(
    'After 240 of 480 updates MAT-Agent’s “Standard” leads with mAP 62.0 %, 10.8 points above Usual; Random switching is last with 5.0 %.',
  );
});

test('a measure may be that of the tail, and undefined', () => {
  const source = ending(sourceOf({ over: 1 }, { strategyMeasure: 'tail' }), (row) => ({
    ...row,
    validation: { ...row.validation, tail: null },
  }));
  const { title, summary } = describeBy('measure', source);
  expect(title).toBe('Tail AP on the validation images');
  expect(summary).toBe('After 24 of 480 updates no row has a Tail AP.');
});

test('a row that diverged is named, its line ends, and its figures say so', () => {
  const source = sourceOf({ over: 10, diverging: 2 });
  const { summary, picture } = describeBy('measure', source);
  expect(summary).toMatch(/ Tuned has diverged: the numbers are no longer finite\.$/);
  if ('own' in picture) throw new Error('it is a plot');
  expect(picture.rows?.map((row) => row['r2'] !== null)).toEqual([
    ...Array.from({ length: 5 }, () => true),
    ...Array.from({ length: 5 }, () => false),
  ]);
  expect(picture.figures(9, null)).toContainEqual(['3 Tuned', 'diverged']);
});

test('the chart of losses says who learns by heart', () => {
  const rising = madeUpRun({ rows: 2, over: 10 });
  const losses = [0.5, 0.4, 0.3, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5];
  const intervals = rising.intervals.map((event, i) => ({
    ...event,
    rows: event.rows.map((row, at) => ({
      ...row,
      training: { ...row.training, reference: 1 - 0.05 * i },
      validation: { ...row.validation, loss: at === 0 ? (losses[i] ?? 0) : 1 - 0.01 * i },
    })),
  }));
  const { summary } = describeBy('losses', { ...sourceOf({ rows: 2 }), intervals });
  expect(summary).toBe(
    'After 240 of 480 updates the cross entropy on the validation images is lowest for Usual, 0.5, and highest for MAT-Agent’s “Standard”, 0.91. Usual learns by heart: since its least the loss on validation images has risen, that on training images fallen.',
  );
});

test('losses of training and validation lie beside each other, row by row', () => {
  const { picture } = describeBy('losses', sourceOf({ rows: 2 }, { strategyLoss: 'both' }));
  if ('own' in picture) throw new Error('it is a plot');
  expect(picture.series?.map(({ of }) => of)).toEqual(['b0', 'r0', 'b1', 'r1']);
});

test('gradients that are brought down are named beside the limit', () => {
  const source = ending(sourceOf({ rows: 3 }), (row, at) => ({
    ...row,
    training: { ...row.training, gradientNorm: [2, 7.5, 0.4][at] ?? 0 },
  }));
  const { summary, picture } = describeBy('gradients', source);
  expect(summary).toBe(
    'After 480 of 480 updates gradients are longest for MAT-Agent’s “Standard”, 7.5, shortest for Tuned, 0.4. In the mean those of MAT-Agent’s “Standard” are longer than 5, and brought down to it.',
  );
  if ('own' in picture) throw new Error('it is a plot');
  expect(picture.level?.value).toBeCloseTo(Math.log10(5), 12);
});

test('the chart of classes tells of the interval that is pointed at', () => {
  const source = sourceOf({ over: 10 });
  expect(describeBy('classes', source).summary).toMatch(/^After 240 of 480 updates /);
  const earlier = describeBy('classes', { ...source, at: 3 });
  expect(earlier.summary).toMatch(/^After 96 of 480 updates .* is best in \d+ of 20 classes\./);
  const [first] = earlier.table().rows;
  const average = source.intervals[3]?.rows[0]?.validation.averagePrecision[0] ?? 0;
  expect(first?.cells.slice(0, 4)).toEqual(['person', 'head', 614, 100 * average]);
});

test('a class is the one that was chosen, or the rarest', () => {
  expect(describeBy('one-class', sourceOf()).title).toContain('“class 20”');
  const source = ending(sourceOf({ rows: 1 }, { strategyClass: 'dog' }), (row) => ({
    ...row,
    validation: {
      ...row.validation,
      averagePrecision: row.validation.averagePrecision.with(2, 0.5),
      precision: row.validation.precision.with(2, 0.8),
      recall: row.validation.recall.with(2, 0.25),
    },
  }));
  expect(describeBy('one-class', source).summary).toBe(
    'After 480 of 480 updates the average precision of dog (head, 425 training images) is highest for Usual, 50.0 %. From a probability of ½ on that row finds 25.0 % of the images with it, and is right in 80.0 % of those it names.',
  );
});

test('precision and recall of a class say which row does best, and which never see it', () => {
  const source = ending(sourceOf({ rows: 3 }, { strategyClass: 'tie' }), (row, at) => ({
    ...row,
    validation: {
      ...row.validation,
      precision: row.validation.precision.with(5, [0.5, 0.8, 0][at] ?? 0),
      recall: row.validation.recall.with(5, [0.5, 0.1, 0][at] ?? 0),
    },
  }));
  const { summary, picture, table } = describeBy('precision-recall', source);
  expect(summary).toBe(
    'After 480 of 480 updates, of tie (mid, 245 training images): Usual does best, with F1 50.0 %: it finds 50.0 % of the images, and is right in 50.0 % of those it names. Tuned sees it in no image that has it.',
  );
  expect(table().rows.map(({ cells }) => cells[4])).toEqual([50, expect.closeTo(17.78, 2), 0]);
  if ('own' in picture) throw new Error('it is a plot');
  expect(picture.otherAxis?.stops).toEqual([0, 10, 50]);
  expect(picture.figures(10, null)).toEqual([['2 MAT-Agent’s “Standard”, precision', '80.0 %']]);
});

test('rewards are told of the rows that a team steers, with what they are made of', () => {
  const run = madeUpRun({ preset: 'four-agents', rows: 3, over: 2 });
  const describeRun = (settings: Partial<ChartSettings> = {}) =>
    describeBy('reward', {
      ...sourceOf({}, settings),
      ...run,
      config: run.started.config,
    });
  const last = run.intervals[1]?.rows[2]?.steered?.reward;
  const { summary, picture } = describeRun();
  expect(summary).toMatch(
    /^After 48 of 480 updates Networks, as in the paper was rewarded with 0\.\d+ \(improvement 0\.176, stability 0\.5, convergence 0\.\d+ and penalty −0\.1\), having chosen augmentation by chance, optimizer by value, /,
  );
  if ('own' in picture) throw new Error('it is a plot');
  expect(picture.series?.map(({ of }) => of)).toEqual(['r2']);
  expect(picture.rows?.at(-1)?.['r2']).toBe(last?.total);
  const penalty = describeRun({ strategyReward: 'penalty' }).picture;
  expect('own' in penalty || penalty.rows?.at(-1)?.['r2']).toBe(-0.1);
  const none = describeBy('reward', sourceOf({ over: 2 }));
  expect(none.empty).toBe('No row of this run is steered by a team of agents.');
});

test('all figures of a run are one table, from the first interval on', () => {
  const { head, rows } = curvesOf(sourceOf({ rows: 2, over: 3 }));
  expect(rows).toHaveLength(6);
  expect(new Set(head).size).toBe(head.length);
  for (const { cells } of rows) expect(cells).toHaveLength(head.length);
  const cell = (row: number, name: string) => rows[row]?.cells[head.indexOf(name)];
  const last = madeUpRun({ rows: 2, over: 3 }).intervals[2]?.rows[1];
  expect([cell(5, 'Interval'), cell(5, 'Row'), cell(5, 'Loss')]).toEqual([3, 2, 'bce']);
  expect(cell(5, 'mAP, %')).toBeCloseTo(100 * (last?.validation.mAP ?? 0), 9);
  expect(cell(5, 'Learning rate')).toBe(last?.training.learningRate);
  expect(cell(5, 'Average precision of person, %')).toBeCloseTo(
    100 * (last?.validation.averagePrecision[0] ?? 0),
    9,
  );
});

test('shares of choices fill each strip in every interval', () => {
  const { picture, summary } = describeBy('choices', sourceOf());
  if ('own' in picture) throw new Error('it is a plot');
  const { rows = [], series = [], panes = [] } = picture;
  expect(panes.map(({ name }) => name)).toEqual(SEATS_OFFERED.map(({ label }) => label));
  for (const row of rows)
    for (const pane of panes.keys()) {
      const shares = series.filter((each) => each.kind === 'share' && each.pane === pane);
      const sum = shares.reduce((total, { of }) => total + Number(row[of]), 0);
      expect(sum).toBeCloseTo(1, 9);
    }
  expect(summary).toMatch(
    /^After 480 of 480 updates rows train with augmentation Basic \(\d\), .* since the interval before\.$/,
  );
});

test.each([
  ['updates', 1],
  ['images', 64],
] as const)('intervals lie where they end by %s, and are found there', (unit, each) => {
  const source = sourceOf({ over: 12 });
  const { places, stops, nameOf } = intervalAxis(unit, source);
  const window = windowOf(source);
  const area = plotArea({ width: 660, height: 200 }, window, null, undefined, places);
  expect([area.low, area.high]).toEqual([0, 480 * each]);
  expect(stops).toHaveLength(12);
  for (const { interval, step } of source.intervals) {
    expect(places.of(interval)).toBe(step * each);
    expect(Math.round(area.across(area.x(interval)))).toBe(interval);
  }
  expect(nameOf(0)).toBe('Interval 1');
});

test.each([
  [1e-4, 2e-3],
  [0.03, 0.05],
  [1e-7, 10],
  [1, 1],
])('logarithmic ticks from %f to %f hold both, at round numbers', (low, high) => {
  const ticks = LOGARITHMIC.ticks(Math.log10(low), Math.log10(high));
  expect(ticks.length).toBeGreaterThan(1);
  expect(ticks.length).toBeLessThan(10);
  expect(ticks[0]).toBeLessThanOrEqual(Math.log10(low) + 1e-9);
  expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.log10(high) - 1e-9);
  for (const tick of ticks) expect(LOGARITHMIC.word(tick)).toMatch(/^(0\.\d+|[\d,]+|\de-\d)$/);
});

describe('the precision–recall curve', () => {
  const source = sourceOf({ over: 10 });
  const asking = source.asking ?? { answer: null, ask: () => {} };
  const described = (more: Partial<StrategySource>) =>
    describeBy('threshold-curve', { ...source, ...more });

  test('says who ranks best, and where a probability of ½ lies on its curve', () => {
    expect(describeBy('threshold-curve', source).summary).toMatch(
      /\(in 8 of 200 validation images\): Random switching ranks best, with an average precision of 67\.5 %, and from a probability of ½ on finds 50\.0 % of them, right in 80\.0 %\.$/,
    );
  });

  test('has the best precision from a recall on in its table, and every point in its file', () => {
    const { table, csv, picture } = describeBy('threshold-curve', source);
    const at = (recall: number) => table().rows.find(({ key }) => key === String(recall))?.cells;
    expect(at(20)?.[1]).toBe(100);
    expect(at(40)?.[1]).toBeCloseTo(80);
    expect(at(90)?.slice(1, 3).map(Number)).toEqual([expect.closeTo(10), expect.closeTo(15)]);
    expect(csv?.().rows).toHaveLength(8 * 3);
    if ('own' in picture) throw new Error('it is a plot');
    expect(picture.figures(40, null)[0]).toEqual(['1 Usual, precision', '80.0 % from 50.0 % on']);
    expect(picture.level).toEqual({ value: 4, words: 'by chance' });
  });

  test('says why there is none: not asked yet, not at hand, no image, not computed here', () => {
    const { asking: _, ...elsewhere } = source;
    expect(describeBy('threshold-curve', elsewhere).empty).toContain('not kept with it');
    const answered = (change: Partial<ClassCurves> | null) =>
      described({
        asking: {
          ...asking,
          answer: change && asking.answer ? { ...asking.answer, ...change } : null,
        },
      }).empty;
    expect(answered(null)).toContain('is being looked up');
    expect(answered({ label: 0 })).toContain('is being looked up');
    expect(answered({ isKept: false, rows: [] })).toContain('not at hand any more');
    expect(answered({ positives: 0 })).toMatch(/^No validation image has /);
  });
});
