import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { Duel } from '#core/environment.ts';
import { keyFor } from '#core/random.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createCatalog, ENGINE_VERSION } from '#engine/catalog.ts';
import { createRun, type Run } from '#engine/run.ts';
import { bothColours, OPENING_MOVES, playMatches } from '#engine/self-play/matches.ts';
import type { Checkpoint, GameResult } from '#protocol/messages.ts';
import { GAME_GOALS, type RecordedGames, wonShare } from './game-goals.ts';
import { keep, readKept } from './kept.ts';
import { presetConfig } from './record.ts';

/**
 * Lets a preset learn its game with some seeds, and the champions play so many games against each player of fixed
 * strength, after drawn openings, each with both colours: `npm run measure:games -- --seeds 1,2,3 --generations 60 --games 200`. Goes on
 * where it was broken off, from the last fifth generation. Writes `recorded/connect-four-dqn.json`, and leaves there what
 * this engine found with other seeds.
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
const EVERY = 5;

async function learn(config: RunConfig, file: URL): Promise<Run> {
  const device = await createWasmDevice({ threads: 1 });
  const checkpoint = readKept<Checkpoint>(file);
  const catalog = createCatalog([]);
  const run = createRun({ config, catalog, device, ...(checkpoint && { checkpoint }) });
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) break;
    const { generation, champion } = run.state;
    if (value.kind === 'checkpoint' && generation > 0 && generation % EVERY === 0)
      keep(file, await value.take());
    if (value.kind !== 'generation') continue;
    const { report } = value;
    const best = Math.max(...report.fitness).toFixed(2);
    const figure = champion?.evaluation.mean.toFixed(2) ?? '–';
    console.log(
      `seed ${config.seed}, generation ${report.generation + 1}: best ${best}, champion ${figure}`,
    );
  }
  return run;
}

/** A seed's run and its champion's games, which are kept. */
async function recordedOf(seed: number): Promise<RecordedGames> {
  const preset = presetConfig(PRESET);
  const generations = Number(values.generations ?? preset.generations);
  const name = `${PRESET}-${seed}-${generations}`;
  const done = new URL(`${name}.json`, ROOM);
  if (existsSync(done)) return JSON.parse(readFileSync(done, 'utf8'));
  mkdirSync(ROOM, { recursive: true });
  const file = new URL(`${name}.checkpoint`, ROOM);
  const run = await learn({ ...preset, seed, generations }, file);
  const { steps, hash, generation } = run.state;
  const games = await measure(run, Number(values.games));
  run.dispose();
  const engine = ENGINE_VERSION;
  const found = { seed, engine, generations: generation + 1, steps, hash, games };
  writeFileSync(done, JSON.stringify(found));
  rmSync(file, { force: true });
  return found;
}

/** The champion's games against every player of fixed strength. */
async function measure({ state }: Run, games: number): Promise<readonly GameResult[]> {
  const duel = state.environment.duel as Duel; // of this preset
  const { champion } = state;
  if (!champion) throw new RangeError('the run found no champion');
  const results: GameResult[] = [];
  for (const [rung, rival] of duel.ladder.entries()) {
    const matches = Array.from({ length: Math.ceil(games / 2) }, (_, opening) =>
      bothColours(0, 1, keyFor(1, 'rung', opening, rung)),
    ).flat();
    const players = [{ individual: champion.individual }, { rival }];
    const playing = playMatches(state, duel, players, matches, OPENING_MOVES);
    let next = await playing.next();
    while (!next.done) next = await playing.next();
    const own = next.value.map((result, i) => (i % 2 === 0 ? result : -result));
    const count = (wanted: number) => own.filter((result) => result === wanted).length;
    results.push({ rival: rival.name, won: count(1), drawn: count(0), lost: count(-1) });
  }
  return results;
}

const FILE = new URL(`./recorded/${PRESET}.json`, import.meta.url);
const recorded = new Map<number, RecordedGames>();
for (const run of JSON.parse(readFileSync(FILE, 'utf8')) as RecordedGames[])
  if (run.engine === ENGINE_VERSION) recorded.set(run.seed, run);
for (const seed of values.seeds.split(',').map(Number)) {
  const found = await recordedOf(seed);
  console.table(found.games);
  for (const [rival, goal] of Object.entries(GAME_GOALS))
    console.log(`won ${wonShare(found, rival)} of the games against ${rival}; ${goal} is wanted`);
  recorded.set(seed, found);
}
const runs = [...recorded.values()].sort((a, b) => a.seed - b.seed);
writeFileSync(FILE, `${JSON.stringify(runs)}\n`);
