import type { Inheritance } from './inheritance.ts';
import { initialise } from './initialise.ts';
import { perturb } from './perturb.ts';
import type { Plan } from './plan.ts';
import { reshape, reshapeFirstMoments, reshapeSecondMoments } from './reshape.ts';

/** A parent's slab and its plan. */
export interface Inherited {
  readonly plan: Plan;
  readonly slab: Float32Array;
}

/**
 * Writes the weights of one network of a child into its slab. `parent` is the parent's network of the same name; for
 * `sync` it is the child's own online network, which must have its weights by then; for `initialise` it is unused.
 */
export function inheritWeights(
  inheritance: Inheritance,
  plan: Plan,
  into: Float32Array,
  parent: Inherited | null,
): void {
  if (inheritance.kind === 'initialise') {
    initialise(plan, inheritance.key, into);
    const { perturbed } = inheritance;
    if (perturbed) perturb(plan, into, perturbed.deviation, perturbed.key);
    return;
  }
  if (parent === null) throw new RangeError(`inheritance '${inheritance.kind}' needs a parent`);
  switch (inheritance.kind) {
    case 'reshape':
      reshape(parent.plan, parent.slab, plan, inheritance.growth, inheritance.key, into);
      return;
    case 'copy':
    case 'sync':
      copy(parent, plan, into);
      return;
    case 'perturb':
      copy(parent, plan, into);
      perturb(plan, into, inheritance.deviation, inheritance.key);
      return;
    default:
      inheritance satisfies never;
  }
}

/** Roles of a trained network's moments in its slabs. */
export const MOMENTS = ['firstMoments', 'secondMoments'] as const;

/**
 * Writes the moments of one trained network of a child: its parent's where a weight survives. New weights begin with a
 * first moment of zero and a second moment like that of the weights beside them; founders with zero.
 */
export function inheritMoments(
  role: (typeof MOMENTS)[number],
  inheritance: Inheritance,
  plan: Plan,
  into: Float32Array,
  parent: Inherited | null,
): void {
  if (inheritance.kind === 'initialise' || parent === null) into.fill(0, 0, plan.length);
  else if (inheritance.kind !== 'reshape') copy(parent, plan, into);
  else {
    const write = role === 'firstMoments' ? reshapeFirstMoments : reshapeSecondMoments;
    write(parent.plan, parent.slab, plan, into);
  }
}

function copy(parent: Inherited, plan: Plan, into: Float32Array): void {
  if (parent.plan.length !== plan.length)
    throw new RangeError(
      `a slab of ${parent.plan.length} floats cannot be copied into one of ${plan.length}`,
    );
  into.set(parent.slab.subarray(0, plan.length));
}
