import { expect, test } from 'vitest';
import { canonicalJson } from '#core/canonical-json.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { Evolution, RunConfig } from '#core/run-config.ts';
import type { GenerationReport } from '#engine/generation.ts';
import { decodeLink, encodeLink } from '#protocol/link.ts';
import { CATALOG, openRun, play, shortOf } from './small-run.ts';

const PRESET = 'cartpole-ppo';
const base = shortOf(PRESET);
/** Four agents who learn from what they lived themselves, so that each can be followed alone. */
const CONFIG: RunConfig = {
  ...base,
  populationSize: 4,
  generations: 4,
  mutation: { ...base.mutation, none: 0, preTraining: false },
};

async function reportsOf(config: RunConfig): Promise<readonly GenerationReport[]> {
  const run = await openRun(config);
  const reports: GenerationReport[] = [];
  await play(run, (event) => {
    if (event.kind === 'generation') reports.push(event.report);
  });
  run.dispose();
  return reports;
}

const withEvolution = (evolution: Evolution, changes: Partial<RunConfig> = {}) =>
  reportsOf({ ...CONFIG, ...changes, evolution });

test('without evolution every agent trains on under its own id, and none is born', async () => {
  const reports = await withEvolution('off');
  expect(reports.map(({ ids }) => [...ids])).toEqual(Array(4).fill([0, 1, 2, 3]));
  expect(reports.flatMap(({ births, tournaments }) => [...births, ...tournaments])).toEqual([]);
  const [first, ...later] = reports.map(({ hyperparameters }) => [...hyperparameters]);
  for (const values of later) expect(values).toEqual(first);
  const hashes = reports.map(({ fitness }) => fitness.join());
  expect(new Set(hashes).size, 'they learn').toBeGreaterThan(1);
});

test('a run and its control begin alike, and an elite passed on lives as it does without evolution', async () => {
  const [on, off] = [await reportsOf(CONFIG), await withEvolution('off')];
  expect(on[0]?.hash).toBe(off[0]?.hash);
  const elite = on[1]?.ids[0] as number;
  expect(elite).toBeLessThan(4);
  expect(on[1]?.fitness[0]).toBe(off[1]?.fitness[elite]);
});

test('by selection alone the same tournaments are held, and their winners copied', async () => {
  const [on, selection] = [await reportsOf(CONFIG), await withEvolution('selection')];
  expect(selection[0]?.tournaments).toEqual(on[0]?.tournaments);
  expect(selection[0]?.births).toHaveLength(3);
  const families = selection.flatMap(({ births }) => births.map(({ mutation }) => mutation.family));
  expect(new Set(families)).toEqual(new Set(['none']));
});

test.each(['selection', 'off'] as const)(
  'no founder and no elite is mutated with evolution %s',
  async (evolution) => {
    const mutation = { ...CONFIG.mutation, preTraining: true, mutateElite: true };
    const mutated = await withEvolution(evolution, { mutation });
    const plain = await withEvolution(evolution);
    expect(mutated.at(-1)?.hash).toBe(plain.at(-1)?.hash);
  },
);

test('evolution as ever is left out, so that neither links nor kept runs change by its being there', () => {
  const parsed = parseRunConfig({ ...CONFIG, evolution: 'on' }, CATALOG);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  expect(canonicalJson(parsed.config)).toBe(canonicalJson(CONFIG));
});

test('a link holds the control, and a word that is none is mended to a run with evolution', () => {
  const control = { ...CONFIG, evolution: 'off' } as const;
  const decoded = decodeLink(encodeLink(control, CATALOG, PRESET), CATALOG);
  expect(decoded).toMatchObject({ kind: 'run', config: { evolution: 'off' }, corrected: [] });
  const strange = { ...CONFIG, evolution: 'none' as Evolution };
  expect(decodeLink(encodeLink(strange, CATALOG, PRESET), CATALOG)).toMatchObject({
    config: CONFIG,
    corrected: [{ path: 'evolution' }],
  });
});
