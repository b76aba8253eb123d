/** Something that the engine was doing failed; a client says so itself of a worker that died. */
export interface Failed {
  readonly kind: 'failed';
  /** 0: it belongs to no run. */
  readonly run: number;
  /**
   * Stage in words, such as 'generation 3' or 'interval 3'; 'start': the checkpoint that a run was to go on from cannot
   * be opened, 'preparation': its device or task cannot be had.
   */
  readonly during: string;
  readonly message: string;
  readonly stack: string;
}
