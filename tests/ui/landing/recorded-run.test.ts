import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Scene } from '#core/scene.ts';
import { createCatalog } from '#engine/catalog.ts';
import { decodeLink } from '#protocol/link.ts';
import { type Recording, readRecording } from '#protocol/recording.ts';
import { historyOf, offspring } from '#ui/landing/recorded-run.ts';
import { partAt, stepsAt, timetable } from '#ui/landing/timetable.ts';

const text = (name: string) =>
  readFileSync(new URL(`../../../public/runs/${name}`, import.meta.url), 'utf8');
const RECORDING: Recording = readRecording(JSON.parse(text('cartpole.json')));
const CATALOG = createCatalog([]);

test('its link holds its configuration', () => {
  expect(decodeLink(RECORDING.link, CATALOG)).toMatchObject({
    kind: 'run',
    config: RECORDING.config,
    notices: [],
  });
});

test('recording and pictures take at most 100 kB', () => {
  const bytes = gzipSync(text('cartpole.json')).length + gzipSync(text('pictures.json')).length;
  expect(bytes).toBeLessThan(100_000);
});

test('there is a picture of every environment', () => {
  const pictures: Record<string, Scene> = JSON.parse(text('pictures.json'));
  for (const { id } of CATALOG.environments)
    expect(pictures[id]?.shapes.length, `run 'npm run record' for ${id}`).toBeGreaterThan(0);
});

test('something else than a recording is refused', () => {
  expect(() => readRecording({ version: 99 })).toThrow(/no recording of version 1: 99/);
  expect(() => readRecording(null)).toThrow(TypeError);
});

test('the history of the recording ends solved, and every generation has its offspring', () => {
  const history = historyOf(RECORDING);
  expect(history.summaries.at(-1)?.max).toBeGreaterThanOrEqual(RECORDING.config.target.fitness);
  for (let generation = 0; generation + 1 < history.generations; generation++) {
    const sum = offspring(history, generation).reduce((a, b) => a + b, 0);
    expect(sum).toBe(history.size(generation + 1));
  }
  expect(offspring(history, history.generations - 1)).toEqual([0, 0, 0, 0, 0, 0]);
});

test('generations play and are selected from in turn, without gaps', () => {
  const parts = timetable(RECORDING);
  expect(parts).toHaveLength(2 * RECORDING.generations.length);
  for (const [i, part] of parts.entries()) {
    expect(part).toMatchObject({
      generation: Math.floor(i / 2),
      kind: i % 2 === 0 ? 'play' : 'select',
      from: parts[i - 1]?.to ?? 0,
    });
    expect(part.to).toBeGreaterThan(part.from);
  }
  expect(partAt(parts, 0)).toBe(0);
  expect(partAt(parts, 1e6)).toBe(parts.length - 1);
});

test('every episode is seen to its end before selection', () => {
  for (const part of timetable(RECORDING)) {
    const longest = Math.max(
      ...(RECORDING.generations[part.generation]?.plays ?? []).map(({ length }) => length),
    );
    expect(stepsAt(RECORDING, part, part.to)).toBeGreaterThanOrEqual(longest);
  }
});
