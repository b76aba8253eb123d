/** A number with a minus sign, not a hyphen, where it is negative. `format` is given its size. */
export const signed = (value: number, format: (size: number) => string): string =>
  value < 0 ? `−${format(-value)}` : format(value);
