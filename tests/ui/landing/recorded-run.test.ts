import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Scene } from '#core/scene.ts';
import { createCatalog } from '#engine/catalog.ts';
import { decodeLink } from '#protocol/link.ts';
import { type Recording, readRecording } from '#protocol/recording.ts';
import { historyOf, offspring } from '#ui/landing/recorded-run.ts';
import { firstRate, ratesOf, rescueSentence } from '#ui/landing/rescue.ts';
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
  expect(() => readRecording({ version: 99 })).toThrow(/no recording of version 2: 99/);
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

test('every episode is seen to its end before its generation is selected from', () => {
  const { generations, control } = RECORDING;
  for (const part of timetable(RECORDING).filter(({ kind }) => kind === 'play'))
    for (const { plays } of [
      generations[part.generation],
      control.generations[part.generation],
    ].map((generation) => generation ?? { plays: [] }))
      for (const play of plays) {
        const times = Array.from(
          { length: 100 },
          (_, i) => part.from + (i / 100) * (part.to - part.from),
        );
        const steps = times.map((seconds) => stepsAt(RECORDING, play, part, seconds));
        expect(Math.max(...steps)).toBe(play.length);
      }
});

test('a short episode is seen again, a long one once', () => {
  const [part] = timetable(RECORDING);
  if (!part) throw new Error('nothing plays');
  const steps = (length: number, seconds: number) => stepsAt(RECORDING, { length }, part, seconds);
  expect(steps(20, 0.2)).toBeCloseTo(10);
  expect(steps(20, 0.5), 'it lies').toBe(20);
  expect(steps(20, 1), 'again').toBeCloseTo(5);
  expect(steps(500, 0.75)).toBeCloseTo(250);
  expect(steps(500, 1.6)).toBe(500);
});

test('the control begins with the same agents, and the sentence says what the recording holds', () => {
  const { control, generations } = RECORDING;
  expect(control.generations).toHaveLength(generations.length);
  expect(control.generations[0]).toEqual({
    fitness: generations[0]?.fitness,
    plays: generations[0]?.plays,
  });
  const run = { recording: RECORDING, history: historyOf(RECORDING) };
  expect(rescueSentence(run)).toBe(
    'Both populations begin with a learning rate 1,000 times too small. Above, evolution finds better ones: by generation 6 an agent balances for 500 steps. Below, without it, none gets beyond 89. Evolution ends higher with 10 of 10 seeds.',
  );
  expect(firstRate(run)).toBe(1e-6);
  expect([0, 5].map((generation) => ratesOf(run, generation))).toEqual([
    '1e-6',
    '2.5e-5 to 1.3e-4',
  ]);
});

test('what it says of seeds is what has been recorded of its preset', () => {
  const preset = CATALOG.presets[0];
  expect(RECORDING.config).toEqual(preset?.config);
  expect(RECORDING.comparison).toEqual(preset?.comparison);
});
