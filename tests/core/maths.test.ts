import { expect, test } from 'vitest';
import { atan2, cos, exp, log, pow, sin, tan, tanh } from '#core/maths.ts';

const samples = Array.from({ length: 2001 }, (_, i) => (i - 1000) * 0.0317);
const near = (actual: number, expected: number) =>
  Math.abs(actual - expected) <= 4e-15 * Math.max(1, Math.abs(expected));

test.each([
  ['sin', sin, Math.sin],
  ['cos', cos, Math.cos],
  ['exp', exp, Math.exp],
  ['tanh', tanh, Math.tanh],
  ['tan', (x: number) => tan(x / 25), (x: number) => Math.tan(x / 25)],
  ['log', (x: number) => log(Math.abs(x) + 0.01), (x: number) => Math.log(Math.abs(x) + 0.01)],
  ['pow', (x: number) => pow(Math.abs(x), 1.7), (x: number) => Math.abs(x) ** 1.7],
  ['atan2', (x: number) => atan2(x, 1.3 - x), (x: number) => Math.atan2(x, 1.3 - x)],
])('%s is within rounding of the machine’s own', (_, exact, native) => {
  const off = samples.filter((x) => !near(exact(x), native(x)));
  expect(off).toEqual([]);
});

test('results are these bits, on every machine', () => {
  const view = new DataView(new ArrayBuffer(8));
  const bits = (x: number) => {
    view.setFloat64(0, x);
    return view.getBigUint64(0).toString(16);
  };
  expect({
    sin: bits(sin(1e5)),
    cos: bits(cos(0.7)),
    tan: bits(tan(1.2)),
    exp: bits(exp(-3.3)),
    log: bits(log(0.1)),
    tanh: bits(tanh(0.4)),
    pow: bits(pow(0.999, 123.4)),
    atan2: bits(atan2(-0.3, -0.8)),
  }).toMatchInlineSnapshot(`
    {
      "atan2": "c00643382c07913a",
      "cos": "3fe87996529f9d93",
      "exp": "3fa2e259bb85be85",
      "log": "c0026bb1bbb55515",
      "pow": "3fec488b3cac62bd",
      "sin": "3fa24daa9c527e96",
      "tan": "400493c43acb164d",
      "tanh": "3fd8511573c242d6",
    }
  `);
});

test('edges are those of IEEE 754', () => {
  expect(exp(-Infinity)).toBe(0);
  expect(exp(1000)).toBe(Infinity);
  expect(log(0)).toBe(-Infinity);
  expect(log(-1)).toBeNaN();
  expect(tanh(-Infinity)).toBe(-1);
  expect(atan2(0, -1)).toBe(Math.PI);
  expect(sin(NaN)).toBeNaN();
});
