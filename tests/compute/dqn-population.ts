import { type Builder, defineProgram } from '#compute/builder.ts';
import type { AgentSetup, PopulationSetup } from '#compute/device.ts';
import type { Plan } from '#networks/plan.ts';
import { numbers } from './plans.ts';

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
  return defineProgram('learn', (p) => {
    const batch = rows === undefined ? sampled(p, width) : given(p, width, rows);
    const q = p.forward('online', batch.observations);
    const next = p.forward('target', batch.nextObservations);
    const best = doubleQ ? p.forward('online', batch.nextObservations) : undefined;
    const { actions, rewards, terminated } = batch;
    const gamma = { hyperparameter: 'gamma' };
    const { gradient, loss, error, tdTarget } = p.temporalDifference({
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
    p.output('q', q);
    p.output('loss', loss);
    p.output('error', error);
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

/** Makes so many transitions, the same every time. */
export const transitions = (count: number, width: number, seed: number) => ({
  observations: numbers(count * width, seed),
  actions: numbers(count, seed + 1).map((x) => (x > 0 ? 1 : 0)),
  rewards: numbers(count, seed + 2),
  nextObservations: numbers(count * width, seed + 3),
  terminated: numbers(count, seed + 4).map((x) => (x > 0.8 ? 1 : 0)),
});
