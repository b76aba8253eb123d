/** Averages over the runs of a program. */
import { at } from './record.as';

/** Operands: x, mean [mean, runs so far]. The mean moves towards x by its share, so that no sum grows large. */
export function average(r: usize): void {
  const mean = at(r, 1);
  const runs: f32 = load<f32>(mean + 4) + 1;
  const before: f32 = load<f32>(mean);
  store<f32>(mean, before + (load<f32>(at(r, 0)) - before) / runs);
  store<f32>(mean + 4, runs);
}
