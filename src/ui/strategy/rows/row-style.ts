/** Look of a row wherever it is drawn. */
export interface RowStyle {
  /** Colour of its line, in both themes. */
  readonly colour: string;
  /** CSS pixels; undefined: an unbroken line. */
  readonly dash: string | undefined;
}

/**
 * Eight colours, found by search: in either theme any two lie at least 0.08 apart in OKLab, to those who see all colours
 * and as people with protanopia, deuteranopia or tritanopia see them (Machado, Oliveira, Fernandes 2009), and each has a
 * contrast of 3 with the page.
 */
export const ROW_COLOURS: readonly (readonly [light: string, dark: string])[] = [
  ['#5590f3', '#3d77d7'],
  ['#dd6f23', '#cf630d'],
  ['#287d79', '#6ff8f0'],
  ['#ba5db3', '#956991'],
  ['#28426d', '#a6c6f9'],
  ['#9c4438', '#cb8c81'],
  ['#6741ca', '#9e8afa'],
  ['#5d3904', '#e6bc8b'],
];

const DASHES = [undefined, '8 3', '2.5 2.5', '10 3 2.5 3'] as const;

/** The look of a row, from 0. No two of sixteen look alike: those that share a colour differ in their dashes. */
export function rowStyle(row: number): RowStyle {
  const [light, dark] = ROW_COLOURS[row % ROW_COLOURS.length] as readonly [string, string]; // one of eight
  const round = Math.floor(row / ROW_COLOURS.length);
  return {
    colour: `light-dark(${light}, ${dark})`,
    dash: DASHES[(row + 2 * round) % DASHES.length],
  };
}
