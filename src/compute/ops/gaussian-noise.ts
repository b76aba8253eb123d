import { PURPOSE, type Purpose } from '#core/random.ts';
import type { Recorder } from '../builder.ts';
import { GAUSSIAN_NOISE } from '../lowering/abi.ts';
import type { Rows, Scalar, Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

export interface GaussianNoiseSettings {
  readonly purpose: Purpose;
  readonly deviation: Scalar;
  /** No number lies beyond ± this; absent: no bound. */
  readonly clip?: Scalar;
}

/** [rows × width]: ε = clip(N(0, deviation), ±clip). Number i, row-major, takes words 2i and 2i + 1 (Box and Muller 1958). */
export interface GaussianNoise {
  readonly kind: 'gaussianNoise';
  readonly purpose: Purpose;
  readonly deviation: Scalar;
  readonly clip: Scalar;
  readonly output: Value;
  /** Position among the program's random ops of the purpose. */
  readonly ordinal: number;
}

export function recordGaussianNoise(
  recorder: Recorder,
  rows: Rows,
  width: number,
  { purpose, deviation, clip = Number.POSITIVE_INFINITY }: GaussianNoiseSettings,
): Value {
  const output = recorder.value(rows, width);
  const ordinal = recorder.ordinal(purpose);
  recorder.push({ kind: 'gaussianNoise', purpose, deviation, clip, output, ordinal });
  return output;
}

export const gaussianNoise: OpDefinition<GaussianNoise> = {
  kind: 'gaussianNoise',
  lower({ purpose, deviation, clip, output, ordinal }, agent) {
    const { address, rows, width, stride } = agent.place(output);
    agent.emit(
      GAUSSIAN_NOISE,
      address,
      rows,
      width,
      stride,
      agent.scalar(deviation),
      agent.scalar(clip),
      agent.key,
      PURPOSE[purpose],
      ordinal,
    );
  },
};
