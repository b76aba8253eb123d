import type { Catalog } from '#core/catalog.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import { isRecord } from '#core/plain-data.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Schedule } from '#core/schedule.ts';
import { descent } from './descent.ts';
import type { History } from './history.ts';
import { replayConfig, scheduleOf } from './schedule.ts';

/**
 * A recipe as a file: JSON of
 *
 * - `format`: 'evolution-playground recipe', `version`: 1;
 * - `agent`, `generation`: whose recipe it is, and up to when;
 * - `fitness`: of the lineage, by generation from 0 to `generation`; null where it had diverged;
 * - `config`: the run in which one agent lives it again. Its `schedule` lists the births on the way, in order: in which
 *   `generation`, under which id (`agent`), by which `family` and `method` of mutation, and the `changes` that it made,
 *   each with its `path`, `from` and `to`. See `core/schedule.ts`.
 */
export interface Recipe {
  readonly agent: number;
  readonly generation: number;
  readonly fitness: readonly number[];
  readonly config: RunConfig & { readonly schedule: Schedule };
}

const FORMAT = 'evolution-playground recipe';
const VERSION = 1;
/** Characters that are read; a long recipe has a tenth of it. */
const LONGEST = 2_000_000;

export function recipeOf(
  history: History,
  config: RunConfig,
  generation: number,
  slot: number,
): Recipe {
  const schedule = scheduleOf(history, generation, slot);
  const fitness = Array.from(descent(history, generation, slot), (at, g) => history.fitness(g, at));
  return {
    agent: history.cell(generation, slot).agent,
    generation,
    fitness,
    config: { ...replayConfig(config, schedule, generation), schedule },
  };
}

/** Lines that a person can read; numbers that JSON lacks become null. */
export const writeRecipe = (recipe: Recipe): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, ...recipe }, null, 2)}\n`;

/** Reads a file, or says what is wrong with it. Never throws. */
export function readRecipe(
  text: string,
  catalog: Catalog,
):
  | { readonly ok: true; readonly recipe: Recipe }
  | { readonly ok: false; readonly message: string } {
  const fail = (message: string) => ({ ok: false as const, message });
  if (text.length > LONGEST)
    return fail(`It has ${text.length} characters; a recipe has at most ${LONGEST}.`);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return fail('It is no JSON: it may be cut off, or another kind of file.');
  }
  if (!isRecord(data) || data['format'] !== FORMAT)
    return fail(`It is no recipe: its format must be '${FORMAT}'.`);
  if (data['version'] !== VERSION)
    return fail(`Its version is ${String(data['version'])}; this page reads version ${VERSION}.`);
  const parsed = parseRunConfig(data['config'], catalog);
  if (!parsed.ok) return fail(parsed.problems.map(({ message }) => `${message}.`).join(' '));
  const { config } = parsed;
  const { schedule } = config;
  if (!schedule) return fail('Its configuration has no schedule, which is the recipe itself.');
  const { agent, generation, fitness } = data;
  const isCount = (value: unknown): value is number =>
    Number.isSafeInteger(value) && (value as number) >= 0;
  if (!isCount(agent) || !isCount(generation))
    return fail('It must say whose recipe it is: agent and generation must be whole numbers.');
  if (!Array.isArray(fitness) || fitness.length > config.generations || !fitness.every(isFitness))
    return fail(
      `Its fitness must be a list of at most ${config.generations} numbers, one per generation.`,
    );
  return {
    ok: true,
    recipe: {
      agent,
      generation,
      fitness: fitness.map((value) => value ?? Number.NaN),
      config: { ...config, schedule },
    },
  };
}

const isFitness = (value: unknown): value is number | null =>
  value === null || typeof value === 'number';
