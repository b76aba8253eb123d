import { expect, test } from 'vitest';
import type { Ground, Reason } from '#core/strategy/decision.ts';
import { CHART_DEFAULTS } from '#store/chart-settings.ts';
import type { StrategySource } from '#ui/strategy/charts/source.ts';
import { rampOf } from '#ui/strategy/decisions/bar-ramp.ts';
import type { SeatDecision } from '#ui/strategy/decisions/decision.ts';
import { lookedAt } from '#ui/strategy/decisions/looked-at.ts';
import { slowSteps } from '#ui/strategy/decisions/slow-steps.ts';
import { DECISION_VALUES, WHY } from '#ui/strategy/decisions/why-chart.tsx';
import { whyWords } from '#ui/strategy/decisions/why-words.ts';
import { madeUpRun, SEATS_OFFERED } from './made-up-run.ts';

const run = madeUpRun({ preset: 'four-agents', over: 4 });
const source: StrategySource = {
  ...run,
  config: run.started.config,
  seats: SEATS_OFFERED,
  settings: { ...CHART_DEFAULTS, strategySeat: 'loss' },
  at: 1,
  narrow: false,
};

function decided(
  ground: Ground,
  reason: Partial<Reason> = {},
  more: Partial<SeatDecision> = {},
): SeatDecision {
  const values = reason.values === undefined ? [0.5, 0.25, 1.25] : reason.values;
  const options = ['sgd', 'adam', 'adamW'];
  return {
    seat: 'optimizer',
    options,
    choice: options[more.at ?? 1] ?? '',
    at: 1,
    reason: { ground, values, deviations: null, chances: null, ...reason },
    best: values && 2,
    margin: values && 0.75,
    epsilon: null,
    ...more,
  };
}

test.each([
  [
    decided('chance', {}, { epsilon: 0.3 }),
    'Chance chose Adam, to learn of it: with ε = 0.3 it does so in 30.0 % of the decisions. AdamW promised most, 1.25, where Adam promised 0.25.',
  ],
  [
    decided('chance', {}, { epsilon: 0.1, at: 2 }),
    'Chance chose AdamW, to learn of it: with ε = 0.1 it does so in 10.0 % of the decisions. AdamW promised most anyway, 1.25.',
  ],
  [
    decided('chance', { values: null, chances: [0.5, 0.2, 0.3] }),
    'Chance chose Adam, which came in 20.0 % of the cases.',
  ],
  [
    decided('chance', { deviations: [1, 1, 1] }),
    'Chance chose Adam: what each may be worth was drawn, and it came out best. AdamW promised most, 1.25, where Adam promised 0.25.',
  ],
  [
    decided('doubt', { deviations: [1, 2, 1] }),
    'Little is known of Adam: it promised 0.25, give or take 2, so it may be better than it seems. AdamW promised most, 1.25, where Adam promised 0.25.',
  ],
  [decided('value', {}, { at: 2 }), 'AdamW promised most, 1.25: 0.75 more than the next.'],
  [
    decided('value'),
    'It stayed with Adam, which promised 0.25: AdamW promised 1.25, too little more for a switch.',
  ],
  [
    decided('held'),
    'Adam had to stand: a choice holds for a few intervals at least. AdamW promised most, 1.25, where Adam promised 0.25.',
  ],
  [decided('plan', { values: null }), 'Adam was planned, whatever had come of it.'],
  [
    decided('hand', {}, { at: -1, choice: 'momentum' }),
    'A person chose SGD, heavy ball in its place. Of its own choices AdamW promised most, 1.25.',
  ],
])('a choice is explained by why it was made %#', (decision, words) => {
  expect(whyWords(decision, SEATS_OFFERED)).toBe(words);
});

test('an explanation says what was before and what came of it, and lists the numbers', () => {
  const { summary, table } = WHY.describe(source);
  expect(summary).toMatch(
    /^Interval 2, loss: [\w-]+ promised most, 1: 0\.[\d]+ more than the next\. /,
  );
  expect(summary).toMatch(
    /Under all four choices together mAP went from \d\.\d to \d+\.\d %\. The reward was 0\.\d+; a gain in it is one of mAP’s running average\.$/,
  );
  const { rows, head } = table();
  expect(head).toHaveLength(6);
  const parts = [...new Set(rows.map(({ cells }) => cells[1]))];
  expect(parts).toEqual(['What it saw', 'What each choice promised', 'What came of it']);
  expect(rows.filter(({ cells }) => cells[5] === 'yes')).toHaveLength(1);
  expect(WHY.describe({ ...source, at: 0 }).summary).toContain('the first decision of the run');
});

test('one decision has the Q-values of all four agents', () => {
  const { rows } = DECISION_VALUES.describe(source).table();
  const { options } = run.started.config.teams[0] ?? { options: {} };
  expect(rows).toHaveLength(Object.values(options).flat().length);
  expect(rows.filter(({ cells }) => cells[5] === 'yes')).toHaveLength(4);
});

test('slow motion goes from what was seen to what was learned, with the decision’s numbers', () => {
  const looked = lookedAt(source);
  const [first, second] = looked?.decisions ?? [];
  const last = looked?.decisions.at(-1);
  if (!looked || !first || !second || !last) throw new Error('the run has four decisions');
  const steps = slowSteps(source, looked, second);
  expect(steps.map(({ name }) => name)).toEqual([
    'Perceive',
    'Decide',
    'Execute',
    'Evaluate',
    'Learn',
  ]);
  for (const { caption, parts } of steps) {
    expect(caption).toMatch(/\.$/);
    expect(caption).not.toMatch(/undefined|NaN|null/);
    expect(parts.length).toBeGreaterThan(1);
  }
  const [, decide, execute, evaluate, learn] = steps;
  expect(decide?.caption).toMatch(/: augmentation .* by chance, .* and loss .* by value\.$/);
  expect(execute?.caption).toMatch(/^The classifier trained 24 updates under them\. /);
  expect(evaluate?.parts[1]?.bars.at(-1)?.value).toBe(second.steered.reward.total);
  expect(learn?.parts[3]?.bars.map(({ label }) => label)).toEqual(['then', 'next']);
  expect(slowSteps(source, looked, first)[2]?.caption).toMatch(/They are its first choices\.$/);
  expect(slowSteps(source, looked, last)[4]?.parts[3]?.bars).toHaveLength(1);
});

test('bars lie on a scale that holds 0, or reaches as far as is said', () => {
  expect(rampOf([1, 4]).left).toBe('0%');
  expect(rampOf([1, 4]).share(1)).toEqual({ x: '0%', width: '25%' });
  expect(rampOf([-1, 3]).share(-1)).toEqual({ x: '0%', width: '25%' });
  expect(rampOf([0.5], 2).share(1)).toEqual({ x: '50%', width: '25%' });
  expect(rampOf([9], 3).share(9)).toEqual({ x: '50%', width: '50%' });
  expect(rampOf([]).share(Number.NaN)).toEqual({ x: '0%', width: '0%' });
});
