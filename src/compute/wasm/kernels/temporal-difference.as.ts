/** Mean squared TD error of a minibatch, and its gradient. */
import { greatest } from './choice.as';
import { at, word } from './record.as';

/**
 * Operands: q, next, best (or 0), rows, width, stride, actions, rewards, terminated (stride 4 each), gamma, gradient,
 * loss [1], mean absolute TD error [1], TD target [rows, stride 4].
 */
export function temporalDifference(r: usize): void {
  let q = at(r, 0), next = at(r, 1), best = at(r, 2);
  let actions = at(r, 6), rewards = at(r, 7), terminated = at(r, 8), gradient = at(r, 10), target = at(r, 13);
  const rows = word(r, 3), width = word(r, 4);
  const bytes: usize = word(r, 5) << 2;
  const gamma = <f32>load<f64>(at(r, 9));
  const count = <f32>rows;
  let sum: f32 = 0, distance: f32 = 0;
  memory.fill(gradient, 0, bytes * rows);
  for (let row = 0; row < rows; row++) {
    const chosen = greatest(best ? best : next, width);
    const action = max(0, min(width - 1, <i32>load<f32>(actions)));
    const y: f32 = load<f32>(rewards) + gamma * (1 - load<f32>(terminated)) * load<f32>(next + (<usize>chosen << 2));
    const error: f32 = load<f32>(q + (<usize>action << 2)) - y;
    sum += error * error;
    distance += abs(error);
    store<f32>(gradient + (<usize>action << 2), (2 * error) / count);
    store<f32>(target, y);
    q += bytes;
    next += bytes;
    if (best) best += bytes;
    gradient += bytes;
    actions += 16;
    rewards += 16;
    terminated += 16;
    target += 16;
  }
  store<f32>(at(r, 11), sum / count);
  store<f32>(at(r, 12), distance / count);
}
