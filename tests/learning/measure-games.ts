import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { Duel } from '#core/environment.ts';
import { keyFor } from '#core/random.ts';
import { createCatalog } from '#engine/catalog.ts';
import { createRun, type Run } from '#engine/run.ts';
import { type Match, playMatches } from '#engine/self-play/matches.ts';
import type { GameResult } from '#protocol/messages.ts';
import { presetConfig } from './record.ts';

/**
 * Lets a preset learn its game with some seeds, and the champions play so many games against each player of fixed
 * strength, half of them as first player: `npm run measure:games -- --seeds 1,2,3 --generations 60 --games 200`. Goes on
 * where it was broken off, from the last tenth generation. Writes `recorded/connect-four-dqn.json`.
 */
const PRESET = 'connect-four-dqn';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    generations: { type: 'string' },
    games: { type: 'string', default: '200' },
  },
});
const ROOM = new URL('../../test-results/games/', import.meta.url);
const EVERY = 10;

async function learn(seed: number): Promise<Run> {
  const preset = presetConfig(PRESET);
  const generations = Number(values.generations ?? preset.generations);
  const file = new URL(`${PRESET}-${seed}-${generations}.checkpoint`, ROOM);
  const config = { ...preset, seed, generations };
  const device = await createWasmDevice({ threads: 1 });
  const kept = existsSync(file) ? { checkpoint: deserialize(readFileSync(file)) } : {};
  const run = createRun({ config, catalog: createCatalog([]), device, ...kept });
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) break;
    const { generation } = run.state;
    if (value.kind === 'checkpoint' && generation > 0 && generation % EVERY === 0) {
      mkdirSync(ROOM, { recursive: true });
      const fresh = new URL(`${file.href}.new`);
      writeFileSync(fresh, serialize(await value.take()));
      renameSync(fresh, file);
    }
    if (value.kind !== 'generation') continue;
    const best = Math.max(...value.report.fitness);
    console.log(`seed ${seed}, generation ${generation + 1}: best ${best.toFixed(2)}`);
  }
  rmSync(file, { force: true });
  return run;
}

/** The champion's games against every player of fixed strength. */
async function measure({ state }: Run, games: number): Promise<readonly GameResult[]> {
  const duel = state.environment.duel as Duel; // of this preset
  const { champion } = state;
  if (!champion) throw new RangeError('the run found no champion');
  const results: GameResult[] = [];
  for (const [rung, rival] of duel.ladder.entries()) {
    const matches = Array.from({ length: games }, (_, i): Match => {
      const [first, second] = i % 2 === 0 ? [0, 1] : [1, 0];
      return { first: first as 0, second: second as 1, key: keyFor(1, 'rung', i, rung) };
    });
    const players = [{ individual: champion.individual }, { rival }];
    const playing = playMatches(state, duel, players, matches, 0);
    let next = await playing.next();
    while (!next.done) next = await playing.next();
    const own = next.value.map((result, i) => (i % 2 === 0 ? result : -result));
    const count = (wanted: number) => own.filter((result) => result === wanted).length;
    results.push({ rival: rival.name, won: count(1), drawn: count(0), lost: count(-1) });
  }
  return results;
}

const recorded = [];
for (const seed of values.seeds.split(',').map(Number)) {
  const run = await learn(seed);
  const { steps, hash, generation } = run.state;
  const games = await measure(run, Number(values.games));
  console.table(games);
  recorded.push({ seed, generations: generation + 1, steps, hash, games });
  run.dispose();
}
writeFileSync(
  new URL(`./recorded/${PRESET}.json`, import.meta.url),
  `${JSON.stringify(recorded)}\n`,
);
