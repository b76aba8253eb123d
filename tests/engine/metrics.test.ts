import { expect, test } from 'vitest';
import { algorithmById } from '#algorithms/index.ts';
import type { DevicePopulation } from '#compute/device.ts';
import { createRun } from '#engine/run.ts';
import { CATALOG, play, shortOf, smallConfig } from './small-run.ts';
import { watchedDevice } from './watched-device.ts';

const ALGORITHMS = [
  ['dqn', shortOf('cartpole-dqn')],
  ['ppo', shortOf('cartpole-ppo')],
  ['ddpg', shortOf('pendulum-ddpg')],
  ['td3', shortOf('pendulum-td3')],
] as const;

test.each(ALGORITHMS)(
  'a generation of %s tells each agent’s mean over its updates, by metric',
  async (id, config) => {
    const { metrics = [] } = algorithmById(id).declaration;
    expect(metrics.length).toBeGreaterThan(1);
    let population: DevicePopulation | undefined;
    const measured = new Map<string, number[][]>(); // by metric and slot
    const forget = () => {
      for (const { name } of metrics)
        measured.set(
          name,
          Array.from({ length: config.populationSize }, () => []),
        );
    };
    forget();
    const device = await watchedDevice((method, args) => {
      if (method !== 'run') return;
      const [program, , active] = args as [string, number, Uint8Array | undefined];
      for (const metric of metrics) {
        if (metric.program !== program) continue;
        for (let slot = 0; slot < config.populationSize; slot++) {
          const read = population?.read(program, metric.name, slot) as Float32Array;
          if (!active || active[slot]) measured.get(metric.name)?.[slot]?.push(read[0] as number);
        }
      }
    });
    const watched = {
      ...device,
      open: (setup: Parameters<typeof device.open>[0]) => {
        const opened = device.open(setup);
        population ??= opened; // contests open others
        return opened;
      },
    };
    const run = createRun({ config, catalog: CATALOG, device: watched });
    let told = 0;
    await play(run, (event) => {
      if (event.kind !== 'generation') return;
      told++;
      expect(Object.keys(event.report.metrics ?? {})).toEqual(metrics.map(({ name }) => name));
      for (const [name, slots] of measured) {
        const means = event.report.metrics?.[name] ?? new Float64Array();
        expect(means).toHaveLength(config.populationSize);
        slots.forEach((values, slot) => {
          expect(values.length, `updates that measured ${name}`).toBeGreaterThan(1);
          const plain = values.reduce((sum, value) => sum + value, 0) / values.length;
          const scale = Math.max(...values.map(Math.abs));
          expect(Math.abs((means[slot] as number) - plain)).toBeLessThan(1e-5 * scale);
        });
      }
      forget();
    });
    expect(told).toBe(2);
    run.dispose();
    device.dispose();
  },
);

test('agents that made no update have no means', async () => {
  const config = smallConfig({ generations: 1 });
  const { training } = config;
  const device = await watchedDevice(() => {});
  const run = createRun({
    config: { ...config, training: { ...training, learningDelay: 1900 } },
    catalog: CATALOG,
    device,
  });
  await play(run, (event) => {
    if (event.kind !== 'generation') return;
    for (const means of Object.values(event.report.metrics ?? {}))
      expect([...means]).toEqual([NaN, NaN, NaN, NaN]);
  });
  run.dispose();
  device.dispose();
});
