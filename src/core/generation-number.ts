/**
 * The number of a generation as people read it: the founders are generation 1, so that after generation 15 there have
 * been 15. Data (events, links, recipes, `.evo`) count from 0, as arrays do.
 */
export const generationNumber = (generation: number): number => generation + 1;

/** The index of a generation, from 0, by its number. */
export const generationIndex = (number: number): number => number - 1;
