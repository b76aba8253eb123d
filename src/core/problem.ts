/** A field that cannot stand, in words for the person who typed it. */
export interface Problem {
  /** Path, such as 'selection.tournamentSize'; '' for the whole. */
  readonly path: string;
  readonly value: unknown;
  /** Says what is wrong and what would be right. */
  readonly message: string;
}
