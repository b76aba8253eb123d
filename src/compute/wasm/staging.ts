import type { Plan } from '#networks/plan.ts';
import type { AgentSetup, NetworkSnapshot } from '../device.ts';
import type { Layout } from '../lowering/layout.ts';
import type { NetworkPlace } from '../lowering/lowering.ts';
import type { LinearMemory } from './memory.ts';

/** Buffer outside linear memory for the numbers that a generation inherits; it is kept from generation to generation. */
export interface Staging {
  floats: Float32Array;
}

export interface StagedNetwork extends NetworkSnapshot {
  readonly plan: Plan;
}

/** Copies those networks of a generation from which its children take weights or moments into the buffer. */
export function stage(
  heap: LinearMemory,
  { agents }: Layout,
  children: readonly AgentSetup[],
  staging: Staging,
): ReadonlyMap<NetworkPlace, StagedNetwork> {
  const inherited = new Set<NetworkPlace>();
  for (const { parentSlot, inheritance } of children)
    for (const [name, place] of agents[parentSlot]?.networks ?? []) {
      const kind = inheritance[name]?.kind;
      if (kind === 'initialise' || (kind === 'sync' && !place.training)) continue;
      inherited.add(place);
    }

  let size = 0;
  for (const { plan, training } of inherited) size += plan.length * (training ? 3 : 1);
  if (staging.floats.length < size) staging.floats = new Float32Array(Math.ceil(size * SPARE));

  let end = 0;
  const copy = (address: number, { length }: Plan): Float32Array => {
    const start = end;
    end += length;
    staging.floats.set(heap.f32.subarray(address / 4, address / 4 + length), start);
    return staging.floats.subarray(start, end);
  };
  const staged = new Map<NetworkPlace, StagedNetwork>();
  for (const place of inherited) {
    const { plan, weights, training } = place;
    staged.set(place, {
      plan,
      weights: copy(weights, plan),
      firstMoments: training ? copy(training.firstMoments, plan) : empty,
      secondMoments: training ? copy(training.secondMoments, plan) : empty,
      updates: training ? (heap.u32[training.updates / 4] as number) : 0,
    });
  }
  return staged;
}

/** Size of a new buffer as a multiple of the need: networks grow, and each new buffer must be cleared. */
const SPARE = 1.25;

const empty = new Float32Array(0);

export const createStaging = (): Staging => ({ floats: empty });
