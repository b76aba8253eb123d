import { expect, test } from 'vitest';
import type { NetworkConfig } from '#core/run-config.ts';
import { shapeOf } from '#store/history/network-shape.ts';
import { hyperparametersOf, newbornCell } from '#store/history/newborn.ts';
import { recipeTo } from '#store/history/recipe.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';
import { growHistory } from './grow-history.ts';

const TRAINING = 20;
const network: NetworkConfig = CONFIG.network;
const founder = (name: string) => CONFIG.hyperparameters[name]?.value ?? Number.NaN;

/** The same run evaluated to its end, and up to where a generation trains. */
const whole = growHistory(30);
const training = growHistory(30);
training.truncate(TRAINING);
const slots = Array.from({ length: whole.size(TRAINING) }, (_, slot) => slot);
const born = slots.map((slot) => whole.cell(TRAINING, slot)).filter(({ isNew }) => isNew);

test('an agent that trains for the first time is known as it will be, but for what a test tells', () => {
  expect(born.length).toBeGreaterThan(2);
  for (const cell of born) {
    const newborn = newbornCell(training, cell.agent);
    if (!newborn) throw new Error(`agent ${cell.agent} was not found`);
    expect(newborn).toEqual({ ...cell, fitness: Number.NaN, row: -1, parameters: 0 });
    expect(hyperparametersOf(training, newborn, founder)).toEqual(
      hyperparametersOf(whole, cell, founder),
    );
    expect(shapeOf(training, newborn, 'online', network)).toEqual(
      shapeOf(whole, cell, 'online', network),
    );
    expect(training.tournament(TRAINING, newborn.slot)).toEqual(
      whole.tournament(TRAINING, cell.slot),
    );
    const untested = { fitness: Number.NaN, gain: Number.NaN };
    const [last, ...others] = recipeTo(whole, cell).reverse();
    expect(recipeTo(training, newborn).reverse()).toEqual([{ ...last, ...untested }, ...others]);
  }
});

test('founders are known before anything has been tested', () => {
  const begun = growHistory(3);
  begun.truncate(0);
  begun.founders.forEach(({ id }, slot) => {
    const newborn = newbornCell(begun, id);
    expect(newborn).toMatchObject({ generation: 0, slot, parentSlot: -1 });
    if (newborn) expect(hyperparametersOf(begun, newborn, founder)).toHaveLength(3);
  });
});

test('who was there before is no newborn, nor who is not there at all', () => {
  const elite = slots.map((slot) => whole.cell(TRAINING, slot)).find(({ isNew }) => !isNew);
  expect(elite && newbornCell(training, elite.agent)).toBeNull();
  expect(newbornCell(training, 1_000_000)).toBeNull();
});
