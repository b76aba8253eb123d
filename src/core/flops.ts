/** A network of dense layers, as far as its products go. */
export interface DenseWidths {
  /** Widths from the inputs to the outputs. */
  readonly widths: readonly number[];
  /** Before which dense layer a second input of this width joins. */
  readonly joined?: { readonly before: number; readonly width: number };
}

/*
 * Floating-point operations of the matrix products of one update; nothing else is counted. A pass back goes to the
 * weights of all layers, and to the inputs of all layers but the first.
 */

/** Multiply-adds per row of each layer. */
export function layerProducts({ widths, joined }: DenseWidths): number[] {
  return widths
    .slice(1)
    .map(
      (outputs, i) => outputs * ((widths[i] as number) + (joined?.before === i ? joined.width : 0)),
    );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Multiply-adds per row of a pass forward, and of one back. */
export const forwardProducts = (shape: DenseWidths): number => sum(layerProducts(shape));
export const backwardProducts = (shape: DenseWidths): number =>
  forwardProducts(shape) + sum(layerProducts(shape).slice(1));

/** Double DQN: three passes forward, one back. */
export function dqnFlops(shape: DenseWidths, batch: number): number {
  return 2 * batch * (3 * forwardProducts(shape) + backwardProducts(shape));
}
