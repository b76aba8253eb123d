/** Matrix products in tiles: fully connected layers, y = f(x W + b), and back. */
import { LEAKY_RELU, RELU } from '../../lowering/abi.ts';
import type { Access } from './access.ts';
import { type Kernel, kernel, LANES } from './kernel.ts';

/** Rows and columns of a tile; an invocation keeps 4 × 4 of its sums. */
const TILE = 32;
/** Inner indices that are brought into workgroup memory at a time. */
const DEPTH = 8;
const QUADS = TILE / 4;
/** Vectors of four in half a tile's memory, of which each invocation brings one. */
const VECTORS = DEPTH * QUADS;
if (VECTORS !== LANES) throw new RangeError('each invocation of a product brings one vector');

interface ProductText {
  readonly operands: number;
  /** Functions that the elements are read by. */
  readonly declarations?: string;
  /** Rows, columns and, where parts of them are told apart, inner indices, by operands. */
  readonly sizes: (
    operands: readonly number[],
  ) => readonly [rows: number, columns: number, depth?: number];
  /** Statements that define `rows`, `columns`, `depth` and what the rest reads. */
  readonly define: string;
  /** Element (i, k) of A and (k, j) of B; indices are within bounds. */
  readonly a: string;
  readonly b: string;
  /**
   * Parts of A's elements that depend on i alone, computed once, and on k alone, computed once for four elements:
   * functions of the call and of either, whose results `a` finds as `ofRow` and `ofInner`.
   */
  readonly partsOfA?: { readonly ofRow: string; readonly ofInner: string };
  /** True when neighbours in memory have neighbouring k. */
  readonly aAlongDepth: boolean;
  readonly bAlongDepth: boolean;
  /** Value from which the sums of column j start. */
  readonly start: string;
  /** Stores `sum` of (i, j); where pairs are stored, `next` of (i, j + 1) as well. */
  readonly store: (access: Access) => string;
  /** Operands that may be matrices of 16-bit floats; absent: none may. */
  readonly halves?: readonly number[];
  /** Statements at the end, given the sums of B's columns (those of the invocation are `left + column + 0 … 3`). */
  readonly columnSums?: string;
  /** Inner indices that a workgroup takes, where they are many: other parts go to others. `part` numbers it. */
  readonly partLength?: number;
  /** Adds up the parts. */
  readonly finish?: Kernel;
}

/** Inner index that an invocation brings, and the quad of the other one. */
const placeOf = (alongDepth: boolean) =>
  alongDepth
    ? `let k = lane % ${DEPTH}u; let quad = lane / ${DEPTH}u;`
    : `let k = lane / ${QUADS}u; let quad = lane % ${QUADS}u;`;

/** Brings a part of a matrix into workgroup memory, as [inner index][quad of the other index]. */
const load = (
  into: 'tileA' | 'tileB',
  element: string,
  index: string,
  bound: string,
  alongDepth: boolean,
  parts?: ProductText['partsOfA'],
) => {
  const component = (n: number) => /* wgsl */ `
      if (kk < end && first + ${n}u < ${bound}) {
        let ${index} = first + ${n}u;
        ${parts ? `let ofRow = ofRow${n};` : ''}
        v[${n}] = ${element};
      }`;
  return /* wgsl */ `
    {
      ${placeOf(alongDepth)}
      let kk = begin + k;
      let first = ${into === 'tileA' ? 'top' : 'left'} + quad * 4u;
      ${parts ? `let ofInner = ${parts.ofInner}(r, min(kk, end - 1u));` : ''}
      var v = vec4f();
      ${[0, 1, 2, 3].map(component).join('')}
      ${into}[k * ${QUADS}u + quad] = v;
    }`;
};

/** The part of A's elements that depends on the rows of the quad that an invocation brings. */
const rowsOfA = (alongDepth: boolean, { ofRow }: NonNullable<ProductText['partsOfA']>) => {
  const row = (n: number) => `
  let ofRow${n} = ${ofRow}(r, min(top + quadOfA * 4u + ${n}u, rows - 1u));`;
  return /* wgsl */ `
  let quadOfA = ${alongDepth ? `lane / ${DEPTH}u` : `lane % ${QUADS}u`};${[0, 1, 2, 3].map(row).join('')}`;
};

/** A kernel that multiplies two matrices, of which elements are read and sums stored as the text says. */
export function product(text: ProductText): Kernel {
  const { operands, sizes, declarations = '', define, columnSums = '' } = text;
  const { partLength, finish, partsOfA, halves = [] } = text;
  const store = (n: number, access: Access) => /* wgsl */ `
  {
    let i = top + row + ${n}u;
    for (var q = 0u; q < 4u; q += ${access.step}u) {
      let j = left + column + q;
      if (i < rows && j < columns) {
        let sum = c${n}[q];
        ${access.step === 2 ? `let next = c${n}[q + 1u];` : ''}
        ${text.store(access)}
      }
    }
  }`;
  return kernel({
    halves,
    operands,
    groups: (given) => {
      const [rows, columns, depth = 0] = sizes(given);
      const parts = partLength ? Math.ceil(depth / partLength) : 1;
      return Math.ceil(rows / TILE) * Math.ceil(columns / TILE) * parts;
    },
    ...(finish && { finish }),
    declarations: /* wgsl */ `${declarations}
var<workgroup> tileA: array<vec4f, ${VECTORS}>;
var<workgroup> tileB: array<vec4f, ${VECTORS}>;
`,
    body: (access) => /* wgsl */ `
  ${define}
  let across = (columns + ${TILE - 1}u) / ${TILE}u;
  let down = (rows + ${TILE - 1}u) / ${TILE}u;
  let part = group.x / (across * down);
  let partStart = part * ${partLength ?? 0}u;
  let end = ${partLength ? `min(depth, partStart + ${partLength}u)` : 'depth'};
  if (${partLength ? 'partStart >= depth' : 'part > 0u'}) { return; }
  let top = ((group.x % (across * down)) / across) * ${TILE}u;
  let left = (group.x % across) * ${TILE}u;
  let row = (lane / ${QUADS}u) * 4u;
  let column = (lane % ${QUADS}u) * 4u;
  let busy = top + row < rows && left + column < columns;
  var c0 = vec4f();
  for (var q = 0u; q < 4u; q++) {
    let j = left + column + q;
    if (j < columns) { c0[q] = ${text.start}; }
  }
  var c1 = c0;
  var c2 = c0;
  var c3 = c0;
  ${columnSums && 'var sums = vec4f();'}
  ${partsOfA ? rowsOfA(text.aAlongDepth, partsOfA) : ''}
  for (var begin = partStart; begin < end; begin += ${DEPTH}u) {
    ${load('tileA', text.a, 'i', 'rows', text.aAlongDepth, partsOfA)}
    ${load('tileB', text.b, 'j', 'columns', text.bAlongDepth)}
    workgroupBarrier();
    let inner = select(0u, min(${DEPTH}u, end - begin), busy);
    for (var k = 0u; k < inner; k++) {
      let a = tileA[k * ${QUADS}u + row / 4u];
      let b = tileB[k * ${QUADS}u + column / 4u];
      c0 += a.x * b;
      c1 += a.y * b;
      c2 += a.z * b;
      c3 += a.w * b;
      ${columnSums && 'sums += b;'}
    }
    workgroupBarrier();
  }
  ${[0, 1, 2, 3].map((n) => store(n, access)).join('')}
  ${columnSums}`,
  });
}

/** Activations that are fused with a layer. */
export const CHEAP_ACTIVATION = /* wgsl */ `
fn activated(kind: u32, x: f32) -> f32 {
  if (kind == ${RELU}u) { return select(x, 0.0, x < 0.0); }
  if (kind == ${LEAKY_RELU}u) { return select(x, x * 0.01, x < 0.0); }
  return x;
}
`;

/** Operands: x, its stride, rows, inputs, W, b, y, columns (the stride of W and y), activation, scratch (unused). */
export const denseForward = product({
  operands: 10,
  sizes: (o) => [o[2] ?? 0, o[7] ?? 0],
  define: /* wgsl */ `
  let x = at(r, 0u); let stride = word(r, 1u); let rows = word(r, 2u); let depth = word(r, 3u);
  let w = at(r, 4u); let biases = at(r, 5u); let y = at(r, 6u); let columns = word(r, 7u); let kind = word(r, 8u);`,
  declarations: CHEAP_ACTIVATION,
  a: 'load(x + i * stride + kk)',
  b: 'load(w + kk * columns + j)',
  aAlongDepth: true,
  bAlongDepth: false,
  start: 'load(biases + j)',
  store: () => 'store(y + i * columns + j, activated(kind, sum));',
});

/** Operands: x, its stride, rows, inputs, dy, columns (the stride of dy and W), dW, db, scratch (unused). */
export const denseBackwardWeights = product({
  operands: 9,
  sizes: (o) => [o[3] ?? 0, o[5] ?? 0],
  define: /* wgsl */ `
  let x = at(r, 0u); let stride = word(r, 1u); let depth = word(r, 2u); let rows = word(r, 3u);
  let dy = at(r, 4u); let columns = word(r, 5u); let dw = at(r, 6u); let db = at(r, 7u);`,
  a: 'load(x + kk * stride + i)',
  b: 'load(dy + kk * columns + j)',
  aAlongDepth: false,
  bAlongDepth: false,
  start: '0.0',
  store: () => 'store(dw + i * columns + j, sum);',
  columnSums: /* wgsl */ `
  if (top == 0u && row == 0u) {
    for (var q = 0u; q < 4u; q++) {
      if (left + column + q < columns) { store(db + left + column + q, sums[q]); }
    }
  }`,
});

/**
 * Operands: dy, its stride (and that of W), rows, outputs, W, inputs, scratch (unused), dx, its stride, and the output
 * of a ReLU that x came out of (or 0). dx = dy Wᵀ, zero where that output is.
 */
export const denseBackwardInput = product({
  operands: 10,
  sizes: (o) => [o[2] ?? 0, o[8] ?? 0],
  define: /* wgsl */ `
  let dy = at(r, 0u); let stride = word(r, 1u); let rows = word(r, 2u); let depth = word(r, 3u);
  let w = at(r, 4u); let inputs = word(r, 5u); let dx = at(r, 7u); let columns = word(r, 8u);
  let masked = word(r, 9u) != 0u; let mask = at(r, 9u);`,
  a: 'load(dy + i * stride + kk)',
  b: 'select(0.0, load(w + min(j, inputs - 1u) * stride + kk), j < inputs)',
  aAlongDepth: true,
  bAlongDepth: true,
  start: '0.0',
  store: () => /* wgsl */ `
        let place = i * columns + j;
        let passes = j < inputs && (!masked || load(mask + place) > 0.0);
        store(dx + place, select(0.0, sum, passes));`,
});
