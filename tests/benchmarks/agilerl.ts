/**
 * `npm run bench:agilerl -- --python FILE`: an MADDPG update of three agents beside AgileRL's own `learn`, in turns in one
 * run, one thread each, by processor time. FILE is a Python that has AgileRL (`pip install agilerl peft transformers`).
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { teamLearner } from './team.bench.ts';

const TURNS = 9;
const OURS_PER_TURN = 20; // of a population of 8
const THEIRS_PER_TURN = 10;

const { values } = parseArgs({ options: { python: { type: 'string' } } });
if (!values.python) throw new RangeError('--python FILE names a Python that has AgileRL');

const median = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[times.length >> 1] as number; // at least one

for (const batch of [256, 64]) {
  const { learn, teams } = await teamLearner(batch);
  const script = fileURLToPath(new URL('./agilerl_maddpg.py', import.meta.url));
  const python = spawn(values.python, [script, String(batch)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<number> => {
    const { value, done } = await answers.next();
    if (done) throw new Error(`${values.python} ended before it answered`);
    return Number(value);
  };
  const theirs = (count: number) => {
    python.stdin.write(`${count}\n`);
    return answer();
  };
  const ours = (count: number) => {
    const start = process.cpuUsage();
    for (let i = 0; i < count; i++) learn();
    const { user, system } = process.cpuUsage(start); // µs
    return (user + system) / 1000 / count / teams;
  };
  console.log(`batch ${batch}: their actor has ${await answer()} parameters`);
  await theirs(THEIRS_PER_TURN); // the first are slower
  ours(OURS_PER_TURN);
  const times: { ours: number; theirs: number }[] = [];
  for (let turn = 0; turn < TURNS; turn++)
    times.push({ theirs: await theirs(THEIRS_PER_TURN), ours: ours(OURS_PER_TURN) });
  python.stdin.end();
  const [own, other] = [median(times.map((t) => t.ours)), median(times.map((t) => t.theirs))];
  console.log(
    `  an update of a team: here ${own.toFixed(2)} ms, AgileRL ${other.toFixed(2)} ms: ${(other / own).toFixed(1)} × (least ${(Math.min(...times.map((t) => t.theirs)) / Math.min(...times.map((t) => t.ours))).toFixed(1)} ×)`,
  );
}
process.exit();
