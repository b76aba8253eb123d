/** Version of an engine: runs are the same within one. */
export interface EngineVersion {
  readonly engine: string;
  /** Difference between what this version computes and the ones before, as the end of 'which …'. */
  readonly engineChanges: string;
}
