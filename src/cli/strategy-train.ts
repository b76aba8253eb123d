import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { Style } from '#core/strategy/domain.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import { WHOLE_STATE } from '#core/strategy/state-settings.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { digestOf, teamFile } from '#core/strategy/trained-team.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import { type EpisodeRow, runEpisode } from '#engine/strategy/train-team.ts';
import {
  beginningOf,
  episodeConfig,
  readPlan,
  type TrainingPlan,
} from '#engine/strategy/training-plan.ts';
import { REWARD_PRESETS } from '#strategy/reward/presets.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { type LearnedTeam, learnedText, readLearned } from '#strategy/trained/learned-team.ts';
import { MOST_THREADS, parsedArguments, wholeNumber } from './options.ts';
import { fileRefusal, Refusal } from './refusal.ts';

const USAGE = `Usage: npm run strategy:train -- PLAN.json --out NAME [options]

Trains a team of agents through many runs, one after the other, and goes on where it was left off. PLAN.json says which
controller learns and from what: name and controller, and, where it is to be otherwise than usual, settings, options,
state, reward, domains, images, network, training, rows, episodes, seed, seeds.

  --out NAME         NAME.json is the team as the page takes it in, NAME.jsonl its record, a line for each run, and
                     NAME.state.json what it goes on from
  --threads N        threads that compute; 1 if not said; the result does not depend on it
  --most N           ends after so many runs
  --help             this text

Exit codes: 0 trained, or as far as --most said; 1 failed; 2 cannot be done as asked, and standard error says why.`;

const SPRITES = new URL('../../public/sprites/', import.meta.url);

/** A run of the training, a line of its record. */
interface EpisodeLine {
  readonly episode: number;
  readonly seed: number;
  readonly domain: string;
  readonly rows: readonly EpisodeRow[];
  readonly hash: string;
}

interface State {
  /** The plan as canonical text: another plan does not go on from here. */
  readonly plan: string;
  readonly engine: string;
  readonly learned: string;
}

function usualPlan(catalog: StrategyCatalog): Omit<TrainingPlan, 'name' | 'controller'> {
  const offered = catalog.seats.map(({ id, choices }) => [
    id,
    choices.filter(({ isOffered }) => isOffered).map((choice) => choice.id),
  ]);
  return {
    options: Object.fromEntries(offered) as TrainingPlan['options'],
    state: WHOLE_STATE,
    reward: REWARD_PRESETS.terminal.settings,
    domains: ['scenes-voc'],
    images: { size: 24, train: 512, validation: 160 },
    network: { width: 'tiny' },
    training: { steps: 160, batch: 32, interval: 16, clip: 5, ramp: 10, mixing: 'area' },
    rows: 8,
    episodes: 12,
    seed: 10_001,
    seeds: 4,
  };
}

async function main(): Promise<number> {
  try {
    const { values, positionals } = parsedArguments(argv.slice(2), {
      out: { type: 'string' },
      threads: { type: 'string' },
      most: { type: 'string' },
      help: { type: 'boolean' },
    });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    const [path, another] = positionals;
    if (path === undefined || another !== undefined)
      throw new Refusal(`There must be one plan, and there are ${positionals.length}.`);
    if (!values.out) throw new Refusal('--out needs the name of the files to write.');
    const catalog = strategyCatalog();
    const plan = await planIn(path, catalog);
    const most = wholeNumber('most', values.most, 1, 100_000) ?? plan.episodes;
    const threads = wholeNumber('threads', values.threads, 1, MOST_THREADS) ?? 1;
    await train(plan, catalog, { out: values.out, threads, most });
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) {
      console.error(error);
      return 1;
    }
    console.error(error.message);
    return 2;
  }
}

async function planIn(path: string, catalog: StrategyCatalog): Promise<TrainingPlan> {
  const text = await textOf(path);
  if (text === null) throw new Refusal(`'${path}' cannot be read: it is not there.`);
  try {
    return readPlan(JSON.parse(text), usualPlan(catalog), catalog);
  } catch (error) {
    throw new Refusal(`'${path}' is no plan: ${(error as Error).message}.`);
  }
}

/** Null: it is not there. */
async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileRefusal('read', path, error);
  }
}

async function train(
  plan: TrainingPlan,
  catalog: StrategyCatalog,
  { out, threads, most }: { readonly out: string; readonly threads: number; readonly most: number },
): Promise<void> {
  let team = await stateIn(`${out}.state.json`, plan, catalog);
  await keepLines(`${out}.jsonl`, team.episodes);
  const sets = imageSets();
  const device = await createWasmDevice({ threads });
  for (let done = 0; done < most && team.episodes < plan.episodes; done++) {
    const { episodes: episode } = team;
    const learned = learnedText(team, { experience: true });
    const config = episodeConfig(plan, episode, digestOf(learned), catalog);
    const begun = performance.now();
    const set = await sets(config);
    const ended = await runEpisode(config, set, device, new Map([[digestOf(learned), team]]));
    team = ended.learned.get(plan.name) as LearnedTeam; // it steers all rows
    const domain = plan.domains[episode % plan.domains.length] as string;
    const { rows, hash } = ended;
    const line: EpisodeLine = { episode, seed: config.seed, domain, rows, hash };
    await written(`${out}.jsonl`, `${JSON.stringify(line)}\n`, appendFile);
    const state: State = {
      plan: canonicalJson(plan),
      engine: catalog.engine,
      learned: learnedText(team, { experience: true }),
    };
    await written(`${out}.state.json`, JSON.stringify(state), writeFile);
    console.error(progressLine(line, plan, (performance.now() - begun) / 1000));
  }
  device.dispose();
  const file = teamFile(plan.name, learnedText(team, { experience: false }));
  await written(`${out}.json`, `${JSON.stringify(file)}\n`, writeFile);
  console.log(`${plan.name}: ${team.episodes} of ${plan.episodes} runs, digest ${file.digest}`);
}

/** The team as it was left, or as it begins. */
async function stateIn(
  path: string,
  plan: TrainingPlan,
  catalog: StrategyCatalog,
): Promise<LearnedTeam> {
  const text = await textOf(path);
  if (text === null) return beginningOf(plan);
  const state = JSON.parse(text) as State; // this command wrote it
  if (state.plan !== canonicalJson(plan) || state.engine !== catalog.engine)
    throw new Refusal(`'${path}' is of another plan or engine; name another --out.`);
  return readLearned(state.learned);
}

/** The record without runs that were noted down but not taken into the state. */
async function keepLines(path: string, runs: number): Promise<void> {
  const lines = (await textOf(path))?.split('\n') ?? [];
  const kept = lines.slice(0, runs).map((line) => `${line}\n`);
  await written(path, kept.join(''), writeFile);
}

/** Draws the images of runs; those of the same seed and domain once. */
function imageSets(): (config: StrategyConfig) => Promise<ImageSet> {
  const drawn = new Map<string, ImageSet>();
  const data = createStrategyData((style: Style) => readFile(new URL(`${style}.bin`, SPRITES)));
  return async ({ data: domain, seed }) => {
    const key = canonicalJson({ domain, seed });
    const set = drawn.get(key) ?? (await data.allImages(domain, seed));
    drawn.set(key, set);
    return set;
  };
}

async function written(
  path: string,
  text: string,
  write: typeof appendFile | typeof writeFile,
): Promise<void> {
  try {
    await write(path, text);
  } catch (error) {
    throw fileRefusal('written', path, error);
  }
}

function progressLine({ episode, rows }: EpisodeLine, plan: TrainingPlan, seconds: number): string {
  const shares = rows.map(({ mAP }) => (mAP === null ? '–' : (100 * mAP).toFixed(1)).padStart(5));
  return `run ${episode + 1}/${plan.episodes}   mAP ${shares.join(' ')}   ${seconds.toFixed(1)} s`;
}

process.exitCode = await main();
