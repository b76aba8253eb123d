import { expect, test, vi } from 'vitest';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { mean } from '#core/statistics.ts';
import { CATALOG, openRun, play } from './small-run.ts';

const preset = CATALOG.presets.find(({ id }) => id === 'pendulum-td3')?.config as RunConfig;
const AGENTS = 2;
const LANES = 8;
const DELAY = 4000; // transitions of the whole population

/** One generation, the last part of it beyond the learning delay; actors explore without noise. */
function configOf(randomStart: boolean, generations = 1): RunConfig {
  return {
    ...preset,
    populationSize: AGENTS,
    generations,
    settings: {
      ...preset.settings,
      noise: 'gaussian',
      noiseDeviation: 0,
      ...(randomStart && { randomStart }),
    },
    training: {
      stepsPerGeneration: 2048,
      environmentsPerAgent: LANES,
      replayCapacity: 5000,
      learningDelay: DELAY,
    },
    evaluation: { episodes: 1 },
    target: { ...preset.target, enabled: false },
  };
}

/** Returns the actions that entered the replay buffer per vector step, and whether all were at random. */
async function actionsOf(config: RunConfig, threads = 1) {
  const run = await openRun(config, {}, threads);
  const remember = vi.spyOn(run.state.device, 'remember');
  const hash = await play(run);
  run.dispose();
  return { hash, actions: remember.mock.calls.map(([, { actions }]) => [...(actions ?? [])]) };
}

test('until anyone may learn, actions are drawn evenly, others for each agent, lane and step', async () => {
  const { actions } = await actionsOf(configOf(true));
  const random = actions.slice(0, DELAY / (AGENTS * LANES)).flat();
  expect(random.length).toBe(DELAY);
  expect(new Set(random).size).toBeGreaterThan(DELAY - 20);
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const action of random) {
    const tenth = Math.floor((action + 1) * 5);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  // χ² with 9 degrees of freedom exceeds 27.9 once in a thousand.
  const expected = DELAY / 10;
  expect(tenths.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)).toBeLessThan(27.9);
});

test('and as the actors say from then on; without the setting from the first step', async () => {
  const late = (await actionsOf(configOf(true))).actions.slice(1 + DELAY / (AGENTS * LANES));
  const usual = (await actionsOf(configOf(false))).actions;
  /** Mean change from one step to the next of an agent's lane: small for actors, 2/3 at random. */
  const change = (steps: readonly number[][]) =>
    mean(steps.slice(1).flatMap((now, i) => now.map((x, j) => Math.abs(x - (steps[i]?.[j] ?? 0)))));
  expect(late.length).toBeGreaterThan(2);
  expect(change(late)).toBeLessThan(0.4);
  expect(change(usual)).toBeLessThan(0.4);
});

test('it is part of the run, the same with any number of threads', async () => {
  const config = configOf(true, 2);
  const { hash } = await actionsOf(config);
  expect((await actionsOf(config, 2)).hash).toBe(hash);
  expect((await actionsOf(configOf(false, 2))).hash).not.toBe(hash);
});

test('a configuration without it stays as it is, and false is left out', () => {
  const parsed = (settings: RunConfig['settings']) => {
    const result = parseRunConfig({ ...preset, settings }, CATALOG);
    return result.ok ? result.config.settings : result.problems;
  };
  expect(preset.settings).not.toHaveProperty('randomStart');
  expect(parsed(preset.settings)).toEqual(preset.settings);
  expect(parsed({ ...preset.settings, randomStart: false })).toEqual(preset.settings);
  expect(parsed({ ...preset.settings, randomStart: true })).toMatchObject({ randomStart: true });
});
