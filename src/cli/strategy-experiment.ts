import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import { hasher } from '#core/hash.ts';
import { probeConfig, secondsOf } from '#core/strategy/experiments/cost.ts';
import {
  ELSEWHERE_WORDS,
  elsewhereMatrix,
  elsewhereText,
} from '#core/strategy/experiments/elsewhere-matrix.ts';
import { INTERVAL_WORDS } from '#core/strategy/experiments/estimate.ts';
import type { Experiment, RunResult } from '#core/strategy/experiments/experiment.ts';
import { experimentTable, tableText } from '#core/strategy/experiments/experiment-table.ts';
import { EXPERIMENTS, plannedRuns } from '#core/strategy/experiments/experiments.ts';
import { paperWords } from '#core/strategy/experiments/paper-signs.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import { intervalsOf, type StrategyConfig } from '#core/strategy/strategy-config.ts';
import { dataProblems } from '#engine/strategy/data-problems.ts';
import { runPlanned, type Workplace } from '#engine/strategy/run-planned.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { resultsIn } from './experiment-results.ts';
import { MOST_THREADS, parsedArguments, wholeNumber } from './options.ts';
import { exitCodeAfter, Refusal, refusalOf } from './refusal.ts';

const USAGE = `Usage: npm run strategy:experiment -- EXPERIMENT --out NAME [options]

Asks one question of the strategy lab by runs over several seeds, and goes on where it was left off. NAME.jsonl has a
line for each run, and NAME.md the table with its intervals.

  --list             lists the experiments
  --preset ID        whose images, network and training are taken; the first preset's if not said
  --seeds N          seeds from that of the preset on; 3 if not said
  --seed N           the first seed
  --steps N          so many updates of each classifier
  --threads N        threads that compute; 1 if not said; no result depends on it
  --most N           ends after so many runs
  --help             this text

Exit codes: 0 done, or as far as --most said; 1 failed; 2 cannot be done as asked, and standard error says why.`;

const PAGE = new URL('../../public/', import.meta.url);

interface Asked {
  readonly experiment: Experiment;
  readonly base: StrategyConfig;
  readonly seeds: number;
  readonly out: string;
  readonly most: number;
}

async function main(): Promise<number> {
  try {
    const { values, positionals } = parsedArguments(argv.slice(2), {
      list: { type: 'boolean' },
      preset: { type: 'string' },
      seeds: { type: 'string' },
      seed: { type: 'string' },
      steps: { type: 'string' },
      threads: { type: 'string' },
      most: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    });
    if (values.help) console.log(USAGE);
    if (values.list)
      for (const { id, title } of EXPERIMENTS) console.log(`${id.padEnd(20)}${title}`);
    if (values.help || values.list) return 0;
    const catalog = strategyCatalog();
    const [id, another] = positionals;
    const experiment = EXPERIMENTS.find((each) => each.id === id);
    if (!experiment || another !== undefined)
      throw new Refusal(
        `There must be one experiment; there are ${EXPERIMENTS.map((each) => each.id).join(', ')}.`,
      );
    if (!values.out) throw new Refusal('--out needs the name of the files to write.');
    const base = changed(ofPreset(values.preset, catalog), {
      seed: wholeNumber('seed', values.seed, 0, 2 ** 31),
      steps: wholeNumber('steps', values.steps, 1, 20_000),
    });
    const obstacle = experiment.obstacle(base, catalog);
    if (obstacle !== null) throw new Refusal(obstacle);
    const seeds = wholeNumber('seeds', values.seeds, 1, 100) ?? 3;
    const most = wholeNumber('most', values.most, 1, 10_000) ?? Number.POSITIVE_INFINITY;
    const device = await createWasmDevice({
      threads: wholeNumber('threads', values.threads, 1, MOST_THREADS) ?? 1,
    });
    const readPage = (path: string) => readFile(new URL(path, PAGE));
    const data = createStrategyData((style) => readPage(`sprites/${style}.bin`));
    try {
      const place = { device, data, catalog, readFile: readPage };
      await carryOut({ experiment, base, seeds, out: values.out, most }, place);
    } finally {
      device.dispose();
    }
    return 0;
  } catch (error) {
    return exitCodeAfter(error);
  }
}

function ofPreset(id: string | undefined, { presets }: StrategyCatalog): StrategyConfig {
  const preset = id === undefined ? presets[0] : presets.find((each) => each.id === id);
  if (preset) return preset.config;
  throw new Refusal(
    `There is no preset '${id}'; there are ${presets.map((each) => each.id).join(', ')}.`,
  );
}

/** Changes seed and updates. With fewer updates intervals are shorter, so that there are as many decisions. */
function changed(
  base: StrategyConfig,
  {
    seed = base.seed,
    steps = base.training.steps,
  }: {
    seed?: number | undefined;
    steps?: number | undefined;
  },
): StrategyConfig {
  const { training } = base;
  const interval = Math.max(1, Math.round(steps / intervalsOf(training)));
  return steps === training.steps
    ? { ...base, seed }
    : {
        ...base,
        seed,
        training: { ...training, steps, interval, ramp: Math.min(training.ramp, interval) },
      };
}

async function carryOut(asked: Asked, place: Workplace): Promise<void> {
  const { experiment, base, seeds, out, most } = asked;
  const { catalog } = place;
  const { seed: _, rows: __, teams: ___, ...ground } = base;
  const setUp = hasher()
    .text(canonicalJson({ ground, experiment: experiment.id }))
    .hex();
  const file = `${out}.jsonl`;
  const results = await resultsIn(file, setUp, catalog);
  const planned = plannedRuns(experiment, base, seeds, catalog);
  for (const { config } of planned) {
    const parsed = parseStrategyConfig(config, catalog);
    const problems = parsed.ok ? dataProblems(config.data) : parsed.problems;
    if (problems.length > 0) throw refusalOf(problems);
  }
  const isDone = (run: { readonly key: string; readonly seed: number }) =>
    results.some(({ key, seed }) => key === run.key && seed === run.seed);
  const missing = planned.filter((run) => !isDone(run)).slice(0, most);
  const [first] = missing;
  if (first) {
    const probe = { key: '', config: probeConfig(first) };
    const { phaseMs } = await runPlanned(probe, place);
    const minutes = secondsOf(missing, { config: probe.config, phaseMs }) / 60;
    console.error(`${missing.length} runs, about ${minutes.toFixed(1)} minutes`);
  }
  for (const run of missing) {
    const { result } = await runPlanned(run, place);
    results.push(result);
    await appendFile(file, `${JSON.stringify({ setUp, ...result })}\n`);
    console.error(`${run.key === '' ? '' : `${run.key}, `}seed ${run.seed}: ${result.seconds} s`);
  }
  const ordered = planned.flatMap((run) =>
    results.filter(({ key, seed }) => key === run.key && seed === run.seed),
  );
  const text = page(experiment, ordered);
  await writeFile(`${out}.md`, text);
  console.log(text);
}

function page(experiment: Experiment, results: readonly RunResult[]): string {
  const lines = experimentTable(experiment, results);
  const signs = paperWords(experiment, lines);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = ({ head, rows }: ReturnType<typeof tableText>) => [
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '',
  ];
  const matrix = elsewhereMatrix(results);
  return [
    `# ${experiment.title}`,
    '',
    `${experiment.question} ${experiment.paper}`,
    '',
    ...table(tableText(experiment, lines)),
    ...(matrix ? [ELSEWHERE_WORDS, '', ...table(elsewhereText(matrix))] : []),
    INTERVAL_WORDS,
    '',
    ...(signs === '' ? [] : [signs, '']),
  ].join('\n');
}

process.exitCode = await main();
