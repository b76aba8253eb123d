import type { Algorithm } from '#algorithms/algorithm.ts';
import type { Device } from '#compute/device.ts';
import type { Environment } from '#core/environment.ts';
import type { RunConfig } from '#core/run-config.ts';
import { box, type Space } from '#core/spaces.ts';
import { foundStateOf } from '#engine/founding.ts';
import type { RunState } from '#engine/state.ts';

/**
 * Tiny environments whose best policy and values are known, after AgileRL's probes: an
 * algorithm's faults show in seconds.
 */
interface Probe {
  readonly observe?: readonly number[];
  readonly actionSpace?: Space;
  readonly maxSteps?: number;
  /** Steps until the task ends; Infinity: never. */
  readonly length?: number;
  reward(observation: number, action: number, step: number): number;
}

interface ProbeState {
  readonly observation: number;
  readonly step: number;
}

/** One observation number, drawn among those given at reset; behind it the number of the step. */
export function probe(probe: Probe): Environment<ProbeState> {
  const {
    observe = [0],
    actionSpace = { kind: 'discrete', n: 2 },
    maxSteps = 10,
    length = 1,
  } = probe;
  return {
    id: 'Probe',
    title: 'Probe',
    summary: '',
    players: [{ name: 'agent', observationSpace: box([2], -10, 10), actionSpace }],
    maxSteps,
    secondsPerStep: 1,
    returnRange: [-1, 1],
    solvedAt: 1,
    observationLabels: ['x', 'step'],
    actionLabels: [],
    reset: (draws) => ({ observation: observe[draws.integer(observe.length)] as number, step: 0 }),
    step: ({ observation, step }, action) => ({
      state: { observation, step: step + 1 },
      rewards: [probe.reward(observation, action[0] as number, step)],
      terminated: step + 1 >= length,
    }),
    observe({ observation, step }, _player, into, at) {
      into[at] = observation;
      into[at + 1] = step;
    },
    draw: () => {
      throw new Error('a probe has no picture');
    },
  };
}

/** A run's state before its first generation, in an environment that is in no catalog. */
export function probeState(
  environment: Environment<never>,
  algorithm: Algorithm,
  config: RunConfig,
  device: Device,
): RunState {
  const world = environment as unknown as Environment; // its own states are all it is given
  return foundStateOf({ environment: world, algorithm, config, device });
}
