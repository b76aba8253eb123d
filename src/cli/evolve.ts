import { performance } from 'node:perf_hooks';
import { argv, stderr, stdout } from 'node:process';
import { championSentence, endWords } from '#archive/champion-words.ts';
import { type ChampionRecord, championRecord, type KeptEvent } from '#archive/run-record.ts';
import { type Summary, summarise } from '#archive/summary.ts';
import { compare } from '#archive/verify.ts';
import { exactnessWords, verdictWords } from '#archive/verify-words.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { Catalog } from '#core/catalog.ts';
import { generationNumber } from '#core/generation-number.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createCatalog } from '#engine/catalog.ts';
import { createRun, type Run, type RunEvent } from '#engine/run.ts';
import { environmentById } from '#environments/index.ts';
import type { Digest } from '#protocol/digest.ts';
import type { DeviceReport, Edit } from '#protocol/messages.ts';
import { editedConfigs } from '#protocol/result.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { type Output, openOutput } from './output.ts';
import { exitCodeAfter, FAILED, REFUSED, Refusal, refusalOf } from './refusal.ts';
import { presetSource, readSource, type Source } from './source.ts';

/** Exit codes that scripts rely on. */
const FINISHED = 0;
const NOT_REPRODUCED = 3;

/** The run that is asked for. */
interface Asked {
  readonly config: RunConfig;
  readonly preset: string | null;
  readonly edits: readonly Edit[];
  /** The result that came with just this run. */
  readonly digest: Digest | null;
  /** The kept run that goes on from its checkpoint; null: a run begins. */
  readonly past: Source['run'];
}

async function main(): Promise<number> {
  try {
    const options = readOptions(argv.slice(2));
    const catalog = createCatalog([]);
    if (options === 'help') console.log(USAGE);
    if (options === 'presets') console.log(presetList(catalog));
    if (typeof options === 'string') return FINISHED;
    const { source, preset, threads, out } = options;
    const found =
      source === undefined ? presetSource(preset, catalog) : await readSource(source, catalog);
    const asked = askedFor(found, options, catalog);
    const output = out === undefined ? null : openOutput(out, catalog);
    return await evolve(asked, catalog, threads, output);
  } catch (error) {
    return exitCodeAfter(error);
  }
}

const presetList = ({ presets }: Catalog): string => {
  const width = Math.max(...presets.map(({ id }) => id.length));
  return presets.map(({ id, title }) => `${id.padEnd(width)}   ${title}`).join('\n');
};

/** The run that a source and the options ask for. Throws a {@link Refusal} where it cannot be made. */
function askedFor(source: Source, options: Options, catalog: Catalog): Asked {
  const { seed, generations, evolution } = options;
  const changes = Object.entries({ seed, generations, evolution }).filter(
    ([, value]) => value !== undefined,
  );
  const isAsSent = changes.length === 0;
  const { run } = source;
  const base = source.config as object;
  const parsed = parseRunConfig({ ...base, ...Object.fromEntries(changes) }, catalog);
  if (!parsed.ok) throw refusalOf(parsed.problems);
  const { config } = parsed;
  const asked = { config, preset: source.preset, digest: isAsSent ? source.digest : null };
  if (run?.checkpoint && isAsSent && run.record.engine === catalog.engine)
    return { ...asked, edits: [], digest: null, past: run };
  if (run?.record.origin && run.record.origin.kind !== 'replay')
    throw new Refusal(
      run.record.origin.kind === 'branch'
        ? 'This run branched off from another: its settings do not repeat it, and it has ended or was changed, so it cannot go on.'
        : `The founders of this run are copies of a kept agent, “${run.record.origin.name}”: its settings do not repeat it, and it has ended or was changed, so it cannot go on.`,
    );
  const edits = source.digest?.edits ?? [];
  if (editedConfigs(config, edits, catalog) === null)
    throw new Refusal(
      'The changes that were made while the run went on cannot be made in this one.',
    );
  return { ...asked, edits, past: null };
}

/** Runs to the end, or until it is interrupted; says what came of it and gives the exit code. */
async function evolve(
  { config, preset, edits, digest, past }: Asked,
  catalog: Catalog,
  threads: number,
  output: Output | null,
): Promise<number> {
  const device = await createWasmDevice({ threads });
  const begun = performance.now() - (past?.record.elapsedMs ?? 0);
  await environmentById(config.environment).prepare?.();
  const checkpoint = past?.checkpoint ?? null;
  const run = createRun({ config, catalog, device, edits, ...(checkpoint && { checkpoint }) });
  if (checkpoint)
    console.error(`The run goes on from generation ${generationNumber(checkpoint.generation)}.`);
  const summaries: Summary[] = [];
  let generations = checkpoint?.generation ?? 0;
  const interruption = { came: false };
  const interrupt = () => {
    interruption.came = true;
  };
  if (output) process.once('SIGINT', interrupt);
  try {
    const report: DeviceReport = {
      ...{ kind: 'wasm', description: device.description, threads },
      ...{ reason: 'The command line computes on WebAssembly.', trials: [] },
    };
    output?.begin({ config, preset, device: report, founders: run.founders, past });
    const { champion, contestSteps } = run.state;
    let holder: ChampionRecord | null = null;
    if (champion) {
      const taken = { kind: 'champion', run: 0, champion, contest: null, contestSteps } as const; // of the run that goes on
      output?.add(taken);
      holder = championRecord(taken);
    }
    for (;;) {
      const { value, done } = await run.events.next();
      if (done) {
        const { hash } = run.state;
        output?.add({ kind: 'finished', run: 0, reason: value, hash });
        output?.close();
        console.error(`${endWords(value, generations)}.`);
        if (holder) console.error(`${upperFirst(championSentence(holder))}.`);
        console.log(`hash ${hash}`);
        return digest ? verdict(digest, summaries, catalog) : FINISHED;
      }
      if (value.kind === 'checkpoint' && interruption.came) {
        output?.add({ kind: 'checkpoint', run: 0, checkpoint: await value.take() });
        output?.close();
        console.error(`Interrupted after generation ${run.state.generation}.`);
        return FAILED;
      }
      const kept = keptEvent(value, run.state, performance.now() - begun);
      if (!kept) continue;
      output?.add(kept);
      if (kept.kind === 'champion') holder = championRecord(kept);
      if (kept.kind !== 'generation') continue;
      const summary = summarise(kept, summaries.at(-1));
      summaries.push(summary);
      generations = summary.generation + 1;
      console.error(progressLine(summary, config.generations, holder));
    }
  } finally {
    process.off('SIGINT', interrupt);
    run.dispose();
    device.dispose();
  }
}

/** An event of a run as it is kept; null: it is not. */
function keptEvent(
  event: RunEvent,
  { contestSteps }: Run['state'],
  elapsedMs: number,
): KeptEvent | null {
  switch (event.kind) {
    case 'generation':
      return { kind: 'generation', run: 0, ...event.report, elapsedMs };
    case 'edited':
      return { run: 0, ...event };
    case 'champion':
      return { run: 0, ...event, contestSteps };
    default:
      return null;
  }
}

/** Says how a run compares with the result that came with it, in the page's words. */
function verdict(digest: Digest, summaries: readonly Summary[], catalog: Catalog): number {
  const comparison = compare(digest, summaries);
  const caution = exactnessWords(digest, { engine: catalog.engine, device: 'wasm' });
  console.error(verdictWords(comparison, true));
  if (caution !== null) console.error(caution);
  const isSame = comparison.verdict === 'identical' && comparison.compared === comparison.sent;
  return isSame ? FINISHED : NOT_REPRODUCED;
}

const upperFirst = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** `best` is the highest fitness of the generation; the champion is the run's. */
function progressLine(
  summary: Summary,
  generations: number,
  champion: ChampionRecord | null,
): string {
  const figure = (value: number) => value.toFixed(1).padStart(7);
  const number = String(generationNumber(summary.generation));
  return [
    `generation ${number.padStart(String(generations).length)}/${generations}`,
    `best ${figure(summary.max)}`,
    `median ${figure(summary.median)}`,
    `${summary.steps.toLocaleString('en')} steps`,
    `${(summary.elapsedMs / 1000).toFixed(1)} s`,
    champion ? championSentence(champion) : 'no champion yet',
  ].join('   ');
}

for (const [stream, name] of [
  [stdout, 'standard output'],
  [stderr, 'standard error'],
] as const)
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (stream === stdout) console.error(`The result cannot be written to ${name} (${code}).`);
    process.exit(REFUSED);
  });

process.exitCode = await main();
