import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyDifference, difference } from '#core/preset-difference.ts';
import { configWith, validConfig } from './catalog-fixture.ts';

/** Nested data without null, as configurations are. */
const { data } = fc.letrec((tie) => ({
  data: fc.dictionary(fc.string({ maxLength: 3 }), tie('value'), { maxKeys: 4 }),
  value: fc.oneof(
    { maxDepth: 3 },
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
    fc.boolean(),
    fc.string(),
    fc.array(fc.nat(), { maxLength: 3 }),
    tie('data'),
  ),
}));

test('a difference made good gives the configuration back', () => {
  fc.assert(
    fc.property(data, data, (config, preset) => {
      const changes = JSON.parse(JSON.stringify(difference(config as object, preset as object)));
      expect(applyDifference(preset, changes)).toEqual(JSON.parse(JSON.stringify(config)));
    }),
  );
});

test('equal configurations have no difference', () => {
  expect(difference(structuredClone(validConfig), validConfig)).toEqual({});
});

test('only what differs is in it', () => {
  expect(difference(configWith('network.encoderHidden', [64, 32]), validConfig)).toEqual({
    network: { encoderHidden: [64, 32] },
  });
  const { tau, ...others } = validConfig.hyperparameters;
  expect(difference({ ...validConfig, hyperparameters: others }, validConfig)).toEqual({
    hyperparameters: { tau: null },
  });
});

test('a strange difference harms nothing', () => {
  const result = applyDifference(validConfig, JSON.parse('{"__proto__":{"seed":1},"network":5}'));
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  expect(Object.hasOwn(Object.prototype, 'seed')).toBe(false);
  expect(applyDifference(validConfig, 'text')).toBe('text');
});
