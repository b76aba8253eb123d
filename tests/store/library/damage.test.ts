import { serialize } from 'node:v8';
import fc, { type GeneratorValue } from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Damage } from '#archive/damage.ts';
import { readEvo } from '#archive/evo/read-evo.ts';
import { writeEvo } from '#archive/evo/write-evo.ts';
import type { StoredRun } from '#archive/stored-run.ts';
import { exportRun, importRun } from '#store/library/files.ts';
import { freezerOf } from '#store/library/freezer.ts';
import { historyOf } from '#store/library/stored-history.ts';
import { rewritten } from '../../archive/evo-files.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { createMemoryLibrary } from './memory-library.ts';
import { simulateRun } from './simulate-run.ts';
import { spoil, spoilNumbers } from './spoil.ts';

/**
 * A damaged file, or a damaged record in the browser: it opens as a whole run, or is refused with words, in little
 * time; and every other run is the same to the byte. All damage is made of seeds, so each case comes again.
 */

const SEED = 20_241;

const STATE = {
  hash: 'abc',
  weights: [Float32Array.of(1, Number.NaN, 3), Float64Array.of(), Int32Array.of(-7)],
  deep: { bytes: Uint8Array.of(1, 2), nothing: null },
};

const genome = {
  networks: {},
  hyperparameters: { learningRate: 1e-3 },
};

/** An unfinished run with all that a run may have. */
async function wholeRun(id: string, seed: number): Promise<StoredRun> {
  const run = await simulateRun(6, { id, config: { ...CONFIG, seed } });
  const { environment, algorithm } = CONFIG;
  const agent = run.generations[2]?.ids[1] ?? 0;
  const individual = { engine: '1', environment, algorithm, genome, seed, agent, generation: 2 };
  return {
    ...run,
    record: {
      ...run.record,
      champion: {
        agent,
        generation: 2,
        fitness: 31,
        evaluation: { count: 20, mean: 29.5, squares: 120 },
        contestSteps: 1180,
      },
      marks: [{ kind: 'lost', generation: 3, text: 'The GPU was lost.' }],
    },
    checkpoint: run.checkpoint && { ...run.checkpoint, state: STATE },
    champion: { ...individual, weights: { online: Float32Array.of(0.5, -2, 7) } },
  };
}

const ONE = await wholeRun('11111111-1111-4111-8111-111111111111', 7);
const OTHER = await wholeRun('22222222-2222-4222-8222-222222222222', 8);
const FILE = writeEvo(ONE, CATALOG).bytes;

/** Bytes of every record that is not of the damaged run. */
const othersOf = (disk: ReadonlyMap<string, unknown>): string =>
  serialize([...disk].filter(([key]) => !key.includes(ONE.record.id))).toString('base64');

/** Number of cases of each kind that are tried. */
const CASES = {
  cut: 80,
  flipped: 150,
  spliced: 60,
  numbers: 100,
  texts: 100,
  kept: 300,
  frozen: 60,
};

/** Tries as many cases, each with its own share of chance, and tells how they ended. */
async function tryCases(
  count: number,
  carryOut: (g: GeneratorValue) => Promise<'whole' | 'refused' | 'missing'>,
): Promise<Record<'whole' | 'refused' | 'missing', number>> {
  const ends = { whole: 0, refused: 0, missing: 0 };
  const property = fc.asyncProperty(fc.gen(), async (g) => {
    const begun = process.cpuUsage();
    ends[await carryOut(g)]++;
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3000);
  });
  await fc.assert(property, { seed: SEED, numRuns: count, endOnFailure: true });
  return ends;
}

/** A run that opened can be shown, and comes back from a file as it went in. */
async function expectWhole(run: StoredRun): Promise<void> {
  const history = await historyOf(run, CATALOG);
  expect(history.generations).toBe(run.record.generations);
  expect(history.summaries).toHaveLength(run.record.generations);
  const again = readEvo(writeEvo(run, CATALOG).bytes, CATALOG);
  expect(again.generations).toEqual(run.generations);
  expect(again.founders).toEqual(run.founders);
  expect(again.checkpoint).toEqual(run.checkpoint);
  expect(again.champion).toEqual(run.champion);
  expect(again.record.marks).toEqual(run.record.marks);
}

const expectWords = (message: string) => expect(message).toMatch(/^[A-Z“].{15,600}\.$/s);

/** Reads a file into the library; tells whether it was whole or refused. */
async function takeIn(data: Uint8Array): Promise<'whole' | 'refused'> {
  const library = createMemoryLibrary();
  await library.add(OTHER);
  const before = othersOf(library.tables.disk);
  const imported = await importRun(library, CATALOG, new File([data.slice()], 'run.evo'));
  expect(othersOf(library.tables.disk)).toBe(before);
  if (imported.kind === 'problem') {
    expectWords(imported.message);
    expect(imported.message).toContain('The library is as it was.');
    expect([...library.tables.disk.keys()].filter((key) => key.includes(ONE.record.id))).toEqual(
      [],
    );
    return 'refused';
  }
  if (imported.kind === 'evolution') return expect.unreachable();
  const loaded = await library.load(imported.record.id, CATALOG);
  if (loaded.kind !== 'loaded') return expect.unreachable();
  await expectWhole(loaded.run);
  return 'whole';
}

describe('a file', () => {
  /** Bytes that were not changed on purpose say the same as before, or nothing. */
  async function takeInTheSame(data: Uint8Array): Promise<'whole' | 'refused'> {
    const end = await takeIn(data);
    if (end === 'whole') expect(readEvo(data, CATALOG)).toEqual(readEvo(FILE, CATALOG));
    return end;
  }

  test('that was cut off is refused', async () => {
    const ends = await tryCases(CASES.cut, async (g) =>
      takeIn(FILE.slice(0, g(fc.nat, { max: FILE.length - 1 }))),
    );
    expect(ends.refused).toBe(CASES.cut);
  });

  test('with flipped bits is the same run or refused', async () => {
    // the directory and the end, where a zip says what it holds, as often as all the rest
    const directory = FILE.findLastIndex((_, i) => FILE[i] === 0x50 && FILE[i + 2] === 0x01);
    const ends = await tryCases(CASES.flipped, async (g) => {
      const data = FILE.slice();
      const low = g(fc.boolean) ? 0 : Math.max(0, directory - 900);
      for (let flips = g(fc.integer, { min: 1, max: 6 }); flips > 0; flips--) {
        const at = g(fc.integer, { min: low, max: data.length - 1 });
        data[at] = (data[at] ?? 0) ^ (1 << g(fc.nat, { max: 7 }));
      }
      return takeInTheSame(data);
    });
    expect(ends.refused).toBeGreaterThan(100);
  });

  test('with bytes put in, repeated or taken out is the same run or refused', async () => {
    await tryCases(CASES.spliced, async (g) => {
      const at = g(fc.nat, { max: FILE.length });
      const taken = g(fc.nat, { max: 2000 });
      const put = g(fc.uint8Array, { maxLength: 2000 });
      const data = [FILE.subarray(0, at), put, FILE.subarray(at + taken)];
      return takeInTheSame(new Uint8Array(await new Blob(data).arrayBuffer()));
    });
  });

  test('whose numbers were forged is a whole run or refused', async () => {
    const ends = await tryCases(CASES.numbers, async (g) =>
      takeIn(
        rewritten(FILE, (files) => {
          const names = Object.keys(files).filter((name) => /\.(i32|f64|u8|bin)$/.test(name));
          const name = g(fc.constantFrom, ...names);
          const bytes = files[name] as Uint8Array;
          const numbers = name.endsWith('f64')
            ? new Float64Array(bytes.slice().buffer)
            : name.endsWith('i32')
              ? new Int32Array(bytes.slice().buffer)
              : bytes;
          const { buffer, byteOffset, byteLength } = spoilNumbers(g, numbers);
          files[name] = new Uint8Array(buffer, byteOffset, byteLength);
        }),
      ),
    );
    expect(ends.refused).toBeGreaterThan(50);
  });

  test('whose texts were forged is a whole run or refused', async () => {
    const ends = await tryCases(CASES.texts, async (g) =>
      takeIn(
        rewritten(FILE, (files, run) => {
          const names = Object.keys(files).filter((name) => name.endsWith('.json'));
          const name = g(fc.constantFrom, 'manifest', ...names);
          if (name === 'manifest') Object.assign(run, spoil(g, run, true));
          else {
            const value: unknown = JSON.parse(new TextDecoder().decode(files[name]));
            files[name] = strToU8(JSON.stringify(spoil(g, value, true)));
          }
        }),
      ),
    );
    expect(ends.refused).toBeGreaterThan(50);
  });
});

test.each([
  ['fitness', 1e308, /the fitness of generation 0 is 1e\+308; it must be a number from/],
  ['fitness', -1e13, /-10000000000000; it must be a number from .*, or NaN/],
  [
    'hyperparameters',
    Infinity,
    /a hyperparameter of generation 0 is Infinity; it must be a number/,
  ],
  ['steps', 1e308, /the steps of generation 0 is 1e\+308; it must be a number from 0 to/],
])('a file with %s of %d, which no chart can show, is refused', async (column, value, message) => {
  const data = rewritten(FILE, (files) => {
    const numbers = new Float64Array((files[`history/${column}.f64`] as Uint8Array).slice().buffer);
    numbers[0] = value;
    files[`history/${column}.f64`] = new Uint8Array(numbers.buffer);
  });
  expect(() => readEvo(data, CATALOG)).toThrow(message);
  expect(await takeIn(data)).toBe('refused');
});

describe('a file that is larger than it looks is refused before it fills the memory', () => {
  const zeros = (bytes: number) => new Uint8Array(bytes);
  /** A zip whose directory and headers say another size than the file unpacks to. */
  function lying(data: Uint8Array, from: number, to: number): Uint8Array {
    const copy = data.slice();
    const view = new DataView(copy.buffer);
    for (let at = 0; at + 4 <= copy.length; at++)
      if (view.getUint32(at, true) === from) view.setUint32(at, to, true);
    return copy;
  }
  const MANIFEST_BOMB = zipSync({ 'manifest.json': zeros(200e6) }, { level: 9 });
  const repeated = (name: string, count: number, part: Uint8Array) =>
    rewritten(FILE, (files) => {
      files[name] = new Uint8Array(Buffer.alloc(count * part.length, part));
    });

  test.each<[string, RegExp, () => Uint8Array]>([
    ['says so', /would unpack to 200000000 bytes/, () => MANIFEST_BOMB],
    ['says less', /more than the 1000 bytes that it says/, () => lying(MANIFEST_BOMB, 200e6, 1000)],
    [
      'says more',
      /not as long as it says|does not unpack/,
      () => lying(zipSync({ 'manifest.json': zeros(777) }, { level: 9 }), 777, 3_999_999),
    ],
    [
      'holds a file twice',
      /manifest\.json twice/,
      () => {
        const data = zipSync({ 'manifest.json': zeros(9), manifest_json: zeros(9) }, { level: 0 });
        return data.map((byte) => (byte === 0x5f ? 0x2e : byte));
      },
    ],
    [
      'lists more than it may',
      /the size of lineage\.json/,
      () => repeated('lineage.json', 65e6, strToU8(' ')),
    ],
    [
      'has brackets without end',
      /nested too deeply/,
      () => {
        const deep = strToU8(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
        return repeated('lineage.json', 1, deep);
      },
    ],
    [
      'has generations without end',
      /number of generations is 100000/,
      () => repeated('history/sizes.i32', 100_000, Uint8Array.of(1, 0, 0, 0)),
    ],
    [
      'has tournaments without end',
      /tournaments cannot be read/,
      () => repeated('history/tournaments.i32', 1e6, zeros(12)),
    ],
    ['has too many agents', /not of one length/, () => repeated('history/ids.i32', 1e6, zeros(4))],
    [
      'has births without end',
      /the lineage is .* a list of at most/,
      () => repeated('lineage.json', 1, strToU8(`[${'1,'.repeat(300_000)}1]`)),
    ],
  ])('one that %s', async (_, message, make) => {
    const data = make();
    const begun = process.cpuUsage();
    expect(() => readEvo(data, CATALOG)).toThrow(Damage);
    expect(() => readEvo(data, CATALOG)).toThrow(message);
    expect(process.cpuUsage(begun).user / 2000).toBeLessThan(2000);
    expect(await takeIn(data)).toBe('refused');
  });
});

describe('what the browser keeps', () => {
  test('opens as a whole run or is said to be damaged, and every other run stays as it is', async () => {
    const ends = await tryCases(CASES.kept, async (g) => {
      const library = createMemoryLibrary();
      await library.add(ONE);
      await library.add(OTHER);
      const { disk } = library.tables;
      const keys = [...disk.keys()].filter((key) => key.includes(ONE.record.id));
      // its record, founders, champion and checkpoint as often as its generations
      const kind = g(
        fc.constantFrom,
        '"runs"',
        '-1]',
        '"generations"',
        '"checkpoints"',
        '"champions"',
      );
      const key = g(fc.constantFrom, ...keys.filter((each) => each.includes(kind)));
      if (g(fc.nat, { max: 19 }) === 0) disk.delete(key);
      else disk.set(key, spoil(g, disk.get(key)));
      const before = othersOf(disk);

      const { runs, damaged } = await library.listRuns();
      expect(runs.some(({ id }) => id === OTHER.record.id)).toBe(true);
      for (const { message } of damaged) expect(message.length).toBeGreaterThan(10);
      const loaded = await library.load(ONE.record.id, CATALOG);
      const exported = await exportRun(library, CATALOG, ONE.record.id, 'evo');
      await library.findLeft({ ...CONFIG, seed: 7 }, CATALOG);
      await library.purgePutAway(0);
      expect(othersOf(disk)).toBe(before);

      if (loaded.kind === 'loaded') {
        await expectWhole(loaded.run);
        expect(exported.kind).toBe('file');
      } else if (exported.kind === 'problem') expectWords(exported.message);
      if (loaded.kind === 'damaged') {
        expect(loaded.message).toMatch(/^.{10,600}\.$/s);
        await library.purge(ONE.record.id);
        expect([...disk.keys()].filter((each) => each.includes(ONE.record.id))).toEqual([]);
        expect(othersOf(disk)).toBe(before);
      }
      return loaded.kind === 'loaded' ? 'whole' : loaded.kind === 'damaged' ? 'refused' : 'missing';
    });
    expect(ends.refused).toBeGreaterThan(150);
  });

  test('an agent in the freezer that is damaged is named, and the others stay', async () => {
    const library = createMemoryLibrary();
    const freezer = freezerOf(library);
    const kept = { keptAt: 1, fitness: 2, run: null, individual: ONE.champion };
    await library.tables.write(
      ['good', 'spoilt'].map((id) => ({
        kind: 'put',
        table: 'freezer',
        key: id,
        value: { ...kept, id, name: id },
      })),
    );
    const key = JSON.stringify(['freezer', 'spoilt']);
    const whole = library.tables.disk.get(key);
    const ends = await tryCases(CASES.frozen, async (g) => {
      library.tables.disk.set(key, spoil(g, whole));
      const { items, damaged } = await freezer.list();
      expect(items[0]).toMatchObject({ id: 'good' });
      for (const { id, message } of damaged) {
        expect(id).toBe('spoilt');
        expect(message.length).toBeGreaterThan(10);
      }
      expect(items.length + damaged.length).toBe(2);
      return damaged.length > 0 ? 'refused' : 'whole';
    });
    expect(ends.refused).toBeGreaterThan(20);
  });
});

describe('marks that no run has are refused', () => {
  const mark = { kind: 'lost', generation: 3, text: 'The GPU was lost.' };
  test.each<[string, unknown, RegExp]>([
    ['no list', 'lost', /the run's marks is "lost"; it must be a list/],
    [
      'another kind',
      [{ ...mark, kind: 'won' }],
      /the kind of a mark is "won".*lost, moved, restored/,
    ],
    ['a generation to come', [{ ...mark, generation: 7 }], /a mark's generation is 7.*from 0 to 6/],
    ['no generation', [{ ...mark, generation: null }], /a mark's generation is null/],
    ['endless text', [{ ...mark, text: 'x'.repeat(1001) }], /what a mark says.*1000 characters/],
    ['too many', Array(501).fill(mark), /the run's marks.*at most 500/],
    ['a hole', [null], /a mark is null; it must be an object/],
  ])('%s', async (_, marks, words) => {
    const forged = rewritten(FILE, (_, run) => Object.assign(run, { marks }));
    expect(() => readEvo(forged, CATALOG)).toThrow(words);
    const library = createMemoryLibrary();
    await library.add(ONE);
    const key = JSON.stringify(['runs', ONE.record.id]);
    library.tables.disk.set(key, { ...ONE.record, marks });
    expect(await library.load(ONE.record.id, CATALOG)).toMatchObject({
      kind: 'damaged',
      message: expect.stringMatching(words),
    });
  });

  test('and a record of before there were any opens without', async () => {
    const library = createMemoryLibrary();
    const { marks: _, ...older } = ONE.record;
    await library.add(ONE);
    library.tables.disk.set(JSON.stringify(['runs', ONE.record.id]), older);
    const loaded = await library.load(ONE.record.id, CATALOG);
    expect(loaded).toMatchObject({ kind: 'loaded', run: { record: { marks: [] } } });
  });
});

test('a zip of another program opens as well', () => {
  const files = unzipSync(FILE);
  const other = zipSync(
    { ...files, 'read me.txt': strToU8('packed again') },
    { level: 1, comment: 'x' },
  );
  expect(readEvo(other, CATALOG)).toEqual(readEvo(FILE, CATALOG));
});
