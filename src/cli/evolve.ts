import { createWriteStream, type WriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { Catalog } from '#core/catalog.ts';
import { generationNumber } from '#core/generation-number.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { median } from '#core/statistics.ts';
import { createCatalog } from '#engine/catalog.ts';
import { createRun } from '#engine/run.ts';
import { environmentById } from '#environments/index.ts';
import type { Digest } from '#protocol/digest.ts';
import { decodeLink } from '#protocol/link.ts';
import type { GenerationEvent } from '#protocol/messages.ts';

const USAGE = `Usage: npm run evolve -- [config.json | link] [options]

  --preset ID        a preset in place of a file or link
  --seed N           another seed
  --generations N    at most so many generations
  --evolution WORD   'on', 'selection' (no mutation) or 'off' (the control: every agent trains on alone)
  --threads N        threads that compute; the result does not depend on it
  --out FILE         every event as a line of JSON
  --help             this text`;

/** Exit codes that scripts rely on. */
const FINISHED = 0;
const FAILED = 1;
const BAD_CONFIGURATION = 2;

/** A problem with what was asked for, shown without a stack. */
class BadConfiguration extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('bad configuration');
    this.problems = problems;
  }
}

interface Options {
  readonly source: string | undefined;
  readonly preset: string | undefined;
  readonly seed: string | undefined;
  readonly generations: string | undefined;
  readonly evolution: string | undefined;
  readonly threads: string | undefined;
  readonly out: string | undefined;
}

async function main(): Promise<number> {
  const catalog = createCatalog([]);
  let out: WriteStream | null = null;
  try {
    const options = readOptions();
    if (!options) return FINISHED;
    const { config, digest } = await readRun(options, catalog);
    const threads = wholeNumber('threads', options.threads, availableParallelism());
    out = options.out === undefined ? null : createWriteStream(options.out);
    const hash = await evolve(config, digest, catalog, threads, out);
    await new Promise<void>((resolve) => (out ? out.end(resolve) : resolve()));
    console.log(`hash ${hash}`);
    return FINISHED;
  } catch (error) {
    if (error instanceof BadConfiguration) {
      for (const { path, message } of error.problems)
        console.error(path ? `${path}: ${message}` : message);
      return BAD_CONFIGURATION;
    }
    console.error(error);
    return FAILED;
  }
}

/** The command line; nothing if it asked for help. */
function readOptions(): Options | null {
  const bad = (message: string) =>
    new BadConfiguration([{ path: '', value: process.argv.slice(2), message }]);
  const string = { type: 'string' } as const;
  let parsed: ReturnType<typeof parse>;
  const parse = () =>
    parseArgs({
      allowPositionals: true,
      options: {
        preset: string,
        seed: string,
        generations: string,
        evolution: string,
        threads: string,
        out: string,
        help: { type: 'boolean' },
      },
    });
  try {
    parsed = parse();
  } catch (error) {
    throw bad(`${(error as Error).message}\n\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(USAGE);
    return null;
  }
  if (positionals.length > 1)
    throw bad(`One file or link at most, not ${positionals.length}.\n\n${USAGE}`);
  if (positionals.length > 0 && values.preset !== undefined)
    throw bad(`Either a file or link, or --preset ${values.preset}, not both.`);
  const { preset, seed, generations, evolution, threads, out } = values;
  return { source: positionals[0], preset, seed, generations, evolution, threads, out };
}

/** What is to run, and the result that a link holds of just that run. */
interface Asked {
  readonly config: RunConfig;
  readonly digest: Digest | null;
}

async function readRun(options: Options, catalog: Catalog): Promise<Asked> {
  const { source, seed, generations, evolution } = options;
  const { config: base, digest } =
    source === undefined
      ? { config: presetConfig(options.preset, catalog), digest: null }
      : await readSource(source, catalog);
  const parsed = parseRunConfig(
    {
      ...(base as object),
      ...(seed !== undefined && { seed: wholeNumber('seed', seed, 0) }),
      ...(generations !== undefined && { generations: wholeNumber('generations', generations, 0) }),
      ...(evolution !== undefined && { evolution }),
    },
    catalog,
  );
  if (!parsed.ok) throw new BadConfiguration(parsed.problems);
  const isAsSent = [seed, generations, evolution].every((each) => each === undefined);
  return { config: parsed.config, digest: isAsSent ? digest : null };
}

function presetConfig(id: string | undefined, { presets }: Catalog): RunConfig {
  const preset = id === undefined ? presets[0] : presets.find((candidate) => candidate.id === id);
  if (preset) return preset.config;
  const known = presets.map((candidate) => candidate.id).join(', ');
  throw new BadConfiguration([
    { path: 'preset', value: id, message: `There is no preset '${id}'; there are ${known}.` },
  ]);
}

async function readSource(
  source: string,
  catalog: Catalog,
): Promise<{ readonly config: unknown; readonly digest: Digest | null }> {
  if (source.includes('#/')) {
    const decoded = decodeLink(source.slice(source.indexOf('#')), catalog);
    if (decoded.kind === 'none')
      throw new BadConfiguration([
        { path: '', value: source, message: `The link '${source}' holds no run.` },
      ]);
    for (const notice of decoded.notices) console.error(notice);
    if (decoded.kind === 'problems') throw new BadConfiguration(decoded.problems);
    // On the page a person sees what was corrected and decides; here nobody is asked.
    if (decoded.corrected.length > 0) throw new BadConfiguration(decoded.corrected);
    return decoded;
  }
  let text: string;
  try {
    text = await readFile(source, 'utf8');
  } catch (error) {
    throw new BadConfiguration([
      {
        path: '',
        value: source,
        message: `'${source}' cannot be read (${(error as Error).message}).`,
      },
    ]);
  }
  try {
    const config: unknown = JSON.parse(text);
    if (typeof config === 'object' && config !== null && !Array.isArray(config))
      return { config, digest: null };
    throw new TypeError('it holds no object');
  } catch (error) {
    throw new BadConfiguration([
      {
        path: '',
        value: source,
        message: `'${source}' is not a configuration: ${(error as Error).message}.`,
      },
    ]);
  }
}

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new BadConfiguration([
    { path: name, value: text, message: `'${text}' is not a whole number, 0 or more.` },
  ]);
}

/** Runs to the end, with the edits of a recorded run made again; gives the hash of the run. */
async function evolve(
  config: RunConfig,
  digest: Digest | null,
  catalog: Catalog,
  threads: number,
  out: WriteStream | null,
): Promise<string> {
  const device = await createWasmDevice({ threads });
  const begun = performance.now();
  await environmentById(config.environment).prepare?.();
  const edits = digest?.edits ?? [];
  const run = createRun({ config, catalog, device, edits });
  const record = (event: unknown) => out?.write(`${JSON.stringify(event, plainArrays)}\n`);
  record({ kind: 'started', config, device: device.description, founders: run.founders });
  try {
    for (;;) {
      const { value, done } = await run.events.next();
      if (done) {
        record({ kind: 'finished', reason: value, hash: run.state.hash });
        return run.state.hash;
      }
      if (value.kind === 'edited') record(value);
      if (value.kind !== 'generation') continue;
      const elapsedMs = performance.now() - begun;
      record({ kind: 'generation', ...value.report, elapsedMs });
      console.error(progressLine(value.report, config.generations, elapsedMs));
      if (digest && value.report.generation === digest.generations.length - 1)
        console.error(
          value.report.hash === digest.hash
            ? 'Identical to the result in the link, bit for bit.'
            : 'Different from the result in the link.',
        );
    }
  } finally {
    run.dispose();
    device.dispose();
  }
}

function progressLine(
  { generation, fitness, steps }: Pick<GenerationEvent, 'generation' | 'fitness' | 'steps'>,
  generations: number,
  elapsedMs: number,
): string {
  const finite = Array.from(fitness).filter((value) => !Number.isNaN(value));
  const figure = (value: number) => value.toFixed(1).padStart(7);
  return [
    `generation ${String(generationNumber(generation)).padStart(String(generations).length)}/${generations}`,
    `best ${figure(Math.max(...finite))}`,
    `median ${figure(median(finite))}`,
    `${steps.toLocaleString('en')} steps`,
    `${(elapsedMs / 1000).toFixed(1)} s`,
  ].join('   ');
}

/** Typed arrays as lists; numbers that JSON has no word for as text. */
function plainArrays(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

process.exitCode = await main();
