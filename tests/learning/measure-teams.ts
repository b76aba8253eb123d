import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { presetConfig, type RecordedRun, report, runToGoal } from './record.ts';
import { TEAM_GOALS } from './team-goals.ts';

/**
 * Lets presets of teams learn with some seeds on one thread until their champions reach their goals, as the tests do, one
 * run after the other: `npm run measure:teams -- --presets spread-ippo --seeds 1,2,3`. Goes on where it was broken off,
 * from the last fifth generation. Writes `recorded/PRESET.json`.
 */
const { values } = parseArgs({
  options: {
    presets: { type: 'string', default: Object.keys(TEAM_GOALS).join() },
    seeds: { type: 'string', default: '1,2,3' },
  },
});
const ROOM = new URL('../../test-results/teams/', import.meta.url);

async function recorded(preset: string, seed: number): Promise<RecordedRun> {
  const file = new URL(`${preset}-${seed}.json`, ROOM);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const wanted = TEAM_GOALS[preset];
  if (!wanted)
    throw new RangeError(`${preset} has no goal; there are ${Object.keys(TEAM_GOALS).join(', ')}`);
  const config = { ...presetConfig(preset), seed, champion: { episodes: 100 } };
  mkdirSync(ROOM, { recursive: true });
  const run = await runToGoal(config, wanted.goal, {
    ...wanted,
    by: 'champion',
    threads: 1,
    log: true,
    kept: new URL(`${preset}-${seed}.checkpoint`, ROOM),
  });
  writeFileSync(file, JSON.stringify(run));
  return run;
}

process.env['RECORD'] = '1';
for (const preset of values.presets.split(',')) {
  const runs: RecordedRun[] = [];
  for (const seed of values.seeds.split(',').map(Number)) runs.push(await recorded(preset, seed));
  report(preset, runs);
}
