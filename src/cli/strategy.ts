import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { argv } from 'node:process';
import { engineWords } from '#archive/engine-words.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { percent } from '#core/percent.ts';
import { isRecord } from '#core/plain-data.ts';
import type { Style } from '#core/strategy/domain.ts';
import type { ValidationFigures } from '#core/strategy/figures.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import { intervalsOf, type StrategyConfig } from '#core/strategy/strategy-config.ts';
import { dataProblems } from '#engine/strategy/data-problems.ts';
import { learnedTeams } from '#engine/strategy/learned-teams.ts';
import { createStrategyData, type StrategyData } from '#engine/strategy/strategy-data.ts';
import { createStrategyRun, type StrategyRun } from '#strategy/run/strategy-run.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { MOST_THREADS, parsedArguments, wholeNumber } from './options.ts';
import { exitCodeAfter, fileRefusal, Refusal, refusalOf } from './refusal.ts';
import { type RecordedInterval, recordedStrategy } from './strategy-record.ts';

const USAGE = `Usage: npm run strategy -- [SOURCE] [options]

Classifiers train side by side, each under its own recipe. SOURCE is config.json as the page writes it, or a run that was
written before: then the configuration is taken from it, and the result compared. Without it the first preset runs.

  --preset ID        a preset in place of a source
  --presets          lists the presets
  --seed N           another seed
  --steps N          so many updates of each classifier
  --threads N        threads that compute; the result does not depend on it
  --out FILE         the whole run as JSON, which the page opens
  --help             this text

Exit codes: 0 finished, and the same as the result that came with the source, if one did; 1 failed; 2 cannot be done as
asked, and standard error says why; 3 finished, and not the same as that result.`;

const FINISHED = 0;
const NOT_REPRODUCED = 3;

/** Files of the page. */
const PAGE = new URL('../../public/', import.meta.url);

interface Asked {
  readonly config: StrategyConfig;
  /** Hash of the run that came with the source; null: none did. */
  readonly hash: string | null;
  /** Version of the engine that made that run; null: none came, or it does not say. */
  readonly engine: string | null;
}

async function main(): Promise<number> {
  try {
    const { values, positionals } = parsedArguments(argv.slice(2), {
      preset: { type: 'string' },
      presets: { type: 'boolean' },
      seed: { type: 'string' },
      steps: { type: 'string' },
      threads: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    });
    const catalog = strategyCatalog();
    if (values.help) console.log(USAGE);
    if (values.presets)
      for (const { id, title } of catalog.presets) console.log(`${id.padEnd(20)}${title}`);
    if (values.help || values.presets) return FINISHED;
    const [source, another] = positionals;
    if (another !== undefined)
      throw new Refusal(`There can be one source, and there are ${positionals.length}.`);
    if (source !== undefined && values.preset !== undefined)
      throw new Refusal(`Either a source or --preset ${values.preset}, not both.`);
    if (values.out === '') throw new Refusal('--out needs the name of a file.');
    const found =
      source === undefined ? ofPreset(values.preset, catalog) : await ofFile(source, catalog);
    const asked = changed(found, {
      seed: wholeNumber('seed', values.seed, 0, 2 ** 32 - 1),
      steps: wholeNumber('steps', values.steps, 1, 20_000),
    });
    const threads = wholeNumber('threads', values.threads, 1, MOST_THREADS);
    return await train(asked, catalog, threads ?? availableParallelism(), values.out);
  } catch (error) {
    return exitCodeAfter(error);
  }
}

function ofPreset(id: string | undefined, { presets }: StrategyCatalog): Asked {
  const preset = id === undefined ? presets[0] : presets.find((each) => each.id === id);
  if (preset) return { config: preset.config, hash: null, engine: null };
  const known = presets.map((each) => each.id).join(', ');
  throw new Refusal(`There is no preset '${id}'; there are ${known}.`);
}

async function ofFile(path: string, catalog: StrategyCatalog): Promise<Asked> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw fileRefusal('read', path, error);
  }
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (text.startsWith('PK'))
      throw new Refusal(
        `'${path}' is a run of the evolution lab; 'npm run evolve -- ${path}' takes it.`,
      );
    throw new Refusal(`'${path}' is not a configuration: ${(error as Error).message}.`);
  }
  const run = isRecord(data) && isRecord(data['config']) ? data : null;
  const parsed = parseStrategyConfig(run ? run['config'] : data, catalog);
  if (!parsed.ok) throw refusalOf(parsed.problems);
  const { hash, engine } = run ?? {};
  return {
    config: parsed.config,
    hash: typeof hash === 'string' ? hash : null,
    engine: typeof engine === 'string' ? engine : null,
  };
}

/** Changes seed and updates: that makes another run, to which no result belongs. */
function changed(
  { config, hash, engine }: Asked,
  {
    seed = config.seed,
    steps = config.training.steps,
  }: { seed?: number | undefined; steps?: number | undefined },
): Asked {
  const isSame = seed === config.seed && steps === config.training.steps;
  const training = { ...config.training, steps };
  return { config: { ...config, seed, training }, hash: isSame ? hash : null, engine };
}

async function train(
  { config, hash: sent, engine }: Asked,
  catalog: StrategyCatalog,
  threads: number,
  out: string | undefined,
): Promise<number> {
  const parsed = parseStrategyConfig(config, catalog);
  const problems = parsed.ok ? dataProblems(config.data) : parsed.problems;
  if (problems.length > 0) throw refusalOf(problems);
  if (config.training.precision === 'mixed')
    throw new Refusal(
      "training.precision is 'mixed', which needs a GPU: open it in the page. Here WebAssembly computes, which has no 16-bit floats; take 'single', which is another run.",
    );
  const other = sent !== null && engine !== null ? engineWords(engine, catalog, 'this is') : null;
  if (other !== null)
    console.error(`The run of the source was ${other}: it will not come out the same.`);
  const device = await createWasmDevice({ threads });
  const sets = createStrategyData((style: Style) =>
    readFile(new URL(`sprites/${style}.bin`, PAGE)),
  );
  const begun = performance.now();
  const run = await opened(config, catalog, device, sets);
  const intervals: RecordedInterval[] = [];
  try {
    for (;;) {
      const { value, done } = await run.events.next();
      if (done) {
        value.forEach(({ fast }, row) => {
          console.error(`${config.rows[row]?.name}: ${figures(fast)} on the test images`);
        });
        const { hash } = run.state;
        if (out !== undefined)
          await written(out, recordedStrategy({ catalog, run, intervals, tests: value, hash }));
        console.log(`hash ${hash}`);
        if (sent === null) return FINISHED;
        console.error(
          sent === hash
            ? 'It is the same run.'
            : `It is not the run with hash ${sent}${other === null ? '' : `, which another engine made`}.`,
        );
        return sent === hash ? FINISHED : NOT_REPRODUCED;
      }
      if (value.kind !== 'interval') continue;
      const elapsedMs = performance.now() - begun;
      intervals.push({ ...value.report, elapsedMs });
      console.error(progressLine(value.report, config, elapsedMs));
    }
  } finally {
    run.dispose();
    device.dispose();
  }
}

async function opened(
  config: StrategyConfig,
  catalog: StrategyCatalog,
  device: Awaited<ReturnType<typeof createWasmDevice>>,
  sets: StrategyData,
): Promise<StrategyRun> {
  const set = await sets.allImages(config.data, config.seed);
  const learned = await learnedTeams(config, catalog, (path) => readFile(new URL(path, PAGE)));
  return createStrategyRun({ config, device, set, learned });
}

async function written(path: string, run: object): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(run)}\n`);
  } catch (error) {
    throw fileRefusal('written', path, error);
  }
}

const figures = ({ mAP, tail }: ValidationFigures): string =>
  `mAP ${percent(mAP)}, tail ${percent(tail)}`;

function progressLine(
  { interval, step, rows }: Pick<RecordedInterval, 'interval' | 'step' | 'rows'>,
  { training }: StrategyConfig,
  elapsedMs: number,
): string {
  const total = String(intervalsOf(training));
  return [
    `interval ${String(interval + 1).padStart(total.length)}/${total}`,
    `${step} updates`,
    `mAP ${rows.map(({ validation }) => percent(validation.mAP).padStart(5)).join(' ')}`,
    `${(elapsedMs / 1000).toFixed(1)} s`,
  ].join('   ');
}

process.exitCode = await main();
