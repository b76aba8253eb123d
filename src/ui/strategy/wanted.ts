/** Parts of the strategy lab that something kept elsewhere is opened in. */
type Part = 'experiments' | 'teams';

/** The part that the person who comes to the strategy lab next wants to see; null: none. */
let wanted: Part | null = null;

export const want = (part: Part): void => {
  wanted = part;
};

export const isAnyWanted = (): boolean => wanted !== null;

/** Returns whether a part is wanted, and forgets it: once it is seen it is not called for again. */
export function takeWanted(part: Part): boolean {
  const is = wanted === part;
  if (is) wanted = null;
  return is;
}
