import type { Key } from '#core/random.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import { initialise } from '#networks/initialise.ts';
import { changes, LIMIT } from '#networks/perturb.ts';
import type { Plan } from '#networks/plan.ts';
import { type Overlap, overlaps, renewals, writeNew } from '#networks/reshape.ts';
import type { PopulationSetup } from '../device.ts';
import type { NetworkPlace } from '../lowering/lowering.ts';
import { inheritedStates } from '../lowering/states.ts';
import { layoutOf } from '../population.ts';
import type { Blueprint } from './blueprint.ts';
import { CHANGE, copyBlock, fillMean, perturb } from './kernels/inherit.wgsl.ts';
import { CALL_HEADER, IN_REPLAY, type Kernel, MOST_GROUPS } from './kernels/kernel.ts';

/** Floats that one workgroup copies. */
const PIECE = 4096;

/** Makes a generation's weights and moments: written by the host, then made from the parents' by the GPU. */
export interface Inheriting {
  /** Fresh slabs, by address. */
  readonly fresh: readonly { readonly address: number; readonly slab: Float32Array }[];
  /** Work for the GPU, in order; the parents' memory is bound as the replay buffer. */
  readonly steps: readonly InheritanceStep[];
  /** Updates made so far, by trained network and slot. */
  readonly updates: ReadonlyMap<string, Uint32Array>;
}

export interface InheritanceStep {
  readonly kernel: Kernel;
  readonly calls: number;
  /** Calls, then what they refer to. */
  readonly table: Uint32Array<ArrayBuffer>;
}

/** The generation before, as far as its children need to know. */
export interface Parents {
  readonly blueprint: Blueprint;
  readonly updates: ReadonlyMap<string, Uint32Array>;
}

/** Work gathered on the way. */
interface Work {
  readonly fresh: { address: number; slab: Float32Array }[];
  /** Operands of means of the parents' moments and the list of blocks that they are of. */
  readonly averaged: number[][];
  readonly blocks: number[];
  /** Operands of copies from the parents, of changes and their list, and of copies to targets. */
  readonly copied: number[][];
  readonly perturbed: number[][];
  readonly changes: number[];
  readonly followed: number[][];
}

/** Says how every network of a generation comes to be. */
export function inherit(
  { networks, programs }: PopulationSetup,
  { agents, layout }: Blueprint,
  parents: Parents | null,
): Inheriting {
  const work: Work = {
    fresh: [],
    averaged: [],
    blocks: [],
    copied: [],
    perturbed: [],
    changes: [],
    followed: [],
  };
  const updates = new Map<string, Uint32Array>();
  for (const { name, trained } of networks)
    if (trained) updates.set(name, new Uint32Array(agents.length));

  agents.forEach(({ inheritance: inheritances, parentSlot }, slot) => {
    const own = layoutOf(layout, slot).networks;
    const before = parents?.blueprint.layout.agents[parentSlot]?.networks;
    if (parents)
      for (const { from, to } of inheritedStates(
        programs,
        parents.blueprint,
        { agents, layout },
        slot,
      ))
        copySlab(
          work.copied,
          IN_REPLAY + from.address,
          to.address,
          inOnePiece(to.rows * to.stride),
        );
    for (const { name } of networks) {
      const inheritance = inheritances[name];
      const place = own.get(name) as NetworkPlace; // laid out for every network of the setup
      if (!inheritance)
        throw new RangeError(`agent ${slot} has no inheritance for network '${name}'`);
      const parent = before?.get(name) ?? null;
      if (!parent && inheritance.kind !== 'initialise' && inheritance.kind !== 'sync')
        throw new RangeError(
          `agent ${slot} inherits network '${name}' (${inheritance.kind}) from slot ${parentSlot}, which is not there`,
        );
      inheritWeights(work, inheritance, place, parent, name, own);
      if (!parent || inheritance.kind === 'initialise') continue;
      if (!inheritMoments(work, inheritance, place, parent)) continue;
      const made = parents?.updates.get(name)?.[parentSlot] as number; // the parent is there
      (updates.get(name) as Uint32Array)[slot] = made; // only trained networks have moments
    }
  });

  const { fresh, averaged, blocks, copied, perturbed, changes: list, followed } = work;
  return {
    fresh,
    steps: [
      ...stepWithList(fillMean, averaged, blocks),
      ...stepsOf(copyBlock, copied),
      ...stepWithList(perturb, perturbed, list),
      ...stepsOf(copyBlock, followed),
    ],
    updates,
  };
}

function inheritWeights(
  work: Work,
  inheritance: Inheritance,
  { plan, weights }: NetworkPlace,
  parent: NetworkPlace | null,
  name: string,
  own: ReadonlyMap<string, NetworkPlace>,
): void {
  const { kind } = inheritance;
  switch (kind) {
    case 'initialise': {
      const slab = new Float32Array(plan.length);
      initialise(plan, inheritance.key, slab);
      work.fresh.push({ address: weights, slab });
      if (inheritance.perturbed) change(work, plan, weights, inheritance.perturbed);
      return;
    }
    case 'sync': {
      const online = own.get(inheritance.online);
      if (!online)
        throw new RangeError(
          `network '${name}' follows '${inheritance.online}', which is not there`,
        );
      copySlab(work.followed, online.weights, weights, whole(online.plan, plan));
      return;
    }
    default:
      if (!parent) return; // seen to before
      if (kind === 'reshape') {
        const slab = new Float32Array(plan.length);
        writeNew(parent.plan, plan, inheritance.growth, inheritance.key, slab);
        work.fresh.push({ address: weights, slab });
      }
      copySlab(work.copied, IN_REPLAY + parent.weights, weights, kept(inheritance, parent, plan));
      if (kind === 'perturb') change(work, plan, weights, inheritance);
  }
}

/** Tells the GPU to inherit moments, as `inheritMoments` of `#networks` does; returns whether there were any. */
function inheritMoments(
  work: Work,
  inheritance: Inheritance,
  { plan, training }: NetworkPlace,
  parent: NetworkPlace,
): boolean {
  if (!training || !parent.training) return false;
  const blocks = kept(inheritance, parent, plan);
  const { firstMoments, secondMoments } = parent.training;
  copySlab(work.copied, IN_REPLAY + firstMoments, training.firstMoments, blocks);
  if (inheritance.kind === 'reshape')
    average(work, parent.plan, secondMoments, plan, training.secondMoments);
  copySlab(work.copied, IN_REPLAY + secondMoments, training.secondMoments, blocks);
  return true;
}

/** Adds the means that the second moments of new weights begin with. */
function average(
  { averaged, blocks }: Work,
  from: Plan,
  moments: number,
  to: Plan,
  into: number,
): void {
  for (const { tensor, survivors, count } of renewals(from, to)) {
    averaged.push([
      blocks.length,
      survivors.length,
      bits(1 / Math.max(1, count)),
      into + tensor.offset * 4,
      tensor.stride,
      tensor.rows,
      tensor.columns,
    ]);
    for (const { source, sourceStride, rows, columns } of survivors)
      blocks.push(moments + source * 4, sourceStride, rows, columns);
  }
}

/** Returns the parts of a parent's slab that are kept. */
const kept = ({ kind }: Inheritance, parent: NetworkPlace, plan: Plan): Overlap[] =>
  kind === 'reshape' ? overlaps(parent.plan, plan) : whole(parent.plan, plan);

/** A slab as one block. */
function whole(from: Plan, to: Plan): Overlap[] {
  if (from.length !== to.length)
    throw new RangeError(
      `a slab of ${from.length} floats cannot be copied into one of ${to.length}`,
    );
  return inOnePiece(to.length);
}

/** A slab of so many floats as one block. */
const inOnePiece = (length: number): Overlap[] => [
  { source: 0, sourceStride: length, target: 0, targetStride: length, rows: 1, columns: length },
];

/** Adds the operands of copying blocks between slabs, in pieces for a workgroup each. */
function copySlab(calls: number[][], from: number, to: number, blocks: readonly Overlap[]): void {
  for (const { source, sourceStride, target, targetStride, rows, columns } of blocks) {
    const width = Math.min(columns, PIECE);
    const height = Math.max(1, Math.floor(PIECE / width));
    for (let row = 0; row < rows; row += height)
      for (let column = 0; column < columns; column += width)
        calls.push([
          from + (source + row * sourceStride + column) * 4,
          sourceStride,
          to + (target + row * targetStride + column) * 4,
          targetStride,
          Math.min(height, rows - row),
          Math.min(width, columns - column),
        ]);
  }
}

const bits = (value: number): number => new Uint32Array(Float32Array.of(value).buffer)[0] as number;

/** Adds the changes of a slab's weights (of each the last one), and the calls that make them. */
function change(
  { perturbed, changes: list }: Work,
  plan: Plan,
  weights: number,
  { deviation, key }: { readonly deviation: number; readonly key: Key },
): void {
  const last = new Map<number, readonly [strength: number, z: number]>();
  for (const { places, strengths, normals } of changes(plan, deviation, key))
    places.forEach((place, i) => {
      last.set(place, [strengths[i] as number, normals[i] as number]); // as many as places
    });
  const first = list.length;
  for (const [place, [strength, z]] of last)
    list.push(weights + place * 4, bits(strength), bits(z));
  for (let i = 0; i < last.size; i += PIECE)
    perturbed.push([first + i * CHANGE, Math.min(PIECE, last.size - i), bits(LIMIT)]);
}

function stepsOf(kernel: Kernel, calls: readonly (readonly number[])[]): InheritanceStep[] {
  const steps: InheritanceStep[] = [];
  for (let i = 0; i < calls.length; i += MOST_GROUPS)
    steps.push(stepOf(kernel, calls.slice(i, i + MOST_GROUPS)));
  return steps;
}

/** A step whose calls name words of a list behind them, the first operand of each; none without calls. */
function stepWithList(
  kernel: Kernel,
  calls: readonly (readonly number[])[],
  list: readonly number[],
): InheritanceStep[] {
  if (calls.length === 0) return [];
  const listAt = calls.length * (CALL_HEADER + kernel.operands);
  const placed = calls.map(([first = 0, ...others]) => [listAt + first, ...others]);
  return [stepOf(kernel, placed, list)];
}

function stepOf(
  kernel: Kernel,
  calls: readonly (readonly number[])[],
  behind: readonly number[] = [],
): InheritanceStep {
  const length = CALL_HEADER + kernel.operands;
  const table = new Uint32Array(calls.length * length + behind.length);
  calls.forEach((operands, i) => {
    table.set(operands, i * length + CALL_HEADER);
  });
  table.set(behind, calls.length * length);
  return { kernel, calls: calls.length, table };
}
