/** A number with a minus sign, not a hyphen, where it is negative. `format` is given its size. */
export const signed = (value: number, format: (size: number) => string): string =>
  value < 0 ? `−${format(-value)}` : format(value);

/** A rounded number with its sign, as '+1,200' or '−27'; 0 has none. */
export function signedWhole(value: number): string {
  const rounded = Math.round(value);
  const figure = signed(rounded, (size) => Math.abs(size).toLocaleString('en'));
  return rounded > 0 ? `+${figure}` : figure;
}
