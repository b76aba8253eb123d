import { PURPOSE, type Purpose } from '#core/random.ts';
import type { ProgramWriter } from '../program.ts';
import type { Rows, Scalar, Value } from '../value.ts';

interface GaussianNoiseSettings {
  readonly purpose: Purpose;
  readonly deviation: Scalar;
  /** No number lies beyond ± this; absent: no bound. */
  readonly clip?: Scalar;
}

/** [rows × width]: ε = clip(N(0, deviation), ±clip). Number i, row-major, takes words 2i and 2i + 1 (Box and Muller 1958). */
export const gaussianNoise =
  (writer: ProgramWriter) =>
  (rows: Rows, width: number, settings: GaussianNoiseSettings): Value => {
    const { purpose, deviation, clip = Number.POSITIVE_INFINITY } = settings;
    const output = writer.value(rows, width);
    const ordinal = writer.ordinal(purpose);
    writer.push({
      kind: 'gaussianNoise',
      lower(agent) {
        const place = agent.place(output);
        agent.emit(
          'gaussianNoise',
          place.address,
          place.rows,
          place.width,
          place.stride,
          agent.scalar(deviation),
          agent.scalar(clip),
          agent.key,
          PURPOSE[purpose],
          ordinal,
        );
      },
    });
    return output;
  };
