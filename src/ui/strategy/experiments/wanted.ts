/** True when the person who comes to the strategy lab next wants to see its experiments: they opened one elsewhere. */
let isWanted = false;

export const wantExperiments = (): void => {
  isWanted = true;
};

export const areExperimentsWanted = (): boolean => isWanted;

/** Returns the wish and forgets it: once they are seen they are not called for again. */
export function takeWanted(): boolean {
  const was = isWanted;
  isWanted = false;
  return was;
}
