import { type Builder, record } from '#compute/builder.ts';
import type { AgentSetup, Device, DevicePopulation, PopulationSetup } from '#compute/device.ts';
import { buildKernels } from '#compute/wasm/build-kernels.mjs';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { Plan } from '#networks/plan.ts';

/** A device of so many threads, its kernels built first if need be. */
export async function openDevice(threads = 1): Promise<Device> {
  await buildKernels();
  return createWasmDevice({ threads });
}

/** Online and target network of one plan, as of DQN. */
export const DQN_NETWORKS: PopulationSetup['networks'] = [
  { name: 'online', targetOf: null, trained: true },
  { name: 'target', targetOf: 'online', trained: false },
];

export const HYPERPARAMETERS = { learningRate: 0.01, gamma: 0.99, tau: 0.01, batchSize: 6 };

export function dqnAgent(
  plan: Plan,
  slot = 0,
  hyperparameters: Record<string, number> = HYPERPARAMETERS,
): AgentSetup {
  return {
    parentSlot: slot,
    plans: { online: plan, target: plan },
    inheritance: {
      online: { kind: 'initialise', key: [slot, 1] },
      target: { kind: 'sync', online: 'online' },
    },
    hyperparameters,
    key: [slot, 77],
  };
}

/** One DQN update, from the replay buffer or from inputs of so many rows. */
export function dqnProgram(doubleQ: boolean, width: number, rows?: number) {
  return record('learn', (p) => {
    const batch = rows === undefined ? sampled(p, width) : given(p, width, rows);
    const q = p.forward('online', batch.observations);
    const next = p.forward('target', batch.nextObservations);
    const best = doubleQ ? p.forward('online', batch.nextObservations) : undefined;
    const { actions, rewards, terminated } = batch;
    const gamma = { hyperparameter: 'gamma' };
    const { gradient, loss, tdTarget } = p.temporalDifference({
      q,
      next,
      best,
      actions,
      rewards,
      terminated,
      gamma,
    });
    p.backward(q, gradient);
    p.adam('online', { hyperparameter: 'learningRate' });
    p.softUpdate('target', 'online', { hyperparameter: 'tau' });
    p.output('loss', loss);
    p.output('tdTarget', tdTarget);
  });
}

export const transitionFields = (width: number) => ({
  observations: width,
  actions: 1,
  rewards: 1,
  nextObservations: width,
  terminated: 1,
});

function sampled(p: Builder, width: number) {
  return p.sample(transitionFields(width), { hyperparameter: 'batchSize' });
}

function given(p: Builder, width: number, rows: number) {
  return {
    observations: p.input('observations', rows, width),
    actions: p.input('actions', rows, 1),
    rewards: p.input('rewards', rows, 1),
    nextObservations: p.input('nextObservations', rows, width),
    terminated: p.input('terminated', rows, 1),
  };
}

/** Replaces the weights of some networks, moments and step counts becoming zero. */
export async function setWeights(
  population: DevicePopulation,
  slot: number,
  slabs: Readonly<Record<string, Float32Array>>,
): Promise<void> {
  const snapshot = await population.snapshot();
  const agents = snapshot.agents.map((networks, i) =>
    i === slot
      ? Object.fromEntries(
          Object.entries(networks).map(([name, network]) => [
            name,
            { ...network, weights: slabs[name] ?? network.weights },
          ]),
        )
      : networks,
  );
  population.restore({ ...snapshot, agents });
}
