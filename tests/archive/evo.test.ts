import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Damage } from '#archive/damage.ts';
import { MOST_PACKED } from '#archive/evo/format.ts';
import { readEvo } from '#archive/evo/read-evo.ts';
import { writeEvo } from '#archive/evo/write-evo.ts';
import type { StoredRun } from '#archive/stored-run.ts';
import { simulateRun } from '../store/library/simulate-run.ts';
import { CATALOG, CONFIG } from '../ui/fake-catalog.ts';
import { rewritten } from './evo-files.ts';

const STATE = {
  hash: 'abc',
  weights: [Float32Array.of(1, Number.NaN, 3), Float64Array.of(), Int32Array.of(-7)],
  deep: { bytes: Uint8Array.of(1, 2), nothing: null },
};

async function unfinished(generations: number): Promise<StoredRun> {
  const run = await simulateRun(generations);
  return run.checkpoint ? { ...run, checkpoint: { ...run.checkpoint, state: STATE } } : run;
}

const RUN = await unfinished(8);
const FILE = writeEvo(RUN, CATALOG).bytes;

/** All but how large it was said to be, which the reader reckons anew. */
const comparable = ({ record, ...rest }: StoredRun) => ({
  ...rest,
  record: { ...record, historyBytes: 0, checkpointBytes: 0 },
});

const messageOf = (data: Uint8Array): string => {
  try {
    readEvo(data, CATALOG);
    return 'nothing is wrong';
  } catch (error) {
    if (error instanceof Damage) return error.message;
    throw error;
  }
};

describe('a run as a file', () => {
  test('comes back as it was', () => {
    expect(comparable(readEvo(FILE, CATALOG))).toEqual(comparable(RUN));
  });

  test('comes back with what happened to it; one of before that was kept has nothing', () => {
    const marks = [{ kind: 'lost' as const, generation: 8, text: 'The GPU was lost.' }];
    const marked = { ...RUN, record: { ...RUN.record, marks } };
    expect(readEvo(writeEvo(marked, CATALOG).bytes, CATALOG).record.marks).toEqual(marks);
    const older = rewritten(FILE, (_, run) => delete run['marks']);
    expect(comparable(readEvo(older, CATALOG))).toEqual(comparable(RUN));
  });

  test('comes back with what its updates measured, and from before that was kept without', () => {
    const [first] = RUN.generations;
    expect(readEvo(FILE, CATALOG).generations[0]?.metrics).toEqual(first?.metrics);
    expect(first?.metrics?.['loss']).toHaveLength(first?.ids.length ?? 0);
    const without = RUN.generations.map(({ metrics: _, ...event }) => event);
    const older = writeEvo({ ...RUN, generations: without }, CATALOG).bytes;
    expect(Object.keys(unzipSync(older))).not.toContain('history/metrics.f64');
    expect(comparable(readEvo(older, CATALOG)).generations).toEqual(without);
    const late = [...without.slice(0, 4), ...RUN.generations.slice(4)];
    const resumed = readEvo(writeEvo({ ...RUN, generations: late }, CATALOG).bytes, CATALOG);
    expect(resumed.generations[3]?.metrics?.['loss']?.every(Number.isNaN)).toBe(true);
    expect(resumed.generations.slice(4)).toEqual(RUN.generations.slice(4));
  });

  test('comes back with the games by which its champions were measured', () => {
    const games = { agent: 3, results: [{ rival: 'random', won: 4, drawn: 1, lost: 0 }] };
    const between = { rival: 3, generation: 2, won: 1, drawn: 0, lost: 0 };
    const told = { agent: 3, generation: 3, results: [...games.results, between] };
    const generations = RUN.generations.map((event, i) =>
      i === 2 ? { ...event, games } : i === 3 ? { ...event, games: told } : event,
    );
    const file = writeEvo({ ...RUN, generations }, CATALOG).bytes;
    expect(comparable(readEvo(file, CATALOG)).generations).toEqual(generations);
    expect(Object.keys(unzipSync(FILE))).not.toContain('history/games.json');
    const forged = (text: string) =>
      messageOf(
        rewritten(file, (files) => {
          files['history/games.json'] = strToU8(text);
        }),
      );
    const none = { agent: 3, results: [{ rival: 'random', won: 0, drawn: 0, lost: 0 }] };
    expect(forged(JSON.stringify([none, ...generations.slice(1).map(() => null)]))).toContain(
      'is of no game',
    );
    const timeless = { ...games, generation: -1 };
    expect(forged(JSON.stringify([timeless, ...generations.slice(1).map(() => null)]))).toContain(
      'the generation of the games',
    );
  });

  test('is refused with metrics that do not fit it', () => {
    const cut = rewritten(FILE, (files) => {
      files['history/metrics.f64'] = new Uint8Array(8);
    });
    expect(messageOf(cut)).toContain('the metrics of the history are not of its length');
    const broken = rewritten(FILE, (files) => {
      files['history/metrics.f64'] = new Uint8Array(7);
    });
    expect(messageOf(broken)).toContain('history/metrics.f64 ends within a number');
    const gone = rewritten(FILE, (files) => delete files['history/metrics.f64']);
    expect(messageOf(gone)).toContain('history/metrics.f64 is missing');
    const named = rewritten(FILE, () => {}, { metrics: ['loss', '<script>'] });
    expect(messageOf(named)).toContain("a name of a metric is '<script>'");
    const endless = rewritten(FILE, (files) => {
      const { length } = files['history/metrics.f64'] ?? [];
      const values = new Float64Array((length ?? 0) / 8).fill(Infinity);
      files['history/metrics.f64'] = new Uint8Array(values.buffer);
    });
    expect(messageOf(endless)).toContain('the metrics of generation 0 is Infinity');
  });

  test('comes back finished, without a checkpoint', () => {
    const done = {
      ...RUN,
      record: { ...RUN.record, end: 'target' as const, checkpoint: null, name: 'My run' },
      checkpoint: null,
    };
    expect(comparable(readEvo(writeEvo(done, CATALOG).bytes, CATALOG))).toEqual(comparable(done));
  });

  test('is the same file whenever it is written', () => {
    expect(writeEvo(RUN, CATALOG).bytes).toEqual(FILE);
  });

  test('holds columns of plain numbers beside the names of their hyperparameters', () => {
    const files = unzipSync(FILE);
    const manifest = JSON.parse(new TextDecoder().decode(files['manifest.json']));
    expect(manifest.hyperparameters).toEqual(Object.keys(CONFIG.hyperparameters));
    const fitness = new Float64Array(files['history/fitness.f64']?.slice().buffer ?? []);
    expect([...fitness]).toEqual(RUN.generations.flatMap((event) => [...event.fitness]));
  });

  test('is read in at most 1 s with 64 agents and 500 generations', async () => {
    const config = {
      ...CONFIG,
      populationSize: 64,
      generations: 501,
      target: { ...CONFIG.target, enabled: false },
    };
    const large = writeEvo(await simulateRun(500, { config }), CATALOG).bytes;
    const begun = process.cpuUsage(); // computing alone: the machine may be busy with other tests
    expect(readEvo(large, CATALOG).generations).toHaveLength(500);
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1000).toBeLessThan(1000);
    expect(large.length).toBeLessThan(4e6);
  });
});

describe('what cannot be opened says why', () => {
  test.each<[string, RegExp, () => Uint8Array]>([
    ['a text', /does not unpack/, () => strToU8('this is no run')],
    ['nothing', /does not unpack/, () => new Uint8Array()],
    ['another zip', /no manifest/, () => zipSync({ 'a.txt': strToU8('a') })],
    [
      'another manifest',
      /no run of this page/,
      () => rewritten(FILE, () => {}, { format: 'recipe' }),
    ],
    ['a newer version', /newer version.*Reload/, () => rewritten(FILE, () => {}, { version: 2 })],
    [
      'a changed manifest',
      /manifest was changed/,
      () => {
        const files = unzipSync(FILE);
        const text = new TextDecoder().decode(files['manifest.json']);
        return zipSync({
          ...files,
          'manifest.json': strToU8(text.replace('"seed": 42', '"seed": 43')),
        });
      },
    ],
    [
      'a changed column',
      /history\/fitness\.f64 was changed/,
      () => {
        const files = unzipSync(FILE);
        const fitness = files['history/fitness.f64'] as Uint8Array;
        fitness[3] = (fitness[3] ?? 0) ^ 1;
        return zipSync(files);
      },
    ],
    [
      'a missing column',
      /history\/ids\.i32 is missing/,
      () =>
        rewritten(FILE, (files) => {
          delete files['history/ids.i32'];
        }),
    ],
    [
      'columns of several lengths',
      /not of one length/,
      () =>
        rewritten(FILE, (files) => {
          files['history/ids.i32'] = (files['history/ids.i32'] as Uint8Array).slice(0, -4);
        }),
    ],
    [
      'half a number',
      /ends within a number/,
      () =>
        rewritten(FILE, (files) => {
          files['history/ids.i32'] = (files['history/ids.i32'] as Uint8Array).slice(0, -1);
        }),
    ],
    [
      'an agent that was never born',
      /never born/,
      () =>
        rewritten(FILE, (files) => {
          const births = JSON.parse(new TextDecoder().decode(files['lineage.json']));
          files['lineage.json'] = strToU8(JSON.stringify(births.slice(1)));
        }),
    ],
    [
      'settings that cannot run',
      /settings cannot run here: surprise is 1/,
      () => rewritten(FILE, (_, run) => Object.assign(run['config'] as object, { surprise: 1 })),
    ],
    [
      'a checkpoint of other settings',
      /other settings/,
      () => rewritten(FILE, (_, run) => Object.assign(run['config'] as object, { seed: 7 })),
    ],
    [
      'another hash',
      /not that of its last generation/,
      () => rewritten(FILE, (_, run) => Object.assign(run, { hash: '0'.repeat(16) })),
    ],
    [
      'a file that unpacks to more than it may',
      /would unpack to/,
      () => zipSync({ 'manifest.json': new Uint8Array(5e6) }),
    ],
    [
      'more files than a run has',
      /more than 40 files/,
      () =>
        zipSync(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}`, strToU8('a')]))),
    ],
    ['a file that is too large', /there may be/, () => new Uint8Array(MOST_PACKED + 1)],
  ])('%s', (_, message, make) => {
    expect(messageOf(make())).toMatch(message);
  });
});
