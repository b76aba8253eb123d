/** Matplotlib's viridis at ten points, [red, green, blue]. */
const POINTS = [
  [68, 1, 84],
  [72, 40, 120],
  [62, 74, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [109, 205, 89],
  [180, 222, 44],
  [253, 231, 37],
] as const;

export type Rgb = readonly [red: number, green: number, blue: number];

/** The colour of a share in [0, 1]; beyond, that of the nearer end. */
export function viridis(share: number): Rgb {
  const position = Math.min(1, Math.max(0, share)) * (POINTS.length - 1);
  const low = POINTS[Math.floor(position)] ?? POINTS[0];
  const high = POINTS[Math.ceil(position)] ?? low;
  const part = position - Math.floor(position);
  const mix = (a: number, b: number) => Math.round(a + (b - a) * part);
  return [mix(low[0], high[0]), mix(low[1], high[1]), mix(low[2], high[2])];
}

/** Colour for style attributes. */
export function viridisCss(share: number): string {
  return `rgb(${viridis(share).join(' ')})`;
}

/** Colours from low to high, for a legend. */
export const VIRIDIS_STOPS = POINTS.map((rgb) => `rgb(${rgb.join(' ')})`);
