/**
 * `npm run bench -- [--json FILE] [--only WORD]`: measures, prints tables (those with the word in their title), and
 * writes the figures as JSON.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Measurement } from './measure.ts';
import { SECTIONS } from './sections.ts';

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`;
const sections: { title: string; measurements: Measurement[] }[] = [];

console.log(machine);
for (const { title, run, compare } of SECTIONS) {
  if (values.only && !title.includes(values.only)) continue;
  const measured = await run();
  const measurements = [...measured.values()];
  sections.push({ title, measurements });
  console.log(`\n${title}\n`);
  const width = Math.max(...measurements.map(({ name }) => name.length));
  console.log(`${''.padEnd(width)}  median µs   least µs  GFLOP/s  of peak`);
  for (const { name, medianMs, leastMs, gflops, shareOfPeak } of measurements)
    console.log(
      `${name.padEnd(width)} ${(medianMs * 1000).toFixed(1).padStart(10)} ${(leastMs * 1000).toFixed(1).padStart(10)}` +
        ` ${(gflops?.toFixed(1) ?? '').padStart(8)} ${shareOfPeak === null ? '' : `${(shareOfPeak * 100).toFixed(0)} %`.padStart(8)}`,
    );
  for (const line of compare?.(measured) ?? []) console.log(line);
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, sections }, null, 2)}\n`);
process.exit(); // helping threads end with the process
