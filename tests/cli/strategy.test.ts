import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SMALL_STRATEGY } from '../engine/strategy/small-strategy.ts';

const folder = mkdtempSync(join(tmpdir(), 'strategy-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

const strategy = (...args: string[]) =>
  new Promise<{ code: number; out: string; error: string }>((resolve) => {
    const command = ['--import', 'tsx', 'src/cli/strategy.ts', ...args];
    const child = execFile(process.execPath, command, (_, out, error) =>
      resolve({ code: child.exitCode ?? -1, out, error }),
    );
  });

test('a configuration runs, is written whole, and is made again with the same hash', async () => {
  writeFileSync(at('config.json'), `\uFEFF${JSON.stringify(SMALL_STRATEGY)}`);
  const first = await strategy(at('config.json'), '--threads', '1', '--out', at('run.json'));
  expect(first.code).toBe(0);
  const run = JSON.parse(readFileSync(at('run.json'), 'utf8'));
  expect(first.out.trim()).toBe(`hash ${run.hash}`);
  expect(run).toMatchObject({ format: 'strategy-run', config: SMALL_STRATEGY });
  expect(run.intervals).toHaveLength(4);
  expect(run.tests).toHaveLength(3);

  const again = await strategy(at('run.json'), '--threads', '2');
  expect(again).toMatchObject({ code: 0, out: first.out });
  expect(again.error).toContain('It is the same run.');

  const earlier = { ...run, engine: '0', hash: '0'.repeat(32) };
  writeFileSync(at('other.json'), JSON.stringify(earlier));
  const other = await strategy(at('other.json'));
  expect(other.code).toBe(3);
  expect(other.error).toMatch(/was made by engine 0; this is engine .* come out the same/);
  expect(other.error).toContain(`not the run with hash ${earlier.hash}, which another engine made`);
});

test('mixed precision is refused: it needs a GPU', async () => {
  const training = { ...SMALL_STRATEGY.training, precision: 'mixed' };
  writeFileSync(at('mixed.json'), JSON.stringify({ ...SMALL_STRATEGY, training }));
  const { code, error } = await strategy(at('mixed.json'));
  expect(code).toBe(2);
  expect(error).toContain("training.precision is 'mixed', which needs a GPU");
});

test('a run of the other lab is refused with the command that takes it', async () => {
  writeFileSync(at('run.evo'), 'PK\u0003\u0004');
  const { code, error } = await strategy(at('run.evo'));
  expect(code).toBe(2);
  expect(error).toContain(`is a run of the evolution lab; 'npm run evolve -- ${at('run.evo')}'`);
});

test.each([
  [['--steps', 'x'], "--steps is 'x'"],
  [['--preset', 'none'], "There is no preset 'none'"],
  [['/none.json'], "'/none.json' cannot be read"],
  [['--rows', '3'], '--help lists the options'],
] as const)('%j is refused in a sentence', async (args, words) => {
  const { code, error } = await strategy(...args);
  expect(code).toBe(2);
  expect(error).toContain(words);
  expect(error).not.toContain('    at ');
});
