import { expect, test } from 'vitest';
import { AUGMENTATIONS } from '#strategy/recipes/augmentations.ts';
import { LOSSES } from '#strategy/recipes/losses.ts';
import { OPTIMIZERS } from '#strategy/recipes/optimizers.ts';
import { RECIPES, type Recipe } from '#strategy/recipes/recipe.ts';
import { SCHEDULES } from '#strategy/recipes/schedules.ts';

test.each([
  ['augmentations', AUGMENTATIONS, 6],
  ['optimizers', OPTIMIZERS, 4],
  ['schedules', SCHEDULES, 5],
  ['losses', LOSSES, 5],
] as const)(
  'of all %s an agent is offered some, each with a label of its own',
  (_, seat, offered) => {
    const choices: readonly { readonly label: string; readonly isOffered: boolean }[] =
      Object.values(seat);
    expect(choices.filter(({ isOffered }) => isOffered)).toHaveLength(offered);
    expect(choices.length).toBeGreaterThanOrEqual(8);
    expect(new Set(choices.map(({ label }) => label)).size).toBe(choices.length);
  },
);

test.each(Object.entries(RECIPES))('%s names choices that there are', (_, recipe: Recipe) => {
  expect(recipe.augmentation in AUGMENTATIONS).toBe(true);
  expect(recipe.optimizer in OPTIMIZERS).toBe(true);
  expect(recipe.schedule in SCHEDULES).toBe(true);
  expect(recipe.loss in LOSSES).toBe(true);
});

test('the paper’s “Standard” is SGD with momentum 0.9 at the rate of networks that begin from nothing, tenths, shifts and mirrors, BCE', () => {
  const { augmentation, optimizer, schedule, loss } = RECIPES.standard;
  expect(OPTIMIZERS[optimizer].settings).toMatchObject({ learningRate: 0.1, meanDecay: 0.9 });
  expect([0.4, 0.6, 0.8].map(SCHEDULES[schedule].scale)).toEqual([1, 0.1, 0.1 * 0.1]);
  expect(AUGMENTATIONS[augmentation].coefficients).toMatchObject({ shift: 1 / 8, flip: 0.5 });
  expect(LOSSES[loss]).toBe(LOSSES.bce);
});
