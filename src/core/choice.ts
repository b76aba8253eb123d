/** One of several values, and how a form calls it. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}
