import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Builder, defineProgram } from '#compute/builder.ts';
import type { Device } from '#compute/device.ts';
import type { Value } from '#compute/value.ts';
import { openDevice } from './devices.ts';
import { numbers } from './plans.ts';
import { populationOfOne } from './population-of-one.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const ROWS = 5;

/** Runs a program once. `write` names what it gives. */
async function compute(
  write: (p: Builder) => Readonly<Record<string, Value>>,
  inputs: Readonly<Record<string, Float32Array>>,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const names: string[] = [];
  const program = defineProgram('op', (p) => {
    for (const [name, value] of Object.entries(write(p))) {
      p.output(name, value);
      names.push(name);
    }
  });
  const population = populationOfOne(device, program);
  for (const [name, data] of Object.entries(inputs)) population.write('op', name, 0, data);
  await population.run('op', 0);
  const results: Record<string, readonly number[]> = {};
  for (const name of names) results[name] = [...(await population.read('op', name, 0))];
  population.dispose();
  return results;
}

/** The slope of a function of some numbers along each of them. */
const slopes = (at: Float32Array, f: (x: Float64Array) => number): number[] =>
  Array.from(at, (_, i) => {
    const moved = (by: number) => f(Float64Array.from(at, (x, j) => (i === j ? x + by : x)));
    return (moved(1e-4) - moved(-1e-4)) / 2e-4;
  });

const close = (expected: readonly number[], digits = 5) =>
  expected.map((each) => expect.closeTo(each, digits));

test.each([1, 3, 4, 6])('of %i columns each row’s own is taken, and put back', async (width) => {
  const x = numbers(ROWS * width, 1);
  const gradient = numbers(ROWS, 2);
  const columns = Float32Array.from({ length: ROWS }, (_, row) => (2 * row + 1) % width);
  const results = await compute(
    (p) => {
      const [values, at] = [p.input('x', ROWS, width), p.input('columns', ROWS, 1)];
      return {
        taken: p.chosen(values, at),
        back: p.chosenGradient(values, at, p.input('gradient', ROWS, 1)),
      };
    },
    { x, columns, gradient },
  );
  const place = (row: number) => row * width + (columns[row] as number);
  expect(results['taken']).toEqual(Array.from(columns, (_, row) => x[place(row)]));
  const back = new Float32Array(ROWS * width);
  gradient.forEach((each, row) => {
    back[place(row)] = each;
  });
  expect(results['back']).toEqual([...back]);
});

test('columns that are none are those at the edge', async () => {
  const { taken } = await compute(
    (p) => ({ taken: p.chosen(p.input('x', ROWS, 3), p.input('columns', ROWS, 1)) }),
    {
      x: Float32Array.from({ length: 15 }, (_, i) => i % 3),
      columns: Float32Array.of(-4, 0, 2, 3, 99),
    },
  );
  expect(taken).toEqual([0, 0, 2, 2, 2]);
});

describe.each([1, 4])('Huber’s error, %i wide', (width) => {
  const delta = 0.5;
  const prediction = numbers(ROWS * width, 3, 2);
  const target = numbers(ROWS * width, 4, 2);
  const lossOf = (given: ArrayLike<number>) =>
    Array.from(given).reduce((sum, x, i) => {
      const error = Math.abs(x - (target[i] as number));
      return sum + (error <= delta ? error ** 2 : delta * (2 * error - delta));
    }, 0) /
    (ROWS * width);

  test('is squared near 0, linear beyond, and so is its gradient', async () => {
    const { gradient, loss } = await compute(
      (p) =>
        p.huberError(
          p.input('prediction', ROWS, width),
          p.input('target', ROWS, width),
          delta,
        ) as never,
      { prediction, target },
    );
    expect(loss?.[0]).toBeCloseTo(lossOf(prediction), 5);
    expect(gradient).toEqual(close(slopes(prediction, lossOf), 4));
  });
});

test.each([1, 3, 6])('the value and advantages of %i actions are Q-values', async (actions) => {
  const x = numbers(ROWS * (actions + 1), 5);
  const gradient = numbers(ROWS * actions, 6);
  const results = await compute(
    (p) => ({
      q: p.dueling(p.input('x', ROWS, actions + 1), actions),
      back: p.duelingGradient(p.input('gradient', ROWS, actions), actions),
    }),
    { x, gradient },
  );
  const qOf = (given: ArrayLike<number>) =>
    Array.from({ length: ROWS }, (_, row) => {
      const [value = 0, ...advantages] = Array.from(given).slice(
        row * (actions + 1),
        (row + 1) * (actions + 1),
      );
      const mean = advantages.reduce((sum, each) => sum + each, 0) / actions;
      return advantages.map((each) => value + each - mean);
    }).flat();
  expect(results['q']).toEqual(close(qOf(x)));
  const sum = (given: Float64Array) =>
    qOf(given).reduce((all, q, i) => all + q * (gradient[i] as number), 0);
  expect(results['back']).toEqual(close(slopes(x, sum), 4));
});

test('shapes that do not fit are named', async () => {
  const build = compute((p) => ({ q: p.dueling(p.input('x', ROWS, 4), 4) }), {
    x: new Float32Array(20),
  });
  await expect(build).rejects.toThrow('a value and the advantages of actions');
});
