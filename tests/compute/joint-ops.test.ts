import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Builder, defineProgram } from '#compute/builder.ts';
import type { Device } from '#compute/device.ts';
import type { Value } from '#compute/value.ts';
import { draws, type Key, PURPOSE, threefry2x32 } from '#core/random.ts';
import { expectClose } from './close.ts';
import { openDevice } from './devices.ts';
import { numbers } from './plans.ts';
import { populationOfOne } from './population-of-one.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const KEY: Key = [0x01234567, 0x89abcdef];
const STEP = 3;

/** Runs a program on inputs; returns its outputs by name. */
async function compute(
  write: (p: Builder) => Readonly<Record<string, Value>>,
  inputs: Readonly<Record<string, Float32Array>> = {},
): Promise<Readonly<Record<string, Float32Array>>> {
  const names: string[] = [];
  const program = defineProgram('op', (p) => {
    for (const [name, value] of Object.entries(write(p))) {
      p.output(name, value);
      names.push(name);
    }
  });
  const population = populationOfOne(device, program, { batch: 3 }, KEY);
  for (const [name, data] of Object.entries(inputs)) population.write('op', name, 0, data);
  await population.run('op', STEP);
  const results: Record<string, Float32Array> = {};
  for (const name of names) results[name] = (await population.read('op', name, 0)).slice();
  population.dispose();
  return results;
}

test('columns are taken out of a joint value, put beside each other, and stacked', async () => {
  const joint = Float32Array.from({ length: 15 }, (_, i) => i); // 3 × 5
  const results = await compute(
    (p) => {
      const whole = p.input('joint', { hyperparameter: 'batch' }, 5);
      const first = p.columns(whole, { from: 0, width: 2 });
      const last = p.columns(whole, { from: 2, width: 3 });
      return {
        first,
        last,
        swapped: p.beside(last, first),
        stacked: p.stacked(whole, [
          { from: 0, width: 2 },
          { from: 3, width: 2 },
        ]),
      };
    },
    { joint },
  );
  expect([...(results['first'] ?? [])]).toEqual([0, 1, 5, 6, 10, 11]);
  expect([...(results['last'] ?? [])]).toEqual([2, 3, 4, 7, 8, 9, 12, 13, 14]);
  expect([...(results['swapped'] ?? [])]).toEqual([
    2, 3, 4, 0, 1, 7, 8, 9, 5, 6, 12, 13, 14, 10, 11,
  ]);
  expect([...(results['stacked'] ?? [])]).toEqual([0, 1, 5, 6, 10, 11, 3, 4, 8, 9, 13, 14]);
});

test('what stands side by side sums up as if it had been one value, whatever lay in memory before', async () => {
  // Ops over whole rows read the padding, so it must be clear.
  const wide = numbers(3 * 3, 5);
  const narrow = numbers(3 * 2, 6);
  const results = await compute(
    (p) => {
      const a = p.input('a', 3, 3);
      const b = p.input('b', 3, 2);
      const joint = p.beside(a, b);
      return { sum: p.sum(joint, joint) };
    },
    { a: wide, b: narrow },
  );
  const expected = [0, 1, 2].flatMap((row) => [
    ...wide.subarray(3 * row, 3 * row + 3),
    ...narrow.subarray(2 * row, 2 * row + 2),
  ]);
  expect([...(results['sum'] ?? [])]).toEqual(expected.map((x) => 2 * x));
});

test('columns that a value has not are an error', async () => {
  const attempt = compute((p) => ({ x: p.columns(p.input('a', 2, 3), { from: 2, width: 2 }) }));
  await expect(attempt).rejects.toThrow('columns 2 to 3 are not among the 3 of a value');
});

test('Gumbel noise is made of core/random.ts’s words', async () => {
  const { noise } = await compute((p) => ({ noise: p.gumbelNoise(5, 3, 'explore') }));
  const key = new Uint32Array(2);
  threefry2x32(KEY[0], KEY[1], PURPOSE.explore, STEP, key);
  const random = draws([key[0] as number, key[1] as number]);
  const expected = Array.from({ length: 15 }, () => {
    const u = random.uniform() + 2 ** -33;
    return -Math.log(-Math.log(u));
  });
  expectClose(noise ?? [], expected, 1e-6);
});

test('the greatest of noisy logits is drawn as often as their softmax says', async () => {
  const rows = 20_000;
  const logits = [1, 0, -1, 0.5];
  const { chosen } = await compute(
    (p) => {
      const noise = p.gumbelNoise(rows, logits.length, 'explore');
      return { chosen: p.argmax(p.sum(p.input('logits', rows, logits.length), noise)) };
    },
    {
      logits: Float32Array.from(
        { length: rows * logits.length },
        (_, i) => logits[i % 4] as number,
      ),
    },
  );
  const weights = logits.map(Math.exp);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  logits.forEach((_, choice) => {
    const share = (weights[choice] as number) / total;
    const count = (chosen ?? []).filter((each) => each === choice).length;
    // four standard deviations
    expect(Math.abs(count / rows - share)).toBeLessThan(
      4 * Math.sqrt((share * (1 - share)) / rows),
    );
  });
});

test('a softmax and its gradient are those of the definition', async () => {
  const [rows, width] = [6, 5];
  const x = numbers(rows * width, 1, 3);
  x.set([-1e30, 0, 1e30, 0, 0, 700, -700, 0, 0, 0]);
  const dy = numbers(rows * width, 2);
  const results = await compute(
    (p) => {
      const y = p.softmax(p.input('x', rows, width));
      return { y, dx: p.softmaxGradient(y, p.input('dy', rows, width)) };
    },
    { x, dy },
  );
  const [expected, gradient]: [number[], number[]] = [[], []];
  for (let row = 0; row < rows; row++) {
    const own = [...x.subarray(row * width, (row + 1) * width)];
    const exps = own.map((value) => Math.exp(value - Math.max(...own)));
    const total = exps.reduce((sum, value) => sum + value, 0);
    const y = exps.map((value) => value / total);
    const slope = [...dy.subarray(row * width, (row + 1) * width)];
    const mean = y.reduce((sum, value, j) => sum + value * (slope[j] as number), 0);
    expected.push(...y);
    gradient.push(...y.map((value, j) => value * ((slope[j] as number) - mean)));
  }
  expectClose(results['y'] ?? [], expected, 1e-6);
  expectClose(results['dx'] ?? [], gradient, 1e-6);
});

test('a decayed gradient is that of the loss and of what the mean square costs', async () => {
  const gradient = Float32Array.from({ length: 15 }, (_, i) => 0.01 * (i - 7)); // 3 × 5
  const x = Float32Array.from({ length: 15 }, (_, i) => 2 - 0.3 * i);
  const coefficient = 0.6;
  const { both = new Float32Array() } = await compute(
    (p) => {
      const rows = { hyperparameter: 'batch' };
      // Inputs stay as the host wrote them, so the sum with nothing is the value that decays.
      const own = p.sum(p.input('gradient', rows, 5), p.input('nothing', rows, 5));
      return { both: p.decayed(own, p.input('x', rows, 5), coefficient) };
    },
    { gradient, x, nothing: new Float32Array(15) },
  );
  const slope = (2 * coefficient) / 15;
  const expected = gradient.map((g, i) => (g + slope * (x[i] as number)) / (1 + slope));
  expectClose(both, expected, 1e-6);
});
