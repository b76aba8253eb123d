import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test, vi } from 'vitest';
import { draws } from '#core/random.ts';
import { lunarLander } from '#environments/lunar-lander/lunar-lander.ts';

test('Planck takes nothing inexact from Math but what is exchanged', () => {
  const folder = createRequire(import.meta.url)
    .resolve('planck')
    .replace(/planck\.js$/, '');
  const code = readFileSync(`${folder}planck.mjs`, 'utf8');
  const taken = new Set([...code.matchAll(/\bMath\.(\w+)/g)].map(([, name]) => name));
  // `random` is taken for a helper of Planck's demos and drawn from by nothing else.
  expect([...taken].sort()).toEqual(
    ['PI', 'abs', 'atan2', 'cos', 'max', 'min', 'random', 'sin', 'sqrt'].sort(),
  );
  expect(code.match(/\bmath_random\(/g)).toHaveLength(1);
});

test('a load that fails puts Math back, says so, and is tried again', async () => {
  const { sin, cos, atan2 } = Math;
  const environment = lunarLander();
  vi.doMock('planck', () => {
    throw new Error('offline');
  });
  await expect(environment.prepare?.()).rejects.toThrow();
  expect([Math.sin, Math.cos, Math.atan2]).toEqual([sin, cos, atan2]);
  expect(() => environment.reset(draws([1, 2]))).toThrow(/not loaded; await prepare\(\)/);
  vi.doUnmock('planck');
  await environment.prepare?.();
  expect(environment.reset(draws([1, 2])).surface).toHaveLength(11);
});
