import { PURPOSE } from '#core/random.ts';
import type { Recorder } from '../builder.ts';
import { ORNSTEIN_UHLENBECK } from '../lowering/abi.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

export interface OrnsteinUhlenbeckSettings {
  /** How fast it is pulled back to its mean, 0, per unit of time. */
  readonly theta: number;
  readonly deviation: number;
  /** Time that one step takes. */
  readonly timeStep: number;
}

/**
 * x ← x − θ x Δt + σ √Δt N(0, 1), [rows × width]: noise with a mean of 0 that changes slowly (Uhlenbeck and Ornstein
 * 1930). Number i, row-major, takes words 2i and 2i + 1.
 */
export interface OrnsteinUhlenbeck extends OrnsteinUhlenbeckSettings {
  readonly kind: 'ornsteinUhlenbeck';
  readonly before: Value;
  readonly output: Value;
  /** Position among the program's random ops of purpose `explore`. */
  readonly ordinal: number;
}

export function recordOrnsteinUhlenbeck(
  recorder: Recorder,
  before: Value,
  settings: OrnsteinUhlenbeckSettings,
): Value {
  const output = recorder.value(before.rows, before.width);
  const ordinal = recorder.ordinal('explore');
  recorder.push({ kind: 'ornsteinUhlenbeck', before, ...settings, output, ordinal });
  return output;
}

export const ornsteinUhlenbeck: OpDefinition<OrnsteinUhlenbeck> = {
  kind: 'ornsteinUhlenbeck',
  lower({ before, theta, deviation, timeStep, output, ordinal }, agent) {
    const { address, rows, width, stride } = agent.place(before);
    agent.emit(
      ORNSTEIN_UHLENBECK,
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
};
