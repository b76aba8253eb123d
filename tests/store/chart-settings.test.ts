import { expect, test } from 'vitest';
import { CHART_DEFAULTS, createChartSettings, toggled } from '#store/chart-settings.ts';

function storage(kept: string | null = null) {
  let text = kept;
  return {
    getItem: () => text,
    setItem: (_: string, value: string) => {
      text = value;
    },
  };
}

test('what was set is there after a reload', () => {
  const kept = storage();
  createChartSettings(kept).setState({ tab: 'agents', tables: ['fitness'] });
  expect(createChartSettings(kept).getState()).toEqual({
    ...CHART_DEFAULTS,
    tab: 'agents',
    tables: ['fitness'],
  });
});

test.each(['', 'null', '[]', '{', '{"tab":3,"tables":[1],"other":true,"bestShare":"20"}'])(
  'of %s nothing is taken up',
  (text) => {
    expect(createChartSettings(storage(text)).getState()).toEqual(CHART_DEFAULTS);
  },
);

test('without storage, or with a full one, they last as long as the page', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full');
    },
  };
  for (const place of [null, full]) {
    const settings = createChartSettings(place);
    settings.setState({ bestShare: 5 });
    expect(settings.getState().bestShare).toBe(5);
  }
});

test('an entry is put in and taken out', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
});
