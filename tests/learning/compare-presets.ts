import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, constants, setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import type { Preset } from '#core/catalog.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import { createCatalog, ENGINE_VERSION } from '#engine/catalog.ts';
import type { Result } from './compare-run.ts';
import { comparisonTexts, FIGURES, fileOf, PAGE, recordedRuns } from './comparison-files.ts';
import {
  ARMS,
  type Arm,
  armConfig,
  type ComparedRun,
  fingerprint,
  isComparable,
} from './comparisons.ts';

const USAGE = `Usage: npm run compare -- [preset ...] [options]

Runs what is missing of the comparisons of presets with themselves without evolution, a line of JSON for each run in
tests/learning/recorded/comparisons, and writes their table and the figures that the page shows.

  --seeds N        seeds 1 to N; 10 if not said
  --arms A,B       of ${ARMS.join(', ')}
  --processes N    runs at a time, each on one thread
  --table          runs nothing, only writes the table`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '10' },
    arms: { type: 'string', default: ARMS.join(',') },
    processes: { type: 'string', default: String(availableParallelism()) },
    table: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const CATALOG = createCatalog([]);

interface Job {
  readonly preset: Preset;
  readonly arm: Arm;
  readonly seed: number;
}

/** Pairs first: a preset's arms with one seed come before the next seed. */
function missing(presets: readonly Preset[], arms: readonly Arm[], seeds: number): Job[] {
  return presets.flatMap((preset) => {
    const done = new Set(
      recordedRuns(preset)
        .filter(({ engine }) => engine === ENGINE_VERSION)
        .map(({ arm, seed }) => `${arm} ${seed}`),
    );
    return Array.from({ length: seeds }, (_, i) => i + 1)
      .flatMap((seed) => arms.map((arm) => ({ preset, arm, seed })))
      .filter(({ arm, seed }) => !done.has(`${arm} ${seed}`));
  });
}

async function work(jobs: Job[], child: ChildProcess): Promise<void> {
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const { preset, arm, seed } = job;
    const config = armConfig(preset, arm, seed);
    const parsed = parseRunConfig(config, CATALOG);
    if (!parsed.ok) throw new RangeError(`${preset.id}, ${arm}: ${parsed.problems[0]?.message}`);
    child.send(config);
    const [result] = (await once(child, 'message')) as [Result];
    const line: ComparedRun = {
      arm,
      seed,
      generations: config.generations,
      engine: ENGINE_VERSION,
      config: fingerprint(config),
      ...result,
    };
    appendFileSync(fileOf(preset), `${JSON.stringify(line)}\n`);
    console.log(
      `${preset.id} ${arm} seed ${seed}: best ${result.best.toFixed(0)}, ${result.seconds} s, ${jobs.length} left`,
    );
  }
}

if (values.help) console.log(USAGE);
else {
  const unknown = positionals.filter((id) => !CATALOG.presets.some((preset) => preset.id === id));
  if (unknown.length > 0) throw new RangeError(`there is no preset '${unknown[0]}'`);
  const rivals = CATALOG.presets.find(
    (preset) => positionals.includes(preset.id) && !isComparable(preset, CATALOG),
  );
  if (rivals)
    throw new RangeError(
      `runs of '${rivals.id}' cannot be compared: their fitness is against rivals of their own population`,
    );
  const presets = CATALOG.presets.filter(
    (preset) =>
      isComparable(preset, CATALOG) &&
      (positionals.length === 0 || positionals.includes(preset.id)),
  );
  const arms = ARMS.filter((arm) => values.arms.split(',').includes(arm));
  const jobs = values.table ? [] : missing(presets, arms, Number(values.seeds));
  const children = Array.from(
    { length: Math.min(Number(values.processes), jobs.length) },
    (): ChildProcess => {
      const child = fork(new URL('./compare-run.ts', import.meta.url));
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
      return child;
    },
  );
  await Promise.all(children.map((child) => work(jobs, child)));
  for (const child of children) child.disconnect();
  const { page, figures } = comparisonTexts(CATALOG);
  writeFileSync(PAGE, page);
  writeFileSync(FIGURES, figures);
}
