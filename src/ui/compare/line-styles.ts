import { type Configuration, isControl } from '#store/compare/run-curve.ts';

/** Dashes by which configurations differ in a chart, with lightness, never by hue, for hues are the mutations'. */
const DASHES = [undefined, '8 4', '10 3 2 3', '5 2', '12 4 2 4 2 4', '16 3'] as const;
/** Dots of controls alone. */
const CONTROL_DASHES = ['1.5 3', '1.5 6', '1.5 3 1.5 8'] as const;
const SHARES = [100, 66, 88, 60, 78, 70] as const;

/** Configurations told apart at the most. */
export const MOST_CONFIGURATIONS = DASHES.length;

/** The dash of each configuration, in their order. */
export function dashesOf(
  configurations: readonly Configuration[],
): readonly (string | undefined)[] {
  let [controls, others] = [0, 0];
  return configurations.map((each) =>
    isControl(each)
      ? CONTROL_DASHES[controls++ % CONTROL_DASHES.length]
      : DASHES[others++ % DASHES.length],
  );
}

export const colourOf = (index: number): string =>
  `color-mix(in srgb, var(--text) ${SHARES[index % SHARES.length]}%, var(--surface))`;
