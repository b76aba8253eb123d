import { expect, test } from 'vitest';
import { stepsPerSecond } from '#store/lab/pace.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';

test('a pace is times the world’s own, as fast as it goes, or so that a generation trains for five seconds', () => {
  expect(stepsPerSecond(8, CONFIG, 0.02)).toBeCloseTo(400);
  expect(stepsPerSecond(null, CONFIG, 0.02)).toBeNull();
  const training = { ...CONFIG.training, stepsPerGeneration: 4096, environmentsPerAgent: 4 };
  expect(stepsPerSecond('guided', { training }, 0.02)).toBeCloseTo(1024 / 5);
});
