import { describe, expect, test } from 'vitest';
import { CHART_DEFAULTS } from '#store/chart-settings.ts';
import { lastCommonAncestor } from '#store/history/descent.ts';
import type { History } from '#store/history/history.ts';
import { createHistory } from '#store/history/history.ts';
import type { Source } from '#ui/charts/chart.ts';
import { CHARTS } from '#ui/charts/charts.ts';
import { growHistory } from '../store/history/grow-history.ts';
import { CATALOG, CONFIG } from './fake-catalog.ts';

const GENERATIONS = 24;
const grown = timed(growHistory(GENERATIONS));
/** The same history, each generation computed in a second. */
function timed(history: History): History {
  const copy = createHistory(history.run, history.hyperparameters, history.founders);
  for (const { generation } of history.summaries)
    copy.append({ ...history.event(generation), elapsedMs: 1000 * (generation + 1) });
  return copy;
}

const bestCell = (history: History) => {
  const last = history.summaries.at(-1);
  return last ? history.cell(last.generation, last.bestSlot) : null;
};

const sourceOf = (history: History): Source => ({
  history,
  version: history.version,
  window: { first: 0, columns: GENERATIONS },
  config: CONFIG,
  algorithm: CATALOG.algorithms[0],
  environment: CATALOG.environments[0],
  digest: undefined,
  control: null,
  focus: bestCell(history),
  beside: null,
  selection: null,
  settings: CHART_DEFAULTS,
  narrow: false,
});

/** The same of a game, whose champions were measured. */
const measured: History = {
  ...grown,
  games: (generation) => ({
    agent: generation,
    results: [
      { rival: 'random', won: 10 + generation, drawn: 1, lost: 4 },
      { rival: 'one step ahead', won: generation, drawn: 0, lost: 15 },
    ],
  }),
};

describe.each(CHARTS)('$label', (chart) => {
  const description = chart.describe(sourceOf(chart.fitsTask ? measured : grown));
  const { picture } = description;

  test('tells figures in a sentence, and the same in a table', () => {
    expect(description.empty).toBeNull();
    expect(description.summary).toMatch(/\d/);
    const { head, rows } = description.table();
    expect(rows.length).toBeGreaterThan(1);
    for (const { cells } of rows) expect(cells).toHaveLength(head.length);
  });

  test('names columns that count, and the generation of each row that has one', () => {
    for (const table of [description.table(), description.csv?.() ?? description.table()]) {
      const { head, rows, counts = [] } = table;
      for (const name of counts) {
        const values = rows.map(({ cells }) => cells[head.indexOf(name)]);
        expect(values.filter((value) => !Number.isNaN(value)).every(Number.isInteger), name).toBe(
          true,
        );
      }
      const column = head.indexOf('Generation');
      for (const { cells, generation } of rows)
        expect(cells[column]).toBe(generation === undefined ? undefined : generation + 1);
    }
  });

  test('says why there is nothing to see before the first generation', () => {
    const empty = chart.describe(sourceOf(createHistory(-1, [], [])));
    expect(empty.empty).toMatch(/\w.*\.$/);
    expect(empty.table().rows.filter(({ agent }) => agent)).toEqual([]);
  });

  test.skipIf('own' in picture)('has figures for every generation', () => {
    if ('own' in picture) return;
    for (const { generation } of grown.summaries) {
      const cell = bestCell(grown);
      const figures = picture.figures(generation, cell);
      expect(figures.length, `of generation ${generation}`).toBeGreaterThan(0);
      expect(new Set(figures.map(([name]) => name)).size).toBe(figures.length);
    }
  });

  test.skipIf('own' in picture)('draws values of its rows alone, within its extent', () => {
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
});

test('no two charts have one name', () => {
  expect(new Set(CHARTS.map(({ id }) => id)).size).toBe(CHARTS.length);
  expect(new Set(CHARTS.map(({ label }) => label)).size).toBe(CHARTS.length);
});

test('a lineage beside another is drawn, told and listed with it, shared ancestors once', () => {
  const lineage = CHARTS.find(({ id }) => id === 'lineage');
  const last = grown.summaries.length - 1;
  const [one, other] = [grown.cell(last, 0), grown.cell(last - 1, 1)];
  const described = lineage?.describe({ ...sourceOf(grown), focus: one, beside: other });
  const alone = lineage?.describe({ ...sourceOf(grown), focus: one });
  expect(described?.title).toBe(`Fitness on the way to agents ${one.agent} and ${other.agent}`);
  expect(described?.summary).toContain(`Beside it agent ${other.agent} with fitness`);
  const shared = lastCommonAncestor(grown, one, other);
  const common = shared ? shared.generation + 1 : 0;
  expect(described?.table().rows).toHaveLength(last + 1 + last - common);
  const seriesOf = (of: typeof described) =>
    of && 'series' in of.picture ? of.picture.series?.map((each) => each.of) : [];
  expect(seriesOf(described)).toEqual(['middle', 'fitness', 'beside']);
  expect(seriesOf(alone)).toEqual(['middle', 'fitness']);
});

test('the control is a second curve of the fitness chart, in its sentence, table and figures too', () => {
  const fitness = CHARTS.find(({ id }) => id === 'fitness');
  const control = [10, 11.5, 12];
  const source = { ...sourceOf(grown), control };
  const described = fitness?.describe(source);
  const picture = described && 'figures' in described.picture ? described.picture : null;
  const drawn = picture?.series?.find(({ of }) => of === 'control');
  expect(drawn?.words).toBe('best without evolution');
  expect(picture?.rows?.flatMap((row) => row['control'] ?? [])).toEqual(control);
  expect(described?.summary).toContain(
    'The same run without evolution, a grey line of long dashes, has best 12 in generation 3.',
  );
  expect(described?.table().head.at(-1)).toBe('Best without evolution');
  expect(described?.table().rows.at(-2)?.cells.at(-1)).toBe(11.5);
  expect(new Map(picture?.figures(1, null)).get('best without evolution')).toBe(11.5);
  const alone = fitness?.describe(sourceOf(grown));
  expect(JSON.stringify(alone?.table().head)).not.toContain('without evolution');
  const seconds = fitness?.describe({
    ...source,
    settings: { ...CHART_DEFAULTS, across: 'seconds' },
  });
  expect(JSON.stringify(seconds?.picture)).not.toContain('without evolution');
});

describe('what updates measured', () => {
  const training = CHARTS.find(({ id }) => id === 'training');
  const last = grown.summaries.length - 1;

  test('is the chosen metric of every agent, in picture, sentence, table and file', () => {
    const settings = { ...CHART_DEFAULTS, metric: 'tdError' };
    const described = training?.describe({ ...sourceOf(grown), settings });
    const values = Array.from({ length: grown.size(last) }, (_, slot) =>
      grown.metric(last, slot, 'tdError'),
    ).sort((a, b) => a - b);
    expect(described?.title).toBe('TD error in training');
    const picture = described && 'figures' in described.picture ? described.picture : null;
    const figures = new Map(picture?.figures(last, null));
    expect(figures.get('lowest')).toBe(values[0]);
    expect(figures.get('highest')).toBe(values.at(-1));
    const best = bestCell(grown);
    const own = best && grown.metric(last, best.slot, 'tdError');
    expect(figures.get(`on the way to agent ${best?.agent}`)).toBe(own);
    expect(described?.table().rows[0]?.cells.slice(1)).toEqual([
      values[0],
      expect.any(Number),
      expect.any(Number),
      expect.any(Number),
      values.at(-1),
      own,
    ]);
    const file = described?.csv?.();
    expect(file?.head).toEqual(['Generation', 'Agent', 'Loss', 'TD error']);
    expect(file?.rows).toHaveLength(grown.summaries.reduce((n, _, g) => n + grown.size(g), 0));
    expect(file?.rows[0]?.cells).toEqual([
      last + 1,
      grown.cell(last, 0).agent,
      grown.metric(last, 0, 'loss'),
      grown.metric(last, 0, 'tdError'),
    ]);
  });

  test('is the algorithm’s first where another’s was chosen', () => {
    const settings = { ...CHART_DEFAULTS, metric: 'entropy' };
    expect(training?.describe({ ...sourceOf(grown), settings }).title).toBe('Loss in training');
  });

  test('is said to be missing in runs of before it was kept, and where nobody learned yet', () => {
    const appended = (metrics: Record<string, Float64Array> | null) => {
      const copy = createHistory(1, grown.hyperparameters, grown.founders);
      const { metrics: _, ...event } = grown.event(0);
      copy.append({ ...event, ...(metrics && { metrics }) });
      return training?.describe({ ...sourceOf(copy), focus: null }).empty;
    };
    expect(appended(null)).toContain('computed by an earlier version of this page');
    const none = new Float64Array(grown.size(0)).fill(Number.NaN);
    expect(appended({ loss: none, tdError: none })).toBe('No agent has made an update yet.');
  });
});
