import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { StrategyPreset } from '#core/strategy/strategy-catalog.ts';
import { learnedTeams } from '#engine/strategy/learned-teams.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import { createStrategyRun } from '#strategy/run/strategy-run.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { type ComparedRecipes, recipePage } from './recipe-table.ts';

const USAGE = `Usage: npm run compare:recipes -- [preset ...] [options]

Runs what is missing of the comparisons of recipes, a line of JSON for each seed in tests/learning/recorded/recipes, and
writes their table, tests/learning/recipes.md.

  --seeds N        seeds 1 to N; 5 if not said
  --threads N      threads that compute
  --table          runs nothing, only writes the table`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '5' },
    threads: { type: 'string', default: String(availableParallelism()) },
    table: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const FOLDER = new URL('recorded/recipes/', import.meta.url);
const PAGE = new URL('recipes.md', import.meta.url);
const PUBLIC = new URL('../../public/', import.meta.url);
const CATALOG = strategyCatalog();

const fileOf = ({ id }: StrategyPreset): URL => new URL(`${id}.jsonl`, FOLDER);

/** Runs of this engine; others are passed over. */
function recorded(preset: StrategyPreset): readonly ComparedRecipes[] {
  if (!existsSync(fileOf(preset))) return [];
  const lines = readFileSync(fileOf(preset), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ComparedRecipes)
    .filter(({ engine }) => engine === CATALOG.engine);
}

async function compare(preset: StrategyPreset, seed: number): Promise<ComparedRecipes> {
  const config = { ...preset.config, seed };
  const device = await createWasmDevice({ threads: Number(values.threads) });
  const read = (path: string) => readFile(new URL(path, PUBLIC));
  const data = createStrategyData((style) => read(`sprites/${style}.bin`));
  const learned = await learnedTeams(config, CATALOG, read);
  const set = await data.allImages(config.data, seed);
  const run = await createStrategyRun({ config, device, set, learned });
  const start = performance.now();
  for (;;) {
    const { value, done } = await run.events.next();
    if (!done) continue;
    const seconds = Math.round((performance.now() - start) / 100) / 10;
    const rows = value.map(({ fast }, row) => {
      const { mAP, head, mid, tail, macroF1 } = fast;
      return { name: config.rows[row]?.name ?? '', mAP, head, mid, tail, macroF1 };
    });
    run.dispose();
    device.dispose();
    return { seed, engine: CATALOG.engine, rows, seconds, hash: run.state.hash };
  }
}

async function main(): Promise<void> {
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const unknown = positionals.filter((id) => !CATALOG.presets.some((preset) => preset.id === id));
  if (unknown.length > 0)
    throw new RangeError(
      `there is no preset '${unknown[0]}'; there are ${CATALOG.presets.map(({ id }) => id).join(', ')}`,
    );
  const presets = CATALOG.presets.filter(
    ({ id }) => positionals.length === 0 || positionals.includes(id),
  );
  mkdirSync(FOLDER, { recursive: true });
  for (const preset of values.table ? [] : presets)
    for (let seed = 1; seed <= Number(values.seeds); seed++) {
      if (recorded(preset).some((run) => run.seed === seed)) continue;
      const run = await compare(preset, seed);
      appendFileSync(fileOf(preset), `${JSON.stringify(run)}\n`);
      console.error(`${preset.id}, seed ${seed}: ${run.seconds} s`);
    }
  writeFileSync(
    PAGE,
    recipePage(CATALOG.presets.map((preset) => [preset, recorded(preset)] as const)),
  );
}

await main();
