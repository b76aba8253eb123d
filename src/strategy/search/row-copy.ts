import type { ClassifierCopy } from '../classifier/row-copies.ts';
import type { RowTraining } from '../run/row-training.ts';
import type { RowMemory } from '../state/memory.ts';

/** A row as it stood before a step of the run: all that it needs to go on from there, on this row or another. */
export interface RowCopy {
  readonly step: number;
  readonly training: RowTraining;
  readonly memory: RowMemory;
  readonly classifier: ClassifierCopy;
}

/** Makes the training of a copy that trains on from a later step, as if no time had passed. */
export function trainingFrom({ training, step }: RowCopy, now: number): RowTraining {
  const waited = now - step;
  const { switchedAt, own } = training;
  return {
    ...training,
    switchedAt: switchedAt + waited,
    ...(own && { own: { ...own, begunAt: own.begunAt + waited } }),
  };
}
