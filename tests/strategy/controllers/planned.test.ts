import { expect, test } from 'vitest';
import { fixedLanes } from '#core/strategy/seats.ts';
import { openPlanned } from '#strategy/controllers/planned.ts';
import { game, lastChoices, play } from '../worlds/play.ts';

const OPTIONS = {
  augmentation: ['none', 'basic'],
  optimizer: ['adam', 'sgd'],
  schedule: ['step', 'cosine'],
  loss: ['bce', 'cb', 'asl'],
};
const CONTEXT = { seed: 3, options: OPTIONS, rows: 2, episodes: 50, intervals: 12 };
const BASE = { augmentation: 'basic', optimizer: 'sgd', schedule: 'step', loss: 'cb' };
const world = game(() => 0);

test('a static one keeps its recipe', async () => {
  const controller = openPlanned({ kind: 'static', choices: BASE }, CONTEXT);
  const { decisions } = await play(controller, CONTEXT, world, 1);
  for (const { choices, reasons } of decisions.flat()) {
    expect(choices).toEqual(BASE);
    expect(reasons.loss.ground).toBe('plan');
  }
});

test('a drawn one follows its lanes', async () => {
  const lanes = {
    ...fixedLanes(BASE),
    loss: [
      { from: 0, choice: 'cb' },
      { from: 8, choice: 'bce' },
    ],
  };
  const { decisions } = await play(
    openPlanned({ kind: 'drawn', lanes }, CONTEXT),
    CONTEXT,
    world,
    1,
  );
  const losses = decisions[0]?.map(({ choices }) => choices.loss);
  expect(losses).toEqual([...new Array(8).fill('cb'), ...new Array(4).fill('bce')]);
});

test('a choice that is none is named', () => {
  const controller = openPlanned({ kind: 'static', choices: { ...BASE, loss: 'mse' } }, CONTEXT);
  return expect(play(controller, CONTEXT, world, 1)).rejects.toThrow(
    "'mse' is no loss to choose, only bce, cb, asl",
  );
});

test('chance draws all choices alike, and keeps each as long as it is told', async () => {
  const controller = openPlanned({ kind: 'random', every: 3 }, CONTEXT);
  const counts = new Map<string, number>();
  for (let episode = 0; episode < 50; episode++) {
    const { decisions } = await play(controller, CONTEXT, world, 1, { from: episode });
    decisions[0]?.forEach(({ choices, reasons }, interval) => {
      expect(reasons.loss.ground).toBe(interval % 3 === 0 ? 'chance' : 'held');
      if (interval % 3 > 0) expect(choices).toEqual(decisions[0]?.[interval - 1]?.choices);
      else counts.set(choices.loss, (counts.get(choices.loss) ?? 0) + 1);
    });
  }
  for (const count of counts.values()) expect(count / 200).toBeCloseTo(1 / 3, 0);
  expect(counts.size).toBe(3);
});

test('what chance brings a row does not depend on which others are asked', async () => {
  const controller = openPlanned({ kind: 'random', every: 1 }, CONTEXT);
  const both = await play(controller, CONTEXT, world, 1);
  const alone = await play(controller, { ...CONTEXT, rows: 1 }, world, 1);
  expect(alone.decisions[0]).toEqual(both.decisions[0]);
  expect(both.decisions[1]).not.toEqual(both.decisions[0]);
  expect(lastChoices(await play(controller, CONTEXT, world, 1, { from: 1 }))).not.toEqual(
    lastChoices(both),
  );
});
