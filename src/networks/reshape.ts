import { draws, type Key } from '#core/random.ts';
import { type Block, blocksOf } from './blocks.ts';
import { initialDeviation, initialiseTensor, initialScales } from './initialise.ts';
import type { Plan, Tensor } from './plan.ts';
import { subkey } from './subkey.ts';

/*
 * A child's weights where its network's shape differs from its parent's: what both have is kept, the rest is fresh.
 * 'preserving' growth follows Net2Net (Chen et al. 2016, "Accelerating learning via knowledge transfer"): new units
 * count for nothing yet, and a new layer passes on what it gets. LayerNorm behind a new unit or layer makes that
 * impossible, and so does any activation f with f(f(x)) ≠ f(x); there growth is random all the same.
 */

export type Growth = 'random' | 'preserving';

/**
 * Writes a child's weights into its slab. Kept is, tensor by tensor of the same name, the leading block, where inputs
 * that join at the head stay with their own weights. A new tensor is initialised as usual. The new part of a grown one
 * cannot be orthogonal to all the rest; it is uniform with the deviation that an orthogonal matrix of the shape has.
 */
export function reshape(
  from: Plan,
  parent: Float32Array,
  to: Plan,
  growth: Growth,
  key: Key,
  into: Float32Array,
): void {
  writeNew(from, to, growth, key, into);
  keepOverlap(from, parent, to, into);
}

/** The part of {@link reshape} that needs no weights of the parent: all but what is kept. */
export function writeNew(from: Plan, to: Plan, growth: Growth, key: Key, into: Float32Array): void {
  into.fill(0, 0, to.length);
  const before = new Map(blocksOf(from).map((block) => [block.name, block]));
  let previous: Block | null = null;
  for (const block of blocksOf(to)) {
    const old = before.get(block.name);
    const { weights, initialScale } = block.dense;
    if (!old) {
      if (growth === 'preserving' && passesOn(block, previous)) writeIdentity(weights, into);
      else initialiseTensor(weights, initialScale, key, into);
    } else if (!sameShape(old, block)) {
      // Of a head alone the first inputs that are new come from another network's new units, which do as these do.
      const faded = growth === 'preserving' && !previous?.normalised;
      writeFresh(old, block, faded, key, into);
    }
    previous = block;
  }
  const scales = initialScales(to);
  for (const tensor of to.tensors)
    if (tensor.kind === 'gain' || tensor.kind === 'constants')
      initialiseTensor(tensor, scales.get(tensor) ?? 1, key, into);
}

/** Writes a child's moments: its parent's where the weight survives, zero elsewhere. */
export function reshapeMoments(
  from: Plan,
  moments: Float32Array,
  to: Plan,
  into: Float32Array,
): void {
  into.fill(0, 0, to.length);
  keepOverlap(from, moments, to, into);
}

/** Whether 'preserving' growth from one plan to the other leaves the function computed as it was, up to rounding. */
export function preserves(from: Plan, to: Plan): boolean {
  if (from.headInputs !== to.headInputs || from.inputs !== to.inputs) return false;
  const before = new Map(blocksOf(from).map((block) => [block.name, block]));
  const after = blocksOf(to);
  const kept = after.filter(({ name }) => before.has(name));
  if (kept.length !== before.size || from.outputs !== to.outputs) return false;
  return after.every((block, i) => {
    const old = before.get(block.name);
    if (!old) return passesOn(block, after[i - 1] ?? null);
    if (old.normalised !== block.normalised || old.activation !== block.activation) return false;
    const grown = block.dense.outputs - old.dense.outputs;
    return grown === 0 || (grown > 0 && !block.normalised);
  });
}

/** Whether a new block can be the identity on what the block before it puts out. */
function passesOn(block: Block, previous: Block | null): boolean {
  const { inputs, outputs } = block.dense;
  if (previous === null || inputs !== outputs || block.ahead !== inputs || block.normalised)
    return false;
  const { activation } = block;
  return activation === 'identity' || (activation === 'relu' && previous.activation === 'relu');
}

function writeIdentity({ rows, stride, offset }: Tensor, into: Float32Array): void {
  for (let i = 0; i < rows; i++) into[offset + i * stride + i] = 1;
}

/**
 * Fresh numbers where the old block had no weights. `faded`: nothing goes out from new units of the block before to
 * units that were there.
 */
function writeFresh(old: Block, block: Block, faded: boolean, key: Key, into: Float32Array): void {
  const tensor = block.dense.weights;
  const fresh = draws(subkey(key, tensor.name));
  const bound = Math.sqrt(3) * initialDeviation(tensor, block.dense.initialScale);
  for (let i = 0; i < tensor.rows; i++) {
    const isOld = oldRow(i, old, block) !== null;
    const first = isOld || (faded && i < block.ahead) ? old.dense.outputs : 0;
    const at = tensor.offset + i * tensor.stride;
    for (let j = first; j < tensor.columns; j++) into[at + j] = fresh.between(-bound, bound);
  }
}

/** The row of the old weights that belongs to the same input as row `i` of the new ones; null: the input is new. */
function oldRow(i: number, old: Block, block: Block): number | null {
  if (i < block.ahead) return i < old.ahead ? i : null;
  const joined = i - block.ahead;
  return joined < old.dense.inputs - old.ahead ? old.ahead + joined : null;
}

/** A block of numbers that both plans have: where it lies in either slab, in floats. */
export interface Overlap {
  readonly source: number;
  readonly sourceStride: number;
  readonly target: number;
  readonly targetStride: number;
  readonly rows: number;
  readonly columns: number;
}

/** What a child keeps of its parent's slab. */
export function overlaps(from: Plan, to: Plan): Overlap[] {
  const before = new Map(blocksOf(from).map((block) => [block.dense.weights.name, block]));
  const blocks = new Map(blocksOf(to).map((block) => [block.dense.weights.name, block]));
  const tensors = new Map(from.tensors.map((tensor) => [tensor.name, tensor]));
  const kept: Overlap[] = [];
  for (const tensor of to.tensors) {
    const source = tensors.get(tensor.name);
    if (!source) continue;
    const columns = Math.min(source.columns, tensor.columns);
    const keep = (row: number, sourceRow: number, rows: number) => {
      if (rows > 0)
        kept.push({
          source: source.offset + sourceRow * source.stride,
          sourceStride: source.stride,
          target: tensor.offset + row * tensor.stride,
          targetStride: tensor.stride,
          rows,
          columns,
        });
    };
    const old = before.get(tensor.name);
    const block = blocks.get(tensor.name);
    if (!old || !block) keep(0, 0, Math.min(source.rows, tensor.rows));
    else {
      const joined = Math.min(old.dense.inputs - old.ahead, block.dense.inputs - block.ahead);
      keep(0, 0, Math.min(old.ahead, block.ahead));
      keep(block.ahead, old.ahead, joined);
    }
  }
  return kept;
}

function keepOverlap(from: Plan, parent: Float32Array, to: Plan, into: Float32Array): void {
  for (const { source, sourceStride, target, targetStride, rows, columns } of overlaps(from, to)) {
    if (columns === sourceStride && columns === targetStride) {
      into.set(parent.subarray(source, source + rows * columns), target);
      continue;
    }
    for (let row = 0; row < rows; row++) {
      const start = source + row * sourceStride;
      into.set(parent.subarray(start, start + columns), target + row * targetStride);
    }
  }
}

function sameShape(a: Block, b: Block): boolean {
  return (
    a.dense.inputs === b.dense.inputs && a.dense.outputs === b.dense.outputs && a.ahead === b.ahead
  );
}
