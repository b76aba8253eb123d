/** Hues of choices within a seat, in their order: those of neighbours lie far apart. */
const HUES = [250, 70, 150, 320, 30, 200, 110, 285, 350, 175] as const;

/** The fill behind a choice's name, in both themes; every other one is darker, for those who see few hues. */
export function choiceColour(index: number): string {
  const hue = HUES[index % HUES.length];
  const isDeep = index % 2 === 1;
  return `light-dark(oklch(${isDeep ? 0.84 : 0.91} 0.06 ${hue}), oklch(${isDeep ? 0.33 : 0.42} 0.06 ${hue}))`;
}

/** The line of a choice, in both themes; every other one is dashed. */
export function choiceLine(index: number): { readonly colour: string; readonly dash?: string } {
  const hue = HUES[index % HUES.length];
  const colour = `light-dark(oklch(0.52 0.12 ${hue}), oklch(0.78 0.1 ${hue}))`;
  return index % 2 === 1 ? { colour, dash: '5 3' } : { colour };
}
