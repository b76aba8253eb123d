/** Most generations of a run; `core/fields.ts` allows no more. */
export const MOST_GENERATIONS = 1000;
export const MOST_AGENTS = 128;
/** Greatest id of an agent, and greatest step. */
export const LAST_ID = 2 ** 31 - 1;
