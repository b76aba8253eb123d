import { expect, test } from 'vitest';
import type { Reason } from '#core/strategy/decision.ts';
import { CHART_DEFAULTS, type ChartSettings } from '#store/chart-settings.ts';
import type { Plot } from '#ui/charts/chart.ts';
import type { StrategyChart, StrategySource } from '#ui/strategy/charts/source.ts';
import { seatDecision, shownRow, steeredRows } from '#ui/strategy/decisions/decision.ts';
import { REWARD_STACK } from '#ui/strategy/decisions/reward-terms.tsx';
import { SCORE } from '#ui/strategy/decisions/score-chart.tsx';
import { STATE_MAP } from '#ui/strategy/decisions/state-chart.tsx';
import { VALUE_HISTORY } from '#ui/strategy/decisions/value-history.tsx';
import { type MadeUp, madeUpRun, SEATS_OFFERED } from './made-up-run.ts';

function sourceOf(made: MadeUp = {}, settings: Partial<ChartSettings> = {}): StrategySource {
  const run = madeUpRun({ preset: 'four-agents', over: 4, ...made });
  return {
    ...run,
    config: run.started.config,
    seats: SEATS_OFFERED,
    settings: { ...CHART_DEFAULTS, ...settings },
    at: null,
    narrow: false,
  };
}

/** The same run with other reasons of one agent of the first team. */
function reasoned(reasons: readonly Partial<Reason>[], settings?: Partial<ChartSettings>) {
  const source = sourceOf({ over: reasons.length }, settings);
  return {
    ...source,
    intervals: source.intervals.map((event, at) => ({
      ...event,
      rows: event.rows.map((row, position) => {
        const { steered } = row;
        if (position !== 2 || !steered) return row;
        const reason = { ...steered.reasons.optimizer, ...reasons[at] };
        return {
          ...row,
          choices: { ...row.choices, optimizer: 'adam' },
          steered: { ...steered, reasons: { ...steered.reasons, optimizer: reason } },
        };
      }),
    })),
  };
}

const plotOf = (chart: StrategyChart, source: StrategySource): Plot => {
  const { picture } = chart.describe(source);
  if ('own' in picture) throw new Error('it is a plot');
  return picture;
};

const OPTIONS = {
  augmentation: ['none'],
  optimizer: ['sgd', 'adam', 'adamw'],
  schedule: ['step'],
  loss: ['bce'],
};

const EXPLORED: Reason = {
  ground: 'chance',
  values: [0.5, 0.25, 1.25],
  deviations: null,
  chances: [0.1, 0.1, 0.8],
};

function decided(reason: Reason, options = OPTIONS) {
  const { row, steered } = (() => {
    const found = sourceOf().intervals[0]?.rows[2];
    if (!found?.steered) throw new Error('the third row is steered');
    return { row: found, steered: found.steered };
  })();
  return seatDecision(
    {
      row: { ...row, choices: { ...row.choices, optimizer: 'adam' } },
      steered: { ...steered, reasons: { ...steered.reasons, optimizer: reason } },
    },
    'optimizer',
    options,
  );
}

test('a decision tells how sure the agent was, and how often chance decides', () => {
  const { at, best, margin, epsilon } = decided(EXPLORED);
  expect([at, best, margin]).toEqual([1, 2, 0.75]);
  expect(epsilon).toBeCloseTo(0.3, 12);
});

test('an agent without an opinion, or with one choice, is neither sure nor unsure', () => {
  const none = decided({ ...EXPLORED, values: null });
  expect([none.best, none.margin, none.epsilon]).toEqual([null, null, null]);
  const one = decided(
    { ...EXPLORED, values: [2], chances: [1] },
    { ...OPTIONS, optimizer: ['adam'] },
  );
  expect([one.best, one.margin]).toEqual([0, null]);
});

test('the row looked at is the one that was chosen, or the first that a team steers', () => {
  const { config } = sourceOf();
  expect(steeredRows(config)).toEqual([2, 3, 4, 5]);
  expect([shownRow(config, ''), shownRow(config, '4'), shownRow(config, '0')]).toEqual([2, 4, 2]);
  expect(shownRow(madeUpRun().started.config, '0')).toBeNull();
});

test('the score tells of each agent what it chose, why, and how sure it was', () => {
  const source = reasoned([EXPLORED, { ...EXPLORED, ground: 'value', values: [0, 2, 1] }]);
  expect(plotOf(SCORE, source).figures(0, null)[1]).toEqual([
    'Optimizer',
    'Adam, by chance (ε 0.3, margin 0.75)',
  ]);
  expect(plotOf(SCORE, source).figures(1, null)[1]).toEqual([
    'Optimizer',
    'Adam, by value (ε 0.3, margin 1)',
  ]);
  expect(SCORE.describe(source).summary).toMatch(
    /^2 decisions of 3 Networks, as in the paper: 50 % of the choices were tried in the first half, 25 % since\. Chosen most: .*optimizer Adam \(100 %\)/,
  );
  expect(plotOf(SCORE, sourceOf({}, { strategySteered: '4' })).figures(0, null)).toHaveLength(4);
});

const noTable = (): never => {
  throw new Error('there is no file');
};

test('a file of decisions has what every choice promised', () => {
  const { head, rows } = (SCORE.describe(reasoned([EXPLORED])).csv ?? noTable)();
  const cell = (name: string) => rows[0]?.cells[head.indexOf(name)];
  const { options } = sourceOf().config?.teams[0] ?? { options: OPTIONS };
  expect(cell('Optimizer')).toBe('Adam');
  expect(cell('Optimizer: why')).toBe('by chance');
  expect(cell('Optimizer: margin')).toBe(0.75);
  expect(options.optimizer[0]).toBe('sgd');
  expect(cell('Optimizer: Q of SGD')).toBe(0.5);
  expect(head.filter((name) => name.includes(': Q of ')).length).toBe(
    Object.values(options).reduce((sum, { length }) => sum + length, 0),
  );
});

test('the history of Q-values says what promises most, and that it changed', () => {
  const source = reasoned([EXPLORED, { ...EXPLORED, values: [3, 2, 1] }], {
    strategySeat: 'optimizer',
  });
  const { title, summary } = VALUE_HISTORY.describe(source);
  expect(title).toBe('Q-values: optimizer');
  expect(summary).toBe(
    'After 48 of 480 updates SGD promises most, 3, 1 above the next. At first AdamW did.',
  );
  const { figures, extent } = plotOf(VALUE_HISTORY, source);
  expect(figures(1, null)).toContainEqual(['Adam', '2, chosen']);
  expect(extent).toEqual({ low: 0.25, high: 3 });
});

test('where an agent has no Q-values its chances are told, and nothing where it has a plan', () => {
  const without = { ...EXPLORED, values: null };
  const chances = VALUE_HISTORY.describe(reasoned([without], { strategySeat: 'optimizer' }));
  expect(chances.title).toBe('How likely choices were: optimizer');
  expect(chances.summary).toMatch(/AdamW is most likely, 0\.8\./);
  const plan = { ...without, ground: 'plan' as const, chances: null };
  expect(VALUE_HISTORY.describe(reasoned([plan], { strategySeat: 'optimizer' })).empty).toBe(
    'This agent has no opinion of its choices: it follows a plan.',
  );
});

/** The same run with other numbers in the states of the first team's row. */
function seeing(...states: readonly Readonly<Record<string, number>>[]): StrategySource {
  const source = sourceOf({ over: states.length });
  const elements = source.started?.states?.['Networks, as in the paper'] ?? [];
  return {
    ...source,
    intervals: source.intervals.map((event, at) => ({
      ...event,
      rows: event.rows.map((row) => {
        const state = elements.map(({ id }) => states[at]?.[id] ?? 0);
        return row.steered ? { ...row, steered: { ...row.steered, state } } : row;
      }),
    })),
  };
}

test('what the agents see is told by what changed most since the decision before', () => {
  const source = seeing(
    { mAP: -1, gradientNorm: 2, texture: 0.5, 'mAP-1': 3 },
    { mAP: 1.5, gradientNorm: 1.75, texture: 0.5, 'mAP-1': -3 },
  );
  expect(STATE_MAP.describe(source).summary).toBe(
    'For interval 2, since the decision before, mAP rose by 2.5 to +1.5 and Gradient fell by 0.25 to +1.75, in standard deviations. Furthest from what is usual were Gradient (+1.75) and mAP (+1.5).',
  );
  expect(plotOf(STATE_MAP, source).figures(1, null)).toEqual([
    ['mAP', '+1.5 (+2.5)'],
    ['Gradient', '+1.75 (−0.25)'],
  ]);
  expect(STATE_MAP.describe({ ...source, at: 0 }).summary).toMatch(
    /^For interval 1, .*Gradient rose/,
  );
  expect(STATE_MAP.describe(seeing({})).summary).toBe(
    'For interval 1 nothing stood out in the 27 features: a run begins with zeros.',
  );
});

test('a file of states has every feature of the last interval, and none of those before', () => {
  const { head, rows } = STATE_MAP.describe(seeing({ mAP: -1, 'mAP-1': 3 })).table();
  expect(head).toHaveLength(2 + 27);
  expect(rows[0]?.cells.slice(0, 4)).toEqual([1, 24, '−1', '0']);
});

test('a team that sees nothing, and a run that does not say what it saw, have no map of states', () => {
  const source = sourceOf();
  const { started } = source;
  if (!started) throw new Error('the run has begun');
  const of = (states: typeof started.states) =>
    STATE_MAP.describe({ ...source, started: { ...started, ...(states && { states }) } }).empty;
  expect(of({ 'Networks, as in the paper': [] })).toMatch(/sees no features/);
  const { states: _, ...untold } = started;
  expect(STATE_MAP.describe({ ...source, started: untold }).empty).toMatch(/does not say/);
});

test('terms of a reward are stacked by their sign, and the extent holds both stacks', () => {
  const source = sourceOf({ over: 1 });
  const { picture, summary } = REWARD_STACK.describe(source);
  const reward = source.intervals[0]?.rows[2]?.steered?.reward;
  if ('own' in picture || !reward) throw new Error('it is a plot');
  const { improvement, stability, convergence, penalty } = reward.parts;
  expect(picture.extent?.low).toBe(penalty);
  expect(picture.extent?.high).toBeCloseTo(improvement + stability + convergence, 12);
  expect(picture.figures(0, null)).toEqual([
    ['reward', reward.total],
    ['improvement', '+0.2'],
    ['stability', '+0.5'],
    ['convergence', expect.stringMatching(/^\+0\.0\d/)],
    ['penalty', '−0.1'],
  ]);
  expect(summary).toMatch(/ Over 1 decision stability counted most, \+0\.5 in the mean\.$/);
});
