/** The lineage: every agent's parent, and what each mutation changed. Append-only. */

/** Kinds of mutation, in the order in which a run gives them their relative probabilities. */
export const FAMILIES = [
  'none',
  'architecture',
  'parameters',
  'activation',
  'hyperparameter',
] as const;
export type Family = (typeof FAMILIES)[number];

/** One thing that a mutation changed, from what to what. */
export interface Change {
  /** Path of the changed trait, as 'learningRate', 'online.head.hidden[1]' or 'online.encoder.activation'. */
  readonly path: string;
  /** Null: it was not there before (or is not there after). */
  readonly from: number | string | null;
  readonly to: number | string | null;
}

export interface Mutation {
  readonly family: Family;
  /** Mutation method, as 'head.addNode', 'latent.remove', 'learningRate' or 'gelu'; '' where nothing was changed. */
  readonly method: string;
  readonly changes: readonly Change[];
}

export const NO_MUTATION: Mutation = { family: 'none', method: '', changes: [] };

/** Birth of an agent. An elite passed on is the same agent under its own id: it is not born again. */
export interface Birth {
  /** Id; never used again. */
  readonly id: number;
  /** Null for a founder. */
  readonly parent: number | null;
  /** The generation in which the agent lives first, from 0. */
  readonly generation: number;
  readonly mutation: Mutation;
}
