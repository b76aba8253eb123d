import { expect, test } from 'vitest';
import type { RunRecord } from '#archive/run-record.ts';
import type { RunConfig } from '#core/run-config.ts';
import { exportRun, importRun } from '#store/library/files.ts';
import { originWords } from '#store/library/origin-words.ts';
import { createRunWriter } from '#store/library/run-writer.ts';
import { runsTable } from '#store/library/runs-table.ts';
import { settingsLine } from '#store/library/settings-line.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { createMemoryLibrary } from './memory-library.ts';
import { simulateRun } from './simulate-run.ts';

const [PRESET] = CATALOG.presets;
if (!PRESET) throw new Error('the catalog has no preset');

test('settings are told by what differs from the preset, and counted where there are many', () => {
  const line = (change: Partial<RunConfig>) =>
    settingsLine({ ...PRESET.config, ...change }, PRESET.id, CATALOG);
  expect(line({})).toBe('');
  expect(line({ seed: 99 })).toBe('');
  expect(line({ evolution: 'off' })).toBe('evolution none (control)');
  const { selection, network, evaluation } = PRESET.config;
  expect(
    line({
      populationSize: 9,
      evaluation: { ...evaluation, episodes: 7 },
      selection: { ...selection, elitism: !selection.elitism, tournamentSize: 5 },
      network: { ...network, latent: 17, headHidden: [9, 8] },
    }),
  ).toBe('population size 9 · latent size 17 · head layers 9 → 8 · evaluation episodes 7 · 2 more');
  expect(settingsLine(CONFIG, null, CATALOG)).toBe('');
});

test('what a run came from is told, whether or not that is here', () => {
  const branch = { kind: 'branch', run: 'a', generation: 11 } as const;
  expect(originWords(branch, () => 'CartPole · DQN · seed 1')).toBe(
    'branch of “CartPole · DQN · seed 1” at generation 12',
  );
  expect(originWords(branch, () => null)).toBe(
    'branch of a run that is not in this library at generation 12',
  );
  expect(
    originWords({ kind: 'kept', individual: 'k', name: 'Agent 31 of CartPole, 500' }, () => null),
  ).toBe('founded from the kept agent “Agent 31 of CartPole, 500”');
});

test('notes are kept as they were written, whatever the run’s writer does, and travel in its file', async () => {
  const library = createMemoryLibrary();
  const { record, founders, generations } = await simulateRun(4);
  const { id } = record;
  const begun: RunRecord = { ...record, generations: 0, best: [], end: null, champion: null };
  const writer = createRunWriter(
    library,
    { kind: 'new', founders, record: begun },
    {
      onFailure: (error) => expect.unreachable(String(error)),
      onRecovery: () => {},
      whole: () => null,
    },
  );
  const [first, ...rest] = generations;
  if (first) writer.add(first);
  await expect.poll(async () => (await library.listRuns()).runs.length).toBe(1);
  const notes = 'Lesson 3:\n  <b>who</b> wins?';
  await library.annotate(id, `${notes}\n`);
  for (const event of rest) writer.add(event);
  await writer.close();
  expect((await library.record(id))?.notes).toBe(notes);
  const exported = await exportRun(library, CATALOG, id, 'evo');
  if (exported.kind !== 'file') throw new Error(exported.message);
  const elsewhere = createMemoryLibrary();
  await importRun(elsewhere, CATALOG, new File([exported.blob], exported.name));
  expect((await elsewhere.record(id))?.notes).toBe(notes);
});

test.each([
  ['agilerl.yaml', 'INIT_HP:\n  ALGO: DQN\n', /a text file, and a run is an \.evo file/],
  ['recipe.json', '{"kind":"recipe"}', /a text file, and a run is an \.evo file/],
  ['picture.png', Uint8Array.of(0x89, 0x50, 0, 1, 2), /a file of another kind/],
  ['nothing.evo', '', /it is empty/],
  ['half.evo', Uint8Array.of(0x50, 0x4b, 3, 4, 20), /cut off or changed/],
])('of %s it is said what it is', async (name, content, words) => {
  const library = createMemoryLibrary();
  const imported = await importRun(library, CATALOG, new File([content], name));
  expect(imported).toMatchObject({
    kind: 'problem',
    message: expect.stringMatching(words),
    why: expect.stringMatching(words),
  });
  expect((await library.listRuns()).runs).toEqual([]);
});

test('all runs are one table, a row each', async () => {
  const { record } = await simulateRun(4);
  const child: RunRecord = {
    ...record,
    id: crypto.randomUUID(),
    name: '=SUM(A1)',
    notes: 'two\nlines',
    origin: { kind: 'branch', run: record.id, generation: 1 },
  };
  const text = runsTable([record, child], new Set([child.id]), CATALOG);
  expect(text.startsWith('\uFEFFRun,Name,Notes,Task,')).toBe(true);
  expect(text).toContain("'=SUM(A1)");
  expect(text).toContain('"two\nlines"');
  expect(text).toContain('branch of');
  expect(text).toContain('open in a tab');
  expect(text.match(/\r\n/g)).toHaveLength(3);
});
