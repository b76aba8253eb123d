import { engineWords } from '#archive/engine-words.ts';
import type { Summary } from '#archive/summary.ts';
import type { Catalog } from '#core/catalog.ts';
import { fieldsFor } from '#core/fields.ts';
import type { RunConfig } from '#core/run-config.ts';
import { vectorSteps } from '#core/vector-steps.ts';
import type { Checkpoint, Edit } from '#protocol/messages.ts';
import { differences, getAt } from '../set-up/configuration.ts';
import type { LabState } from './lab-state.ts';
import { livePaths } from './live-edits.ts';
import { isHistory, ownCheckpoint } from './run-state.ts';

/** Computing that is done again where a run that ended has left no checkpoint, at most, ms. */
const SHORT_MS = 10_000;

/** Reason why an ended run cannot go on, as a sentence; null: it can. */
export function goingOnProblem(state: LabState, last: Summary | undefined): string | null {
  const { config, catalog, runEngine, origin } = state;
  if (state.status.kind !== 'finished' || !config || !catalog || !last)
    return 'No run has ended here.';
  if (config.schedule) return 'An agent that follows a recipe has come to its end.';
  const other = engineWords(runEngine ?? catalog.engine, catalog);
  if (other !== null) return `This run was ${other}: it would go on differently.`;
  if (state.generations >= mostGenerations(config, catalog))
    return `It has ${state.generations} generations, the most that a run may have.`;
  const isShort = origin === null && last.elapsedMs < SHORT_MS;
  if (!ownCheckpoint(state) && isHistory(state) && !isShort)
    return 'Nothing is kept of this run from which it could go on. Run it again with more generations.';
  return null;
}

const mostGenerations = (config: RunConfig, catalog: Catalog): number => {
  const field = fieldsFor(catalog, config).find(({ path }) => path === 'generations');
  return field?.kind === 'integer' ? field.highest : config.generations;
};

/** Values of live fields, by path. */
export type LiveValues = Readonly<Record<string, unknown>>;

/** Makes the run that goes on at one press: so many more generations, and without the target if it has that. */
export function moreGenerations({
  config,
  catalog,
  generations,
  status,
}: Pick<LabState, 'config' | 'catalog' | 'generations' | 'status'>): {
  readonly more: number;
  readonly values: LiveValues;
} | null {
  if (status.kind !== 'finished' || !config || !catalog) return null;
  if (status.reason === 'stopped') {
    const more = config.generations - generations;
    return more > 0 ? { more, values: {} } : null;
  }
  const wanted = Math.max(10, Math.ceil(config.generations / 2));
  const more = Math.min(wanted, mostGenerations(config, catalog) - generations);
  const off = status.reason === 'target' ? { 'target.enabled': false } : {};
  return { more, values: { ...off, generations: generations + more } };
}

/** Changes of a form that an ended run could go on with; null: none, or some that take a new run. */
export function liveChanges(
  draft: RunConfig,
  config: RunConfig,
  catalog: Catalog,
): LiveValues | null {
  const changed = differences(config, draft);
  const live = livePaths(config, catalog);
  if (changed.length === 0 || !changed.every((path) => live.has(path))) return null;
  return Object.fromEntries(changed.map((path) => [path, getAt(draft, path)]));
}

/**
 * The edits with which a run that ended is made again and goes on: its own, and what is changed where it ended. How long
 * it goes on is decided before the last generation is judged; all else begins with the choice of the next.
 */
export function extended(
  { edits, config, generations }: Pick<LabState, 'edits' | 'config' | 'generations'>,
  values: LiveValues,
): readonly Edit[] {
  if (!config) return edits;
  const trained = vectorSteps(config);
  const decides = (path: string) => path === 'generations' || path.startsWith('target.');
  const at = (step: number, isMeant: (path: string) => boolean): readonly Edit[] => {
    const meant = Object.entries(values).filter(([path]) => isMeant(path));
    if (meant.length === 0) return [];
    return [{ generation: generations - 1, step, values: Object.fromEntries(meant) }];
  };
  return [...edits, ...at(trained, decides), ...at(trained + 1, (path) => !decides(path))];
}

/** A checkpoint with all edits of its run that come after it. */
export function withEdits(checkpoint: Checkpoint, edits: readonly Edit[]): Checkpoint {
  return { ...checkpoint, replay: edits.slice(checkpoint.edits.length) };
}
