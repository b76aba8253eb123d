/**
 * The number of a generation as it is told everywhere: that of the founders is generation 1, so that after generation 15
 * there have been 15. What programs read (events, links, recipes, `.evo`) counts from 0, as arrays do.
 */
export const generationNumber = (generation: number): number => generation + 1;

/** The generation that is told by a number. */
export const generationIndex = (number: number): number => number - 1;
