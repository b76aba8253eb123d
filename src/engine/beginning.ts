import type { Device } from '#compute/device.ts';
import type { Catalog } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Beginning, Checkpoint, Edit, Individual, Stretch } from '#protocol/messages.ts';
import { branchCheckpoint } from './checkpoint.ts';
import { createRun, type Run } from './run.ts';

/** Earlier generations that are computed again before a run's own begin. */
export interface Recomputation {
  /** The stretches left, the one that is being made first. */
  readonly stretches: readonly Stretch[];
  /** Configuration of the run's own generations, and edits of a recorded run that belong to them. */
  readonly config: RunConfig;
  readonly edits: readonly Edit[];
}

export interface EngineContext {
  readonly catalog: Catalog;
  readonly device: Device;
}

export interface Opened {
  readonly run: Run;
  /** Null: the run is its own from its first step on. */
  readonly recomputation: Recomputation | null;
  /** Checkpoint it went on from; null: it was founded. */
  readonly checkpoint: Checkpoint | null;
  readonly founder: Individual | null;
}

/** Opens a run at its beginning, or where making again what was before begins. Throws as `createRun` does. */
export function openRun(
  own: { readonly config: RunConfig; readonly edits: readonly Edit[] },
  { founder, before = [], from }: Beginning,
  context: EngineContext,
): Opened {
  const at = from?.generation ?? 0;
  const begun = before.findIndex(({ until }) => until > at);
  const stretches = begun < 0 ? [] : before.slice(begun);
  const [stretch] = stretches;
  const { config, edits } = stretch ?? own;
  const recomputation = stretch ? { stretches, ...own } : null;
  if (!from) {
    const run = createRun({ ...context, config, edits, ...(founder && { founder }) });
    return { run, recomputation, founder: founder ?? null, checkpoint: null };
  }
  // A checkpoint from where two stretches meet may be of the first one.
  const begins = before[begun - 1]?.until ?? 0;
  const isInside = stretch && from.generation > begins;
  const ahead = edits.filter(({ generation }) => generation >= at);
  const checkpoint =
    isInside || (stretch && at === 0)
      ? { ...from, replay: ahead }
      : branchCheckpoint(from, config, ahead);
  const run = createRun({ ...context, config: checkpoint.config, checkpoint });
  return { run, recomputation, founder: null, checkpoint };
}

/** The next part of the way, from where the last one ended. */
export function nextPart(
  { stretches, ...own }: Recomputation,
  reached: Checkpoint,
  context: EngineContext,
): Opened {
  const [, ...left] = stretches;
  const [stretch] = left;
  const { config, edits } = stretch ?? own;
  const checkpoint = branchCheckpoint(reached, config, edits);
  const run = createRun({ ...context, config, checkpoint });
  return {
    run,
    recomputation: stretch ? { stretches: left, ...own } : null,
    founder: null,
    checkpoint,
  };
}
