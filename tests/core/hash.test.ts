import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasher } from '#core/hash.ts';

const bytesOf = (hex: string) => {
  // Digits are four words; the published verification reads them as little-endian bytes.
  const words = hex.match(/.{8}/g)?.map((digits) => Number.parseInt(digits, 16)) ?? [];
  return new Uint8Array(Uint32Array.from(words).buffer);
};

test('the verification value of SMHasher for x86_128 comes out', () => {
  const results = new Uint8Array(256 * 16);
  const key = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 0; i < 256; i++)
    results.set(
      bytesOf(
        hasher(256 - i)
          .bytes(key.subarray(0, i))
          .hex(),
      ),
      i * 16,
    );
  expect(hasher().bytes(results).hex().slice(0, 8)).toBe('b3ece62a');
});

test('nothing at all hashes to zero', () => {
  expect(hasher().hex()).toBe('0'.repeat(32));
});

test('pieces hash like the whole, wherever it is cut', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 9000, size: 'max' }),
      fc.array(fc.nat(9000), { maxLength: 4 }),
      (data, cuts) => {
        const whole = hasher().bytes(data).hex();
        const pieces = hasher();
        let from = 0;
        for (const to of [...cuts.sort((a, b) => a - b), data.length]) {
          pieces.bytes(data.subarray(from, to));
          from = Math.max(from, to);
          pieces.hex();
        }
        expect(pieces.hex()).toBe(whole);
      },
    ),
  );
});

test('one bit changes the hash', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 70 }), fc.nat(), (data, position) => {
      const changed = data.slice();
      const at = position % data.length;
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(hasher().bytes(changed).hex()).not.toBe(hasher().bytes(data).hex());
    }),
  );
});

test('floats hash by their bits: −0 is not 0', () => {
  expect(hasher().floats(Float32Array.of(-0)).hex()).not.toBe(
    hasher().floats(Float32Array.of(0)).hex(),
  );
  const floats = Float32Array.of(1.5, -2, 3);
  expect(hasher().floats(floats).hex()).toBe(hasher().bytes(new Uint8Array(floats.buffer)).hex());
});

test('every NaN hashes alike', () => {
  const quiet = new Float32Array(Uint32Array.of(0x7fc00000, 1).buffer);
  const negative = new Float32Array(Uint32Array.of(0xffc00123, 1).buffer);
  expect(hasher().floats(negative).hex()).toBe(hasher().floats(quiet).hex());
});

test('text hashes as UTF-8', () => {
  expect(hasher().text('λ').hex()).toBe(hasher().bytes(Uint8Array.of(0xce, 0xbb)).hex());
});
