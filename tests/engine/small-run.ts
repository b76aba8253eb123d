import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createCatalog } from '#engine/catalog.ts';
import { createRun, type Run, type RunEvent, type RunOptions } from '#engine/run.ts';

export const CATALOG = createCatalog([]);

function presetConfig(id: string): RunConfig {
  const config = CATALOG.presets.find((preset) => preset.id === id)?.config;
  if (!config) throw new RangeError(`there is no preset '${id}'`);
  return config;
}

/** CartPole with DQN, small enough for a test. */
export function smallConfig(changes: Partial<RunConfig> = {}): RunConfig {
  const config = presetConfig('cartpole-dqn');
  return {
    ...config,
    populationSize: 4,
    generations: 3,
    hyperparameters: {
      ...config.hyperparameters,
      learnStep: { value: 4, min: 1, max: 16, grow: 1.5, shrink: 0.75, evolves: true },
    },
    training: {
      ...config.training,
      stepsPerGeneration: 256,
      learningDelay: 64,
      replayCapacity: 2000,
    },
    evaluation: { episodes: 2 },
    champion: { episodes: 2 }, // else contests take most of a small run
    target: { ...config.target, enabled: false },
    ...changes,
  };
}

/** A preset with two agents and two short generations. */
export function shortOf(preset: string): RunConfig {
  const config = presetConfig(preset);
  return {
    ...config,
    populationSize: 2,
    generations: 2,
    training: {
      ...config.training,
      stepsPerGeneration: config.algorithm.endsWith('ppo') ? 1024 : 256,
      learningDelay: 64,
    },
    evaluation: { episodes: 1 },
    champion: { episodes: 2 },
    target: { ...config.target, enabled: false },
  };
}

/** Prepares a run on a device of its own. */
export async function openRun(
  config: RunConfig,
  options: Partial<RunOptions> = {},
  threads = 1,
): Promise<Run> {
  const device = await createWasmDevice({ threads });
  const run = createRun({ config, catalog: CATALOG, device, ...options });
  return {
    ...run,
    dispose() {
      run.dispose();
      device.dispose();
    },
  };
}

/** All events of a run, to its end. */
export async function play(
  run: Run,
  see: (event: RunEvent) => void | Promise<void> = () => {},
): Promise<string> {
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) return run.state.hash;
    await see(value);
  }
}
