import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { resultsIn } from '#cli/experiment-results.ts';
import { Refusal } from '#cli/refusal.ts';
import { trainingState } from '#cli/training-files.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { TrainingPlan } from '#core/strategy/training-plan.ts';
import { SMALL_PLAN } from '../engine/strategy/small-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'earlier-'));
afterAll(() => rmSync(folder, { recursive: true }));
const NOW = { engine: '2', engineChanges: 'counts otherwise' };
const MADE = /made by engine 1; this is engine 2, which counts otherwise.*another --out/;

test('results of an experiment go on with the engine and the set-up that they are of, and no other', async () => {
  const file = join(folder, 'results.jsonl');
  expect(await resultsIn(file, 'same', NOW)).toEqual([]); // it is not there
  const result = {
    key: '',
    seed: 1,
    hash: 'a'.repeat(32),
    images: 96,
    seconds: 2,
    agentSeconds: 0,
  };
  const text = `${JSON.stringify({ setUp: 'same', ...result, engine: '1', rows: [] })}\n`;
  writeFileSync(file, text);
  await expect(resultsIn(file, 'same', NOW)).rejects.toThrow(MADE);
  await expect(resultsIn(file, 'same', NOW)).rejects.toBeInstanceOf(Refusal);
  await expect(resultsIn(file, 'other', { ...NOW, engine: '1' })).rejects.toThrow('set-up');
  expect(await resultsIn(file, 'same', { ...NOW, engine: '1' })).toHaveLength(1);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('a training goes on with the engine and the plan that it began with, and no other', async () => {
  const file = join(folder, 'team.state.json');
  const plan: TrainingPlan = { ...SMALL_PLAN, name: 'Small', controller: 'dqn-vdn' };
  expect(await trainingState(file, plan, NOW)).toBeNull(); // it has not begun
  const state = { plan: canonicalJson(plan), engine: '1', saved: 'learned' };
  writeFileSync(file, JSON.stringify(state));
  await expect(trainingState(file, plan, NOW)).rejects.toThrow(MADE);
  const then = { ...NOW, engine: '1' };
  await expect(trainingState(file, { ...plan, rows: 3 }, then)).rejects.toThrow('another plan');
  expect(await trainingState(file, plan, then)).toBe('learned');
});
