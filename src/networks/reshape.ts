import { draws, type Key } from '#core/random.ts';
import { sizeOf } from '#core/shape.ts';
import { type Block, blocksOf } from './blocks.ts';
import { initialDeviation, initialiseTensor, initialScales } from './initialise.ts';
import type { Plan, Tensor } from './plan.ts';
import { BEFORE, rowsIn, sharedRows } from './segments.ts';
import { subkey } from './subkey.ts';

/*
 * A child's weights where its network's shape differs from its parent's: shared parts are kept, the rest is fresh.
 * 'preserving' growth follows Net2Net (Chen et al. 2016, "Accelerating learning via knowledge transfer"): new units have
 * no effect yet, and a new layer passes on what it gets. LayerNorm behind a new unit or layer makes that impossible, and
 * so does any activation f with f(f(x)) ≠ f(x); there growth is random all the same.
 */

export type Growth = 'random' | 'preserving';

/**
 * Writes a child's weights into its slab. Kept are, tensor by tensor of the same name, the rows that both have (see
 * `segments.ts`), as far as both have columns. A new tensor is initialised as usual. The new part of a grown one
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
    const { weights, initialScale } = block.layer;
    if (!old) {
      if (growth === 'preserving' && passesOn(block, previous)) writeIdentity(weights, into);
      else initialiseTensor(weights, initialScale, key, into);
    } else if (!sameShape(old, block)) {
      // The first inputs that are new to a head alone come from another network's new units, which do as these do.
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

/** Writes a child's first moments: its parent's where the weight survives, zero elsewhere. */
export function reshapeFirstMoments(
  from: Plan,
  moments: Float32Array,
  to: Plan,
  into: Float32Array,
): void {
  into.fill(0, 0, to.length);
  keepOverlap(from, moments, to, into);
}

/**
 * Writes a child's second moments: its parent's where the weight survives, and for new weights the mean that
 * {@link renewals} names. At zero they would take steps of up to 6.5 times the learning rate at first: Adam's correction
 * of moments that begin at zero goes by the network's updates, which are many by then.
 */
export function reshapeSecondMoments(
  from: Plan,
  moments: Float32Array,
  to: Plan,
  into: Float32Array,
): void {
  into.fill(0, 0, to.length);
  for (const { tensor, survivors, count } of renewals(from, to)) {
    const mean = sumOf(moments, survivors) / Math.max(1, count);
    for (let row = 0; row < tensor.rows; row++) {
      const start = tensor.offset + row * tensor.stride;
      into.fill(mean, start, start + tensor.columns);
    }
  }
  keepOverlap(from, moments, to, into);
}

/** Tells whether 'preserving' growth from one plan to the other leaves the function as it was, up to rounding. */
export function preserves(from: Plan, to: Plan): boolean {
  if (from.headInputs !== to.headInputs || sizeOf(from.inputs) !== sizeOf(to.inputs)) return false;
  const before = new Map(blocksOf(from).map((block) => [block.name, block]));
  const after = blocksOf(to);
  const kept = after.filter(({ name }) => before.has(name));
  if (kept.length !== before.size || from.outputs !== to.outputs) return false;
  return after.every((block, i) => {
    const old = before.get(block.name);
    if (!old) return passesOn(block, after[i - 1] ?? null);
    if (old.normalised !== block.normalised || old.activation !== block.activation) return false;
    const grown = block.layer.weights.columns - old.layer.weights.columns;
    return grown === 0 || (grown > 0 && !block.normalised);
  });
}

/** Tells whether a new block can be the identity on what the block before it puts out. */
function passesOn({ layer, normalised, activation }: Block, previous: Block | null): boolean {
  const { rows, columns, segments } = layer.weights;
  const takesAll = rows === columns && segments.length === 1;
  if (previous === null || layer.kind !== 'dense' || !takesAll || normalised) return false;
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
  const { weights: tensor, initialScale } = block.layer;
  const before = old.layer.weights;
  const fresh = draws(subkey(key, tensor.name));
  const bound = Math.sqrt(3) * initialDeviation(tensor, initialScale);
  /** Flags by row: whether numbers are fresh only where the old block had no such column. */
  const keeps = new Uint8Array(tensor.rows);
  let row = 0;
  for (const segment of tensor.segments) {
    const end = row + rowsIn([segment]);
    if (faded && segment.from === BEFORE) keeps.fill(1, row, end);
    row = end;
  }
  for (const { target, rows } of sharedRows(before.segments, tensor.segments))
    keeps.fill(1, target, target + rows);
  for (let i = 0; i < tensor.rows; i++) {
    const at = tensor.offset + i * tensor.stride;
    for (let j = keeps[i] ? before.columns : 0; j < tensor.columns; j++)
      into[at + j] = fresh.between(-bound, bound);
  }
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

/** Returns the parts of a parent's slab that a child keeps. */
export function overlaps(from: Plan, to: Plan): Overlap[] {
  return to.tensors.flatMap((tensor) => survivorsIn(from, tensor));
}

/** A tensor with weights that are new, and the parent's weights whose mean second moment those begin with. */
export interface Renewal {
  readonly tensor: Tensor;
  readonly survivors: readonly Overlap[];
  /** Weights among the survivors. */
  readonly count: number;
}

/**
 * Returns the tensors of a child that have new weights. Theirs is the mean of the weights that survive in the same tensor;
 * in a new tensor, of all that survive in the network.
 */
export function renewals(from: Plan, to: Plan): Renewal[] {
  const byTensor = to.tensors.map((tensor) => survivorsIn(from, tensor));
  return to.tensors.flatMap((tensor, i) => {
    const own = byTensor[i] as readonly Overlap[]; // one per tensor
    if (countOf(own) === tensor.rows * tensor.columns) return [];
    const survivors = own.length > 0 ? own : byTensor.flat();
    return [{ tensor, survivors, count: countOf(survivors) }];
  });
}

const countOf = (parts: readonly Overlap[]): number =>
  parts.reduce((sum, { rows, columns }) => sum + rows * columns, 0);

/** Returns the parts of a parent's slab that a tensor of the child keeps. */
function survivorsIn(from: Plan, tensor: Tensor): Overlap[] {
  const old = from.tensors.find(({ name }) => name === tensor.name);
  if (!old) return [];
  return sharedRows(old.segments, tensor.segments).map(({ source, target, rows }) => ({
    source: old.offset + source * old.stride,
    sourceStride: old.stride,
    target: tensor.offset + target * tensor.stride,
    targetStride: tensor.stride,
    rows,
    columns: Math.min(old.columns, tensor.columns),
  }));
}

/** Sum of a parent's numbers over the parts that are kept. */
function sumOf(slab: Float32Array, parts: readonly Overlap[]): number {
  let sum = 0;
  for (const { source, sourceStride, rows, columns } of parts)
    for (let row = 0; row < rows; row++)
      for (let i = 0; i < columns; i++) sum += slab[source + row * sourceStride + i] as number; // inside the slab
  return sum;
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
  const [old, now] = [a.layer.weights, b.layer.weights];
  const shared = sharedRows(old.segments, now.segments);
  const rows = shared.reduce((sum, each) => sum + each.rows, 0);
  return rows === old.rows && rows === now.rows && old.columns === now.columns;
}
