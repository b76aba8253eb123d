import type { Algorithm } from '#algorithms/algorithm.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { Environment } from '#core/environment.ts';
import type { RunConfig } from '#core/run-config.ts';
import { type Evaluation, evaluate } from '#engine/evaluate.ts';
import { foundStateOf } from '#engine/founding.ts';
import { adopt, breedNext, endGeneration } from '#engine/generation.ts';
import type { RunState } from '#engine/state.ts';
import { TRAINERS } from '#engine/trainers.ts';
import { CATALOG } from './small-run.ts';

/** A configuration of a team, small enough for a test. */
export function teamConfig(
  { declaration }: Algorithm,
  environment: Environment<never>,
  changes: Partial<RunConfig> = {},
): RunConfig {
  const base = CATALOG.presets.find(
    ({ config }) => config.algorithm === (declaration.training === 'off-policy' ? 'td3' : 'ppo'),
  )?.config;
  if (!base) throw new Error('there is a preset of every rule');
  return {
    ...base,
    environment: environment.id,
    algorithm: declaration.id,
    seed: 1,
    populationSize: 3,
    generations: 2,
    hyperparameters: Object.fromEntries(
      declaration.hyperparameters.map(({ name, initial, range }) => {
        const value = name === 'learnStep' && declaration.training === 'on-policy' ? 160 : initial;
        const { min, max } = range;
        return [name, { ...range, value, min: Math.min(min, value), max: Math.max(max, value) }];
      }),
    ),
    settings: Object.fromEntries(declaration.settings.map(({ name, initial }) => [name, initial])),
    network: { ...base.network, encoderHidden: [16], latent: 16, headHidden: [16] },
    training: {
      ...base.training,
      environmentsPerAgent: 4,
      stepsPerGeneration: 320,
      learningDelay: 100,
    },
    evaluation: { episodes: 3 },
    ...changes,
  };
}

/** Plays a run to its end outside of the catalog; gives its last state, of a device that is closed. */
export async function playTeam(
  algorithm: Algorithm,
  environment: Environment<never>,
  config: RunConfig,
  threads = 1,
  see: (state: RunState, evaluation: Evaluation) => void | Promise<void> = () => {},
): Promise<RunState> {
  const device = await createWasmDevice({ threads });
  const world = environment as unknown as Environment; // its own states are all it is given
  const state = foundStateOf({ algorithm, environment: world, config, device });
  for (;;) {
    const trainer = TRAINERS[algorithm.declaration.training];
    for await (const _ of trainer.train(state));
    const evaluation = evaluate(state);
    let result = await evaluation.next();
    while (!result.done) result = await evaluation.next();
    await endGeneration(state, result.value);
    await see(state, result.value);
    if (state.generation + 1 >= config.generations) break;
    await adopt(state, breedNext(state));
  }
  state.device.dispose();
  device.dispose();
  return state;
}
