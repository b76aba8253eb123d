import { PURPOSE } from '#core/random.ts';
import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

interface OrnsteinUhlenbeckSettings {
  /** Speed at which it is pulled back to its mean, 0, per unit of time. */
  readonly theta: number;
  readonly deviation: number;
  /** Time that one step takes. */
  readonly timeStep: number;
}

/**
 * x ← x − θ x Δt + σ √Δt N(0, 1), [rows × width]: noise with a mean of 0 that changes slowly (Uhlenbeck and Ornstein
 * 1930); purpose `explore`. Number i, row-major, takes words 2i and 2i + 1.
 */
export const ornsteinUhlenbeck =
  (writer: ProgramWriter) =>
  (before: Value, { theta, deviation, timeStep }: OrnsteinUhlenbeckSettings): Value => {
    const output = writer.value(before.rows, before.width);
    const ordinal = writer.ordinal('explore');
    writer.push({
      kind: 'ornsteinUhlenbeck',
      lower(agent) {
        const { address, rows, width, stride } = agent.place(before);
        agent.emit(
          'ornsteinUhlenbeck',
          address,
          agent.place(output).address,
          rows,
          width,
          stride,
          agent.scalar(theta * timeStep),
          agent.scalar(deviation * Math.sqrt(timeStep)),
          agent.key,
          PURPOSE.explore,
          ordinal,
        );
      },
    });
    return output;
  };
