import { afterEach, expect, test, vi } from 'vitest';
import { CHART_DEFAULTS, createChartSettings, toggled } from '#store/chart-settings.ts';
import { storedForVisits } from '#store/stored-text.ts';

const KEPT = storedForVisits('chart settings');

afterEach(() => vi.unstubAllGlobals());

/** Gives the page a storage that holds a text. */
function store(kept: string | null = null) {
  let text = kept;
  vi.stubGlobal('localStorage', {
    getItem: () => text,
    setItem: (_: string, value: string) => {
      text = value;
    },
  });
}

test('what was set is there after a reload', () => {
  store();
  createChartSettings(KEPT).setState({ tab: 'agents', tables: ['fitness'] });
  expect(createChartSettings(KEPT).getState()).toEqual({
    ...CHART_DEFAULTS,
    tab: 'agents',
    tables: ['fitness'],
  });
});

test.each(['', 'null', '[]', '{', '{"tab":3,"tables":[1],"other":true,"bestShare":"20"}'])(
  'of %s nothing is taken up',
  (text) => {
    store(text);
    expect(createChartSettings(KEPT).getState()).toEqual(CHART_DEFAULTS);
  },
);

test('without storage, or with a full one, they last as long as the page', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full');
    },
  };
  for (const place of [undefined, full]) {
    vi.stubGlobal('localStorage', place);
    const settings = createChartSettings(KEPT);
    settings.setState({ bestShare: 5 });
    expect(settings.getState().bestShare).toBe(5);
  }
});

test('an entry is put in and taken out', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
});
