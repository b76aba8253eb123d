/** Runs compiled programs: a record at a time, an agent at a time, the agents shared out over threads. */
import { CONSTANTS_FORWARD, END, JOB, JOB_TABLE, JOB_TOTAL, JOB_WORKSPACES } from '../../lowering/abi';
import { activationBackward, activationForward } from './activation.as';
import { argmax, epsilonGreedy } from './choice.as';
import { clippedCategorical, clippedGaussian, clippedValue } from './clipped-surrogate.as';
import { concatBackward, concatForward } from './concat.as';
import { constantsBackward, constantsForward } from './constants.as';
import { denseBackwardInput, denseBackwardWeights, denseForward } from './dense.as';
import { clampedSum, minimum, sum } from './elementwise.as';
import { clipGradientNorm } from './gradient-norm.as';
import { layerNormBackward, layerNormForward } from './layer-norm.as';
import { gaussianNoise, ornsteinUhlenbeck } from './noise.as';
import { adam, softUpdate } from './optimizer.as';
import { gaussianMode, sampleCategorical, sampleGaussian } from './policy.as';
import { setWorkspace } from './record.as';
import { negativeMean, squaredError, tdTarget } from './regression.as';
import { drawIndices, gather } from './replay.as';
import { shuffledIndices } from './shuffle.as';
import { temporalDifference } from './temporal-difference.as';

/**
 * The kernels by opcode. They are called through a table to keep them apart: inlined into one function, engines run out
 * of registers and run them at half their speed.
 */
const KERNELS: StaticArray<(record: usize) => void> = [
  (): void => {}, // END
  denseForward,
  denseBackwardWeights,
  denseBackwardInput,
  layerNormForward,
  layerNormBackward,
  activationForward,
  activationBackward,
  concatForward,
  concatBackward,
  drawIndices,
  gather,
  temporalDifference,
  adam,
  softUpdate,
  argmax,
  epsilonGreedy,
  (): void => {}, // 17
  (): void => {}, // 18
  (): void => {}, // 19
  minimum,
  clampedSum,
  tdTarget,
  squaredError,
  negativeMean,
  gaussianNoise,
  ornsteinUhlenbeck,
];

/** Those of policies and rollouts, which are numbered from here on. */
const ON_POLICY: StaticArray<(record: usize) => void> = [
  constantsForward,
  constantsBackward,
  sampleCategorical,
  sampleGaussian,
  gaussianMode,
  clippedCategorical,
  clippedGaussian,
  clippedValue,
  clipGradientNorm,
  shuffledIndices,
  sum,
];

/** Runs an agent's records. */
export function runRecords(record: usize): void {
  for (let opcode = load<i32>(record); opcode != END; opcode = load<i32>(record)) {
    if (opcode < CONSTANTS_FORWARD) unchecked(KERNELS[opcode])(record);
    else unchecked(ON_POLICY[opcode - CONSTANTS_FORWARD])(record);
    record += <usize>load<u32>(record, 4) << 2;
  }
}

/** Runs the job on the calling thread alone. */
export function runAlone(): void {
  setWorkspace(load<u32>(JOB + (JOB_WORKSPACES << 2)));
  const total = load<u32>(JOB + (JOB_TOTAL << 2));
  let entry: usize = load<u32>(JOB + (JOB_TABLE << 2));
  for (let i: u32 = 0; i < total; i++) {
    runRecords(load<u32>(entry));
    entry += 4;
  }
}
