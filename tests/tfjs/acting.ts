import { contextIn } from '#algorithms/algorithm.ts';
import { algorithmById } from '#algorithms/index.ts';
import { defineProgram } from '#compute/builder.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { sizeOf } from '#core/shape.ts';
import { openModel } from '#engine/open-model.ts';
import { environmentById } from '#environments/index.ts';
import { networkShapes } from '#networks/found.ts';
import { planNetwork } from '#networks/plan.ts';
import type { Individual, ModelFit } from '#protocol/messages.ts';

/** An agent of a model's files; throws an Error with the words of the refusal. */
export async function adopted(
  files: Record<string, Uint8Array>,
  fit: ModelFit,
): Promise<Individual> {
  const { individual, problem } = await openModel({ kind: 'openModel', files, fit });
  if (!individual) throw new Error(problem ?? 'there is no agent and no reason');
  return individual;
}

export interface Acted {
  /** [rows × outputs], as the policy gives them. */
  readonly outputs: Float32Array;
  /** [rows × numbers of an action], as the agent's own evaluation chooses them. */
  readonly actions: Float32Array;
}

/** Returns an agent's outputs and actions for observations on the exact device; `masks` are added to the values of choices. */
export async function act(
  individual: Individual,
  observations: Float32Array,
  rows: number,
  masks?: Float32Array,
): Promise<Acted> {
  const algorithm = algorithmById(individual.algorithm);
  const { declaration } = algorithm;
  const environment = environmentById(individual.environment);
  const { players } = environment;
  const policy = declaration.networks.find(({ role }) => role === 'policy')?.name ?? '';
  const settings = Object.fromEntries(
    declaration.settings.map(({ name, initial }) => [name, initial]),
  );
  const shape = networkShapes(declaration, players, settings)[policy];
  const genome = individual.genome.networks[policy];
  const weights = individual.weights[policy];
  if (!shape || !genome || !weights) throw new Error(`the agent has no network '${policy}'`);
  const plan = planNetwork(genome, shape);
  const config = {
    settings,
    training: { environmentsPerAgent: 1 },
    evaluation: { episodes: rows },
  } as never; // all that the programs ask of it
  const evaluate = algorithm
    .programs(contextIn(environment, config))
    .filter(({ name }) => name === 'evaluate');
  const outputs = defineProgram('outputs', (p) => {
    p.output('outputs', p.forward(policy, p.input('observations', rows, sizeOf(plan.inputs))));
  });
  const device = await createWasmDevice({ threads: 1 });
  try {
    const population = device.open({
      networks: [{ name: policy, targetOf: null, trained: false }],
      programs: [outputs, ...evaluate],
      replay: null,
      agents: [
        {
          parentSlot: 0,
          plans: { [policy]: plan },
          inheritance: { [policy]: { kind: 'initialise', key: [0, 0] } },
          hyperparameters: individual.genome.hyperparameters,
          key: [0, 0],
        },
      ],
    });
    const none = new Float32Array(0);
    const snapshot = { weights, firstMoments: none, secondMoments: none, updates: 0 };
    population.restore({ agents: [{ [policy]: snapshot }], replay: null });
    if (masks) population.write('evaluate', 'mask', 0, masks);
    for (const program of ['outputs', 'evaluate']) {
      population.write(program, 'observations', 0, observations);
      await population.run(program, 0);
    }
    return {
      outputs: (await population.read('outputs', 'outputs', 0)).slice(),
      actions: (await population.read('evaluate', 'actions', 0)).slice(),
    };
  } finally {
    device.dispose();
  }
}
