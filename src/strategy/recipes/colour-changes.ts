import { cos, sin } from '#core/maths.ts';
import { type ColourMatrix, GREY, type ImageStatistics } from './image-change.ts';

/** Each colour by a factor and with something added. */
const scaled = (factors: readonly number[], added: readonly number[]): ColourMatrix =>
  [0, 1, 2].flatMap((row) => [
    ...[0, 1, 2].map((column) => (row === column ? (factors[row] as number) : 0)),
    added[row] as number,
  ]);

export const brighter = (by: number): ColourMatrix => scaled([1, 1, 1], [by, by, by]);

/** Away from the mean grey of the image, or towards it. */
export function contrasted(factor: number, { grey }: ImageStatistics): ColourMatrix {
  const added = grey * (1 - factor);
  return scaled([factor, factor, factor], [added, added, added]);
}

/** Away from each pixel's grey, or towards it. */
export const saturated = (factor: number): ColourMatrix =>
  [0, 1, 2].flatMap((row) => [
    ...GREY.map((share, column) => (1 - factor) * share + (row === column ? factor : 0)),
    0,
  ]);

/** Each colour stretched to the whole range, as far as the image has two levels of it. */
export function stretched({ least, greatest }: ImageStatistics): ColourMatrix {
  const factors = least.map((low, i) => {
    const range = (greatest[i] as number) - low;
    return range > 0 ? 1 / range : 1;
  });
  const added = least.map((low, i) => (factors[i] === 1 ? 0 : -low * (factors[i] as number)));
  return scaled(factors, added);
}

/** Colours to luminance and two axes of hue, and back (NTSC's YIQ). */
const TO_YIQ = [0.299, 0.587, 0.114, 0.595716, -0.274453, -0.321263, 0.211456, -0.522591, 0.311135];
const FROM_YIQ = [1, 0.9563, 0.621, 1, -0.2721, -0.6474, 1, -1.107, 1.7046];

/** Part of a colour that turns with its hue, all but luminance; and the same, a quarter turn on. */
const ACROSS = multiply(FROM_YIQ, multiply([0, 0, 0, 0, 1, 0, 0, 0, 1], TO_YIQ));
const TURNED = multiply(FROM_YIQ, multiply([0, 0, 0, 0, 0, -1, 0, 1, 0], TO_YIQ));

/** Turns the hue by a share of a full turn; by none, nothing changes at all. */
export function turnedHue(turn: number): ColourMatrix {
  const angle = 2 * Math.PI * turn;
  const [less, sine] = [cos(angle) - 1, sin(angle)];
  return [0, 1, 2].flatMap((row) => [
    ...[0, 1, 2].map((column) => {
      const at = row * 3 + column;
      return (
        (row === column ? 1 : 0) + less * (ACROSS[at] as number) + sine * (TURNED[at] as number)
      );
    }),
    0,
  ]);
}

/** Multiplies two 3 × 3 matrices. */
function multiply(a: readonly number[], b: readonly number[]): number[] {
  return [0, 1, 2].flatMap((row) =>
    [0, 1, 2].map((column) =>
      [0, 1, 2].reduce(
        (sum, k) => sum + (a[row * 3 + k] as number) * (b[k * 3 + column] as number),
        0,
      ),
    ),
  );
}
