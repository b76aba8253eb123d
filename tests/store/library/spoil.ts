import fc, { type GeneratorValue } from 'fast-check';

/** Damage of every kind, each time the same for the same seed. */

/** Refers to one list 12 levels deep, ten times on each: walked through, it has 10¹² parts. */
const lattice = () =>
  Array.from({ length: 10 }).reduce<unknown>((below) => Array(10).fill(below), []);

function circle(): unknown {
  const object: Record<string, unknown> = {};
  object['itself'] = object;
  return object;
}

const nested = (depth: number): unknown => (depth === 0 ? [] : [nested(depth - 1)]);

const NUMBERS = [
  ...[Number.NaN, Infinity, -Infinity, 0, -0, -1, 0.5, 1e308, -1e308],
  ...[2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 53, 1e9],
];

/** Values that JSON holds. */
const jsonValue = () =>
  fc.oneof(
    fc.constantFrom<unknown>(...NUMBERS.filter(Number.isFinite), null, true, '', 'x'.repeat(5000)),
    fc.constantFrom<unknown>([], {}, { 'not finite': 'Infinity' }, { 'lifted array': 'length' }),
    fc.constantFrom<unknown>(
      { 'lifted array': 0 },
      JSON.parse('{"__proto__":{"a":1}}'),
      nested(60),
    ),
    fc.jsonValue(),
  );

/** Anything that the browser keeps. */
const anyValue = () =>
  fc.oneof(
    jsonValue(),
    fc.constantFrom<unknown>(...NUMBERS, undefined, 10n, new Date(Number.NaN), new Map([[1, 2]])),
    fc.constantFrom<unknown>(new Float64Array(3), new Uint8Array(20_000), new BigInt64Array(4)),
    fc.constant(null).map(circle),
    fc.constant(null).map(lattice),
    fc.anything({ withTypedArray: true, withDate: true, withMap: true, withBigInt: true }),
  );

type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array;

/** A copy of data that is wrong in one place: another value, one taken out, or a list repeated many times. */
export function spoil(g: GeneratorValue, value: unknown, isJson = false): unknown {
  const strange = () => g(isJson ? jsonValue : anyValue);
  if (ArrayBuffer.isView(value)) return spoilNumbers(g, value as Numbers);
  if (typeof value !== 'object' || value === null || g(fc.nat, { max: 7 }) === 0) return strange();
  const keys = Object.keys(value);
  const key = keys[g(fc.nat, { max: Math.max(0, keys.length - 1) })];
  if (key === undefined) return strange();
  const how = g(fc.nat, { max: 9 });
  if (Array.isArray(value)) {
    if (how === 0) return value.toSpliced(Number(key), 1);
    if (how === 1) return Array.from({ length: 300 }, () => value).flat();
    return value.with(Number(key), spoil(g, value[Number(key)], isJson));
  }
  const { [key]: part, ...others } = value as Record<string, unknown>;
  return how === 0 ? others : { ...others, [key]: spoil(g, part, isJson) };
}

/** Typed arrays with one bit flipped, a number replaced, cut, repeated, or of another kind. */
export function spoilNumbers(g: GeneratorValue, numbers: Numbers): ArrayBufferView {
  const copy = numbers.slice();
  const at = g(fc.nat, { max: Math.max(0, copy.length - 1) });
  switch (g(fc.nat, { max: 4 })) {
    case 0: {
      const bytes = new Uint8Array(copy.buffer);
      return copy.length === 0
        ? new Float32Array(1)
        : flipped(copy, bytes, g(fc.nat, { max: bytes.length * 8 - 1 }));
    }
    case 1:
      copy[at] = g(fc.constantFrom, ...NUMBERS);
      return copy;
    case 2:
      return copy.slice(0, at);
    case 3: {
      const grown = new (copy.constructor as Float64ArrayConstructor)(copy.length * 1000 + 1);
      for (let i = 0; i < grown.length; i++) grown[i] = copy[i % Math.max(1, copy.length)] ?? 0;
      return grown;
    }
    default:
      return new Uint8Array(copy.buffer);
  }
}

function flipped(numbers: Numbers, bytes: Uint8Array, bit: number): Numbers {
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return numbers;
}
