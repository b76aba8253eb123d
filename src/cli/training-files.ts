import { type appendFile, readFile, writeFile } from 'node:fs/promises';
import { engineWords } from '#archive/engine-words.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { EngineVersion } from '#core/engine-version.ts';
import type { Style } from '#core/strategy/domain.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { TrainingPlan } from '#core/strategy/training-plan.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import { readPlan, type WholePlan } from '#engine/strategy/training-plan.ts';
import { fileRefusal, Refusal } from './refusal.ts';

/** Plans, images and files of the commands that train teams. */

const SPRITES = new URL('../../public/sprites/', import.meta.url);

/** The plan in a file, which leaves out what is as usual. Throws a {@link Refusal} that says what is wrong with it. */
export async function planIn(
  path: string,
  usual: WholePlan,
  catalog: StrategyCatalog,
): Promise<TrainingPlan> {
  const text = await textOf(path);
  if (text === null) throw new Refusal(`'${path}' cannot be read: it is not there.`);
  try {
    return readPlan(JSON.parse(text), usual, catalog);
  } catch (error) {
    throw new Refusal(`'${path}' is no plan: ${(error as Error).message}.`);
  }
}

/** A file's text; null: it is not there. */
export async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileRefusal('read', path, error);
  }
}

/** Leaves of a record the first lines alone: later ones were written down, but not taken into the state. */
export async function keepLines(path: string, count: number): Promise<void> {
  const lines = (await textOf(path))?.split('\n') ?? [];
  const kept = lines.slice(0, count).map((line) => `${line}\n`);
  await written(path, kept.join(''), writeFile);
}

/** Draws the images of runs; those of the same seed and domain once. */
export function imageSets(): (config: StrategyConfig) => Promise<ImageSet> {
  const drawn = new Map<string, ImageSet>();
  const data = createStrategyData((style: Style) => readFile(new URL(`${style}.bin`, SPRITES)));
  return async ({ data: domain, seed }) => {
    const key = canonicalJson({ domain, seed });
    const set = drawn.get(key) ?? (await data.allImages(domain, seed));
    drawn.set(key, set);
    return set;
  };
}

/** Writes a file, or adds to it. Throws a {@link Refusal} where that cannot be done. */
export async function written(
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

/** State from which a training goes on. */
export interface TrainingState<Saved> {
  /** The plan as canonical text: another plan does not go on from here. */
  readonly plan: string;
  readonly engine: string;
  readonly saved: Saved;
}

/**
 * Reads the state that a training left in a file; null: it has not begun. Throws a {@link Refusal} where the file is
 * of another plan, or another version of the engine made it.
 */
export async function trainingState<Saved>(
  path: string,
  plan: TrainingPlan,
  version: EngineVersion,
): Promise<Saved | null> {
  const text = await textOf(path);
  if (text === null) return null;
  const state = JSON.parse(text) as TrainingState<Saved>; // these commands wrote it
  const other = engineWords(state.engine, version, 'this is');
  if (other !== null)
    throw new Refusal(
      `The state in '${path}' was ${other}: the training would go on differently. Name another --out to train from the beginning, or move the file away; it stays as it is.`,
    );
  if (state.plan !== canonicalJson(plan))
    throw new Refusal(`'${path}' is of another plan; name another --out.`);
  return state.saved;
}

/** Lists the mAP of the rows of a run, as 'mAP  16.6  19.2'. */
export const sharesLine = (rows: readonly { readonly mAP: number | null }[]): string =>
  `mAP ${rows.map(({ mAP }) => (mAP === null ? '–' : (100 * mAP).toFixed(1)).padStart(5)).join(' ')}`;
