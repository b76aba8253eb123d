/** Averages over the runs of a program. */
import { kernel } from './kernel.ts';

/** Operands: x, mean [mean, runs so far]. */
export const average = kernel({
  operands: 2,
  groups: () => 1,
  together: true,
  body: /* wgsl */ `
  if (group.x > 0u || lane > 0u) { return; }
  let mean = at(r, 1u);
  let runs = memory[mean + 1u] + 1.0;
  memory[mean] += (memory[at(r, 0u)] - memory[mean]) / runs;
  memory[mean + 1u] = runs;`,
});
