import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Device } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { Environment } from '#core/environment.ts';
import { keyFor } from '#core/random.ts';
import type { RunConfig } from '#core/run-config.ts';
import { maximum, mean, median, withoutNaN } from '#core/statistics.ts';
import { createCatalog } from '#engine/catalog.ts';
import { playGreedily } from '#engine/greedy-episodes.ts';
import { openGuests } from '#engine/guests.ts';
import { createRun, type Run } from '#engine/run.ts';
import { environmentById } from '#environments/index.ts';
import type { Checkpoint } from '#protocol/messages.ts';
import { keep, readKept } from './kept.ts';

const CATALOG = createCatalog([]);

/** One run of a preset, as the table in the README has it. */
export interface RecordedRun {
  readonly seed: number;
  /** Best and mean fitness of the population, by generation. */
  readonly best: readonly number[];
  readonly mean: readonly number[];
  /** Moment at which the best fitness first reached the goal; null: it did not. */
  readonly reached: {
    readonly generation: number;
    readonly steps: number;
    readonly seconds: number;
  } | null;
  readonly steps: number;
  readonly seconds: number;
  readonly hash: string;
}

export function presetConfig(id: string): RunConfig {
  const preset = CATALOG.presets.find((candidate) => candidate.id === id);
  if (!preset) throw new RangeError(`there is no preset '${id}'`);
  return preset.config;
}

/** Manner in which a run to a goal is made. */
interface Manner {
  /** Figure that is to reach the goal: the best fitness, or the champion's mean over fresh episodes. */
  readonly by?: 'fitness' | 'champion';
  /** A task in which each new champion plays 500 episodes for its figure, where that is not the one it learns in. */
  readonly judgedIn?: Environment;
  readonly threads?: number;
  /** Set to print a line per generation. */
  readonly log?: boolean;
  /** File in which the run is kept every few generations, and from which it goes on; gone once the run is over. */
  readonly kept?: URL;
}

/** A run as it is kept, with the figures so far. */
interface KeptRun {
  readonly checkpoint: Checkpoint;
  readonly best: number[];
  readonly means: number[];
  readonly champion: number;
  readonly seconds: number;
}

const EVERY = 5; // generations

/** Runs a configuration until its figure is `goal` or better, or to its end. */
export async function runToGoal(
  config: RunConfig,
  goal: number,
  { by = 'fitness', judgedIn, threads = 2, log = false, kept }: Manner = {},
): Promise<RecordedRun> {
  await environmentById(config.environment).prepare?.();
  const device = await createWasmDevice({ threads });
  const before = kept ? readKept<KeptRun>(kept) : null;
  const best = before?.best ?? [];
  const means = before?.means ?? [];
  const run = createRun({
    config,
    catalog: CATALOG,
    device,
    ...(before && { checkpoint: before.checkpoint }),
  });
  let reached: RecordedRun['reached'] = null;
  let champion = before?.champion ?? Number.NEGATIVE_INFINITY;
  const start = performance.now() - 1000 * (before?.seconds ?? 0);
  const seconds = () => Math.round((performance.now() - start) / 10) / 100;
  while (reached === null) {
    const { value, done } = await run.events.next();
    if (done) break;
    if (kept && value.kind === 'checkpoint' && best.length > 0 && best.length % EVERY === 0) {
      const checkpoint = await value.take();
      const now: KeptRun = { checkpoint, best, means, champion, seconds: seconds() };
      keep(kept, now);
    }
    if (value.kind === 'champion') {
      if (!judgedIn) champion = value.champion.evaluation.mean;
      else if (value.contest?.won) champion = await meanIn(judgedIn, run, device);
    }
    if (value.kind !== 'generation') continue;
    const { fitness, generation, steps } = value.report;
    const finite = withoutNaN(fitness);
    best.push(maximum(finite));
    means.push(mean(finite));
    const judged = by === 'champion' ? champion : maximum(finite);
    if (log)
      console.log(
        `seed ${config.seed}, generation ${generation + 1}: best ${maximum(finite).toFixed(1)}, champion ${champion.toFixed(1)}, ${seconds()} s`,
      );
    if (judged >= goal) reached = { generation, steps, seconds: seconds() };
  }
  const { steps, hash } = run.state;
  if (kept) rmSync(kept, { force: true });
  run.dispose();
  device.dispose();
  return { seed: config.seed, best, mean: means, reached, steps, seconds: seconds(), hash };
}

const JUDGED = 500; // episodes

/** The champion's mean return over fresh episodes of a task that is seen and acted in as its own. */
async function meanIn(environment: Environment, { state }: Run, device: Device): Promise<number> {
  const { champion, generation } = state;
  if (!champion) throw new RangeError('the run found no champion');
  const evaluation = { ...state.config.evaluation, episodes: JUDGED };
  const config = { ...state.config, evaluation };
  const key = keyFor(1, 'champion', 0, generation);
  const guests = openGuests(state, device, [champion.individual], 'evaluate', { config, key });
  const playing = playGreedily({ device: guests, environment, config }, (episode) =>
    keyFor(1, 'evaluate', episode, generation),
  );
  let next = await playing.next();
  while (!next.done) next = await playing.next();
  guests.dispose();
  return mean([...next.value.returns]);
}

/** Prints a table of runs; with RECORD=1 in the environment, keeps them beside the tests. */
export function report(name: string, runs: readonly RecordedRun[]): void {
  console.table(
    runs.map(({ seed, best, mean: means, reached, steps, seconds }) => ({
      seed,
      'best at last': best.at(-1)?.toFixed(0),
      'mean at last': means.at(-1)?.toFixed(0),
      'generation reached': reached ? reached.generation + 1 : '–',
      steps,
      seconds,
    })),
  );
  const seconds = runs.map(({ reached }) => reached?.seconds ?? Number.POSITIVE_INFINITY);
  console.log(`${name}: median ${median(seconds)} s to the goal`);
  if (!process.env['RECORD']) return;
  const folder = new URL('./recorded/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(runs)}\n`);
}
