import type { Plan } from '#networks/plan.ts';
import type { NetworkSnapshot, PopulationSetup } from '../device.ts';
import type { Layout } from '../lowering/layout.ts';
import type { NetworkPlace } from '../lowering/lowering.ts';
import type { LinearMemory } from './memory.ts';

const empty = new Float32Array(0);

/** Copies of a generation's slabs outside linear memory, kept from generation to generation. */
export interface Staging {
  weights: Float32Array;
  firstMoments: Float32Array;
  secondMoments: Float32Array;
}

export interface StagedNetwork extends NetworkSnapshot {
  readonly plan: Plan;
}

/** Copies what the next generation inherits, region by region. */
export function stage(
  heap: LinearMemory,
  setup: PopulationSetup,
  { agents }: Layout,
  staging: Staging,
): ReadonlyMap<string, StagedNetwork>[] {
  const roles = {
    weights: (place: NetworkPlace) => place.weights,
    firstMoments: (place: NetworkPlace) => place.training?.firstMoments,
    secondMoments: (place: NetworkPlace) => place.training?.secondMoments,
  };
  const starts: Record<string, number> = {};
  for (const role of ['weights', 'firstMoments', 'secondMoments'] as const) {
    const spans = agents.flatMap(({ networks }) =>
      [...networks.values()].flatMap((place) => {
        const address = roles[role](place);
        return address === undefined
          ? []
          : [{ start: address / 4, end: address / 4 + place.plan.length }];
      }),
    );
    const start = spans[0]?.start ?? 0;
    const end = spans.at(-1)?.end ?? 0;
    if (staging[role].length < end - start) staging[role] = new Float32Array(end - start);
    staging[role].set(heap.f32.subarray(start, end));
    starts[role] = start;
  }
  const part = (role: keyof Staging, address: number, { length }: Plan) => {
    const from = address / 4 - (starts[role] as number);
    return staging[role].subarray(from, from + length);
  };
  return agents.map(({ networks }) => {
    const staged = new Map<string, StagedNetwork>();
    for (const { name } of setup.networks) {
      const { plan, weights, training } = networks.get(name) as NetworkPlace; // laid out from the setup
      staged.set(name, {
        plan,
        weights: part('weights', weights, plan),
        firstMoments: training ? part('firstMoments', training.firstMoments, plan) : empty,
        secondMoments: training ? part('secondMoments', training.secondMoments, plan) : empty,
        updates: training ? (heap.u32[training.updates / 4] as number) : 0,
      });
    }
    return staged;
  });
}

export const createStaging = (): Staging => ({
  weights: empty,
  firstMoments: empty,
  secondMoments: empty,
});
