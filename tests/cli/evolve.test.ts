import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { championSentence } from '#archive/champion-words.ts';
import { readEvo } from '#archive/evo/read-evo.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createCatalog } from '#engine/catalog.ts';
import { createRun } from '#engine/run.ts';
import { makeDigest } from '#protocol/digest.ts';
import { decodeLink, encodeLink } from '#protocol/link.ts';
import { readOptions } from '../../src/cli/options.ts';
import { openOutput } from '../../src/cli/output.ts';
import { Refusal } from '../../src/cli/refusal.ts';
import { readSource } from '../../src/cli/source.ts';

const CATALOG = createCatalog([]);
const folder = mkdtempSync(join(tmpdir(), 'evolve-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const written = (name: string, content: string | Uint8Array): string => {
  writeFileSync(at(name), content);
  return at(name);
};

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

const evolve = (...args: string[]): Promise<Answer> =>
  new Promise((resolve) => {
    const command = ['--import', 'tsx', 'src/cli/evolve.ts', ...args];
    const child = execFile(process.execPath, command, (_, out, error) =>
      resolve({ code: child.exitCode ?? -1, out, error }),
    );
  });

const preset = CATALOG.presets.find(({ id }) => id === 'cartpole-ppo')?.config as RunConfig;
/** Computed in a moment. */
const SMALL: RunConfig = {
  ...preset,
  populationSize: 2,
  generations: 2,
  selection: { ...preset.selection, tournamentSize: 1 },
  training: { ...preset.training, stepsPerGeneration: 1024 },
  evaluation: { ...preset.evaluation, episodes: 1 },
  champion: { episodes: 2 },
  target: { ...preset.target, enabled: false },
};
const config = written('config.json', JSON.stringify(SMALL));

/** The result that the command line computes for it. */
const sent = evolve(config, '--threads', '1', '--out', at('run.evo'));

const hashIn = ({ out }: Answer) => /hash (\w{32})\n$/.exec(out)?.[1];

test('a run is written as a file that the page opens, and that file is made again bit for bit', async () => {
  const answer = await sent;
  expect(answer.code).toBe(0);
  const run = readEvo(readFileSync(at('run.evo')), CATALOG);
  expect(run.record).toMatchObject({ generations: 2, end: 'generations', hash: hashIn(answer) });
  expect(run.champion).not.toBeNull();
  const again = await evolve(at('run.evo'));
  expect(again).toMatchObject({ code: 0, out: answer.out });
  expect(again.error).toMatch(/Identical, bit for bit, in all 2 generations\./);
});

/** A link with the result of the run, changed in one part. */
async function linkWith(
  change: (digest: ReturnType<typeof makeDigest>) => object,
): Promise<string> {
  await sent;
  const { record, generations } = readEvo(readFileSync(at('run.evo')), CATALOG);
  const quantiles = { min: 1, lowerQuartile: 2, median: 3, upperQuartile: 4, max: 5 };
  const digest = makeDigest(
    generations.map(({ hash }) => ({ ...quantiles, hash })),
    { engine: record.engine, device: 'wasm', end: record.end, edits: [] },
  );
  return encodeLink(SMALL, CATALOG, 'cartpole-ppo', { digest: { ...digest, ...change(digest) } });
}

test('a result that is not reproduced has an exit code of its own, and the page’s words', async () => {
  const [wrong, gpu, older] = await Promise.all([
    linkWith(() => ({})).then((link) => evolve(link)),
    linkWith(() => ({ device: 'webgpu' })).then((link) => evolve(link)),
    linkWith(() => ({ engine: '0' })).then((link) => evolve(link)),
  ]);
  expect(wrong.code).toBe(3);
  expect(wrong.error).toMatch(/not the same bits: the difference begins in generation 1\./);
  expect(gpu.code).toBe(3);
  expect(gpu.error).toMatch(/sender’s run was computed on a GPU.*similar at best/);
  expect(older.code).toBe(3);
  expect(older.error).toMatch(/sender’s engine is version 0/);
});

test('a run that was interrupted goes on from its file, to the same end', async () => {
  const device = await createWasmDevice({ threads: 1 });
  const run = createRun({ config: SMALL, catalog: CATALOG, device });
  const output = openOutput(at('half.evo'), CATALOG);
  const report = { kind: 'wasm', description: '', threads: 1, reason: '', trials: [] } as const;
  output.begin({
    config: SMALL,
    preset: null,
    device: report,
    founders: run.founders,
    past: null,
  });
  for await (const event of run.events) {
    if (event.kind === 'generation')
      output.add({ kind: 'generation', run: 0, ...event.report, elapsedMs: 1 });
    if (event.kind !== 'checkpoint' || run.state.generation !== 1) continue;
    output.add({ kind: 'checkpoint', run: 0, checkpoint: await event.take() });
    break;
  }
  output.close();
  run.dispose();
  device.dispose();

  const rest = await evolve(at('half.evo'), '--out', at('whole.evo'));
  expect(rest.error).toMatch(/goes on from generation 2\./);
  expect(rest.error).not.toMatch(/generation 1\/2/);
  expect(rest).toMatchObject({ code: 0, out: (await sent).out });
  const whole = readEvo(readFileSync(at('whole.evo')), CATALOG);
  expect(whole.record).toMatchObject({ generations: 2, end: 'generations', checkpoint: null });
});

test('whatever Windows writes a configuration in is read', async () => {
  const text = JSON.stringify(SMALL);
  const marked = await evolve(written('utf8.json', `\uFEFF${text}`));
  expect(marked).toMatchObject({ code: 0, out: (await sent).out });
  const wide = Buffer.from(`\uFEFF${text}`, 'utf16le');
  expect(await evolve(written('utf16.json', wide))).toMatchObject({ out: (await sent).out });
});

test('a link that a chat has changed is the run that was sent', async () => {
  const link = `https://example.org/${encodeLink(SMALL, CATALOG, 'cartpole-ppo')}`;
  expect(decodeLink(link, CATALOG)).toMatchObject({ config: SMALL });
  expect(await evolve(`${link.replaceAll('&', '&amp;')}).`)).toMatchObject({
    code: 0,
    out: (await sent).out,
  });
});

test.each([
  [['--threads', '0'], /--threads is '0'; it must be a whole number from 1/],
  [['--preset', 'chess'], /no preset 'chess'/],
  [['--out', join(folder, 'no', 'x.jsonl')], /cannot be written: .*folder is not/],
  [['--out', '/dev/full'], /cannot be written: its disk is full/],
  [['#/evolve?p=cartpole-ppo&amps=7&v=1'], /cannot be opened.*'amps' where 's'/],
])('%j is refused in one sentence, before anything runs', async (args, message) => {
  const { code, out, error } = await evolve(...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(error).toMatch(message);
  expect(error.trimEnd()).not.toMatch(/\n|median/);
});

test.each([
  [['--generations', '0'], /--generations is '0'; it must be a whole number from 1 to 1000\.$/],
  [['--threads', '1e3'], /--threads is '1e3'/],
  [['--seed'], /'--seed <value>' argument missing/],
  [['--seed', '-1'], /'--seed' argument is ambiguous/],
  [['--colour'], /Unknown option '--colour'/],
  [['--out='], /--out needs the name of a file/],
  [['one', 'two'], /one source, and there are 2/],
  [['config.json', '--preset', 'cartpole-ppo'], /not both/],
])('options %j are refused in one sentence', (args, message) => {
  expect(() => readOptions(args)).toThrow(Refusal);
  expect(() => readOptions(args)).toThrow(message);
});

test.each([
  ['nowhere.json', /cannot be read: it is not there/],
  [folder, /cannot be read: it is a folder/],
  [written('cut.json', '{"seed":'), /is not a configuration: [^\n]*\.$/],
  [
    written('strategy.json', JSON.stringify({ format: 'strategy-run', config: {} })),
    /is a run of the strategy lab; 'npm run strategy -- [^\n]*' takes it\.$/,
  ],
  [written('list.json', '[1]'), /is not a configuration: it holds no object\.$/],
  [written('cut.evo', 'PK\u0003\u0004 and no more'), /cannot be read as a run: [^\n]*\.$/],
  [written('link.txt', '#/evolve?p=chess&s=1'), /names the preset 'chess'/],
  ['#/about', /holds no run/],
])('of %s it is said in a sentence why it cannot be read', async (source, message) => {
  await expect(readSource(source, CATALOG)).rejects.toThrow(Refusal);
  await expect(readSource(source, CATALOG)).rejects.toThrow(message);
});

test.each(['x.evo', 'x.jsonl'])('where %s cannot be written is known before the run', (name) => {
  expect(() => openOutput(join(folder, 'no', name), CATALOG)).toThrow(/folder is not\.$/);
  expect(() => openOutput(folder, CATALOG)).toThrow(/it is a folder\.$/);
});

test('a recipe, and a link in a file, are read as what they hold', async () => {
  const link = encodeLink(SMALL, CATALOG, 'cartpole-ppo');
  const recipe = { format: 'evolution-playground recipe', version: 1, config: SMALL };
  for (const file of [written('a.txt', `${link}\n`), written('r.json', JSON.stringify(recipe))])
    expect((await readSource(file, CATALOG)).config).toEqual(SMALL);
});

test('help and presets are told', async () => {
  const help = await evolve('--help');
  expect(help.code).toBe(0);
  expect(help.out).toMatch(/Exit codes: 0 .*; 1 failed; 2 .*; 3 /s);
  const { out } = await evolve('--presets');
  for (const { id } of CATALOG.presets) expect(out).toContain(`${id} `);
});

test('every generation and the end name the champion with both figures', async () => {
  const { error } = await sent;
  const { record } = readEvo(readFileSync(at('run.evo')), CATALOG);
  if (!record.champion) throw new Error('the run has no champion');
  const words = championSentence(record.champion);
  expect(words).toMatch(
    /^champion: agent \d+, generation \d: .+ over \d+ fresh episodes \(.+ when found\)$/,
  );
  expect(error.match(/^generation .*champion: agent \d+, generation \d: /gm)).toHaveLength(2);
  expect(error).toContain(words);
  expect(error).toContain(`All 2 generations done.\nC${words.slice(1)}.\n`);
});

test('a run that reaches its target is called solved, as on the page', async () => {
  const target = { enabled: true, fitness: 1 };
  const solved = await evolve(written('solved.json', JSON.stringify({ ...SMALL, target })));
  expect(solved.code).toBe(0);
  expect(solved.error).toMatch(/^Solved in 1 generation\.$/m);
});
