/** How configurations differ in a chart: by dash and by lightness, never by hue, for hues are the mutations'. */
const DASHES = [undefined, '8 4', '2 3', '10 3 2 3', '5 2', '1 4'] as const;
const SHARES = [100, 66, 88, 60, 78, 70] as const;

/** Configurations told apart at the most. */
export const MOST_CONFIGURATIONS = DASHES.length;

export const dashOf = (index: number): string | undefined => DASHES[index % DASHES.length];

export const colourOf = (index: number): string =>
  `color-mix(in srgb, var(--text) ${SHARES[index % SHARES.length]}%, var(--surface))`;
