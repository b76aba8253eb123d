import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { Preset } from '#core/catalog.ts';
import { type Draws, draws, keyFor } from '#core/random.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Scene } from '#core/scene.ts';
import { packScenes } from '#core/scene-track.ts';
import type { Space } from '#core/spaces.ts';
import { createCatalog } from '#engine/catalog.ts';
import { playEpisodes } from '#engine/episodes.ts';
import { createRun, type Run } from '#engine/run.ts';
import { ENVIRONMENTS, environmentById } from '#environments/index.ts';
import { encodeLink } from '#protocol/link.ts';
import {
  controlOf,
  RECORDING_VERSION,
  type RecordedChampion,
  type RecordedGeneration,
  type RecordedPlay,
  type Recording,
} from '#protocol/recording.ts';

/**
 * Writes what the first page plays before the engine is there: a run and its control with an episode of every
 * agent in every generation, and a picture of each environment. `npm run record`.
 */

const FOLDER = new URL('../../public/runs/', import.meta.url);
const LARGEST = 100_000; // bytes, gzip
const CATALOG = createCatalog([]);
const PRESET = 'cartpole-rescue';
/** Scenes are mixed in between, so that few are enough. */
const STEPS_PER_SCENE = 4;

function recordedPreset(): Preset {
  const preset = CATALOG.presets.find(({ id }) => id === PRESET);
  if (!preset) throw new RangeError(`there is no preset '${PRESET}'`);
  return preset;
}

type PlayedRun = Pick<Recording, 'founders' | 'generations' | 'hash' | 'champion'>;

/** Runs to the end. The episodes' scenes are put to the others, in the order of the plays; their tracks are to come. */
async function playRun(config: RunConfig, scenes: (readonly Scene[])[]): Promise<PlayedRun> {
  const device = await createWasmDevice({ threads: 1 });
  const run = createRun({ config, catalog: CATALOG, device });
  const generations: RecordedGeneration[] = [];
  let plays: RecordedPlay[] = [];
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) break;
    // Between evaluation and selection the agents are what their fitness says.
    if (value.kind === 'phase' && value.phase === 'select') {
      plays = [];
      const slots = [...run.state.agents.keys()];
      for (const play of await playEpisodes(run.state, slots, STEPS_PER_SCENE)) {
        scenes.push(play.scenes);
        plays.push({ episodeReturn: play.episodeReturn, length: play.length, track: [] });
      }
    }
    if (value.kind !== 'generation') continue;
    const { report } = value;
    generations.push({
      ids: [...report.ids],
      fitness: Array.from(report.fitness, (x) => (Number.isNaN(x) ? null : x)),
      hyperparameters: [...report.hyperparameters],
      parameters: [...report.parameters],
      tournaments: report.tournaments,
      next: [...report.next],
      births: report.births,
      steps: report.steps,
      elapsedMs: 0, // the file is the same wherever it is made
      hash: report.hash,
      plays,
    });
  }
  const { founders } = run;
  const { hash } = run.state;
  const champion = championOf(run);
  run.dispose();
  device.dispose();
  return { founders, generations, hash, champion };
}

function championOf({ state: { champion } }: Run): RecordedChampion {
  if (!champion) throw new RangeError('the recorded run found no champion');
  const { individual, fitness, evaluation } = champion;
  const { agent, generation } = individual;
  return { agent, generation, fitness, evaluation };
}

async function recordRun({ config, comparison }: Preset): Promise<Recording> {
  if (!comparison) throw new RangeError(`'${PRESET}' has not been compared: 'npm run compare'`);
  const environment = CATALOG.environments.find(({ id }) => id === config.environment);
  const algorithm = CATALOG.algorithms.find(({ id }) => id === config.algorithm);
  if (!environment || !algorithm) throw new RangeError('the catalog lacks the recorded task');
  const scenes: (readonly Scene[])[] = [];
  const { founders, generations, hash, champion } = await playRun(config, scenes);
  const control = await playRun(controlOf(config), scenes);
  const { template, tracks } = packScenes(scenes);
  let next = 0;
  const tracked = (plays: readonly RecordedPlay[]) =>
    plays.map((play) => ({ ...play, track: tracks[next++] ?? [] }));
  return {
    version: RECORDING_VERSION,
    engine: CATALOG.engine,
    link: encodeLink(config, CATALOG, PRESET),
    config,
    environment,
    algorithm,
    founders,
    generations: generations.map((generation) => ({
      ...generation,
      plays: tracked(generation.plays),
    })),
    hash,
    champion,
    control: {
      generations: control.generations.map(({ fitness, plays }) => ({
        fitness,
        plays: tracked(plays),
      })),
      hash: control.hash,
    },
    comparison,
    template,
    stepsPerScene: STEPS_PER_SCENE,
  };
}

/** Each environment some random steps after its beginning. */
async function picture(id: string): Promise<Scene> {
  const environment = environmentById(id);
  await environment.prepare?.();
  const random = draws(keyFor(3, 'play', 0, 0));
  let state = environment.reset(random);
  for (let step = 0; step < 24; step++) {
    const actions = environment.players.flatMap(({ actionSpace }, player) => {
      const choices = environment.choices?.(state, player) ?? [];
      if (choices.length === 0) return anyAction(actionSpace, random);
      return [choices[random.integer(choices.length)] as number]; // below its length
    });
    const { state: next, terminated } = environment.step(state, actions, random);
    if (terminated) break;
    state = next;
  }
  return environment.draw(state);
}

function anyAction(space: Space, random: Draws): readonly number[] {
  switch (space.kind) {
    case 'discrete':
      return [random.integer(space.n)];
    case 'multiDiscrete':
      return space.sizes.map((size) => random.integer(size));
    case 'box':
      return space.low.map((low, i) => random.between(low, space.high[i] as number)); // as many as low
    default:
      return space satisfies never;
  }
}

function write(name: string, data: unknown): void {
  const text = `${JSON.stringify(data, shortNumbers)}\n`;
  const bytes = gzipSync(text).length;
  console.log(`public/runs/${name}: ${(bytes / 1000).toFixed(1)} kB gzip`);
  if (bytes > LARGEST) throw new RangeError(`${name} takes ${bytes} bytes, more than ${LARGEST}`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(new URL(name, FOLDER), text);
}

/** A ten-thousandth of a world unit cannot be seen, of a hyperparameter it can. */
function shortNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(7)) : value;
}

const bestOf = ({ fitness }: Pick<RecordedGeneration, 'fitness'>) =>
  Math.round(Math.max(...fitness.map((x) => x ?? 0)));

const recording = await recordRun(recordedPreset());
console.log(`evolution: best ${recording.generations.map(bestOf).join(' ')}`);
console.log(`control:   best ${recording.control.generations.map(bestOf).join(' ')}`);
write('cartpole.json', recording);
const pictures: Record<string, Scene> = {};
for (const { id } of ENVIRONMENTS) pictures[id] = await picture(id);
write('pictures.json', pictures);
