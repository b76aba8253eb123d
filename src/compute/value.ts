/**
 * Rows of a value per agent: a fixed number, or that agent's value of a hyperparameter, rounded up to a multiple where
 * one is given, then taken so many times.
 */
export type Rows =
  | number
  | {
      readonly hyperparameter: string;
      readonly multipleOf?: number;
      readonly times?: number;
    };

/** A number per agent: the same for all, or that agent's value of a hyperparameter. */
export type Scalar = number | { readonly hyperparameter: string };

/** Format in which numbers are stored; they are computed with as f32. */
export type Storage = 'f32' | 'f16';

/** Width of a value: a fixed number, or a network's inputs, second inputs or outputs as its plan says. */
export type Width =
  | number
  | { readonly network: string; readonly side: 'inputs' | 'headInputs' | 'latent' | 'outputs' };

/** A matrix per agent, [rows × width]. Rows may differ between agents, the width does not. */
export interface Value {
  /** Position in `Program.values`. */
  readonly id: number;
  readonly rows: Rows;
  readonly width: Width;
  /** Under which name the host writes or reads it, if it does. */
  readonly name?: string;
  /**
   * Time for which it stays from one run of the program to the next: 'lineage', a state, also in snapshots and from
   * parent to child; 'generation', only for the agent's generation, at whose beginning it is zero. Absent: it does not
   * stay.
   */
  readonly lasts?: 'lineage' | 'generation';
}
