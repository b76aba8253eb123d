import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '#core/canonical-json.ts';

test('JSON goes there and back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('the order of keys does not matter', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.nat()), (object) => {
      const turned = Object.fromEntries(Object.entries(object).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(object));
    }),
  );
});

test('numbers have their shortest form, and those that JSON lacks their names', () => {
  expect(canonicalJson([0.1, 1e21, -0, 5e-7, NaN, Infinity, -Infinity])).toBe(
    '[0.1,1e+21,0,5e-7,NaN,Infinity,-Infinity]',
  );
});

test('keys stand in code-unit order, undefined is left out, typed arrays are lists', () => {
  expect(canonicalJson({ b: 1, B: undefined, a: Float64Array.of(1, 0.5), 10: true, 9: null })).toBe(
    '{"10":true,"9":null,"a":[1,0.5],"b":1}',
  );
});

test.each([[() => 1], [Symbol('s')], [1n], [undefined]])('what is no data is refused', (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});
