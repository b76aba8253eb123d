import { markedAt, marksUpTo, restoredMark } from '#archive/marks.ts';
import { championBefore, configAt, type Origin } from '#archive/run-record.ts';
import type { StoredRun } from '#archive/stored-run.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Checkpoint, DeviceChoice, Edit, Individual, Stretch } from '#protocol/messages.ts';
import type { History } from '../history/history.ts';
import { checkpointsUpTo, withCheckpoint } from './checkpoints.ts';
import { editsAhead } from './edits-ahead.ts';
import { extended, type LiveValues, withEdits } from './going-on.ts';
import { type LabState, UNBEGUN } from './lab-state.ts';
import { NO_LIVE_EDITS } from './live-edits.ts';
import { firstOwn, ownCheckpoint, type Start } from './run-state.ts';
import { checked } from './set-up.ts';
import { isRunsForm, type SetUp } from './set-up-state.ts';

export interface StartOptions {
  readonly paused?: boolean;
  readonly edits?: readonly Edit[];
  readonly origin?: Origin | null;
  /** Device in place of the one that was chosen. */
  readonly device?: DeviceChoice | undefined;
  /** All founders are copies of this one. */
  readonly founder?: Individual;
}

export interface Branch {
  readonly generation: number;
  readonly config: RunConfig;
  readonly before: readonly Stretch[];
  /** Individual of whom the first founders are copies, where all is made again from there. */
  readonly founder?: Individual;
  readonly origin: Origin;
}

/** Source from which the engine takes a run up. */
export type Source =
  | ({ readonly kind: 'start' } & Start)
  | { readonly kind: 'restore'; readonly checkpoint: Checkpoint }
  /** Run that has ended; its champion plays. */
  | { readonly kind: 'exhibit'; readonly individual: Individual }
  /** Run that has ended, or goes on elsewhere; no agent plays. */
  | { readonly kind: 'nothing' };

/** Plan by which a run begins, or is taken up again: all that the page and the engine have to know. */
export interface RunPlan {
  readonly source: Source;
  /** State of the run from then on. */
  readonly state: Partial<LabState> & Pick<LabState, 'run' | 'generations'>;
  /** Holds its generations so far, and may hold more, which are dropped; null: the engine names the founders. */
  readonly history: History | null;
}

/** A number on this page and an id for good, which another run takes than the one shown. */
export interface Numbered {
  readonly run: number;
  readonly runId: string;
}

const STARTING = { kind: 'starting' } as const;

/** State at the start of another run than the one shown. */
const another = (
  first: Start,
  { presetId, setUp }: Omit<SetUp, 'draft'>,
  { catalog }: LabState,
  origin: Origin | null,
) => ({
  ...UNBEGUN,
  runPreset: presetId,
  runSetUp: setUp,
  runEngine: catalog?.engine ?? null,
  origin,
  config: first.config,
  initial: first.config,
  first,
  status: STARTING,
});

/** A run of a set-up from its founders. */
export function planFresh(
  state: LabState,
  { draft: config, ...setUp }: SetUp,
  { edits = [], origin = null, founder }: Omit<StartOptions, 'paused' | 'device'>,
  numbered: Numbered,
): RunPlan {
  const first: Start = { config, edits, ...(founder && { beginning: { founder } }) };
  return {
    source: { kind: 'start', ...first },
    history: null,
    state: { ...another(first, setUp, state, origin), ...numbered },
  };
}

/** A run that branches off from the one shown. `shared`: the generations before, in a history of its own. */
export function planBranch(
  state: LabState,
  { generation, config, before, founder, origin }: Branch,
  shared: History,
  numbered: Numbered,
): RunPlan {
  const checkpoints = checkpointsUpTo(state.checkpoints, generation);
  const from = checkpoints.at(-1);
  const beginning = { before, ...(from ? { from } : founder && { founder }) };
  const first: Start = { config, edits: [], beginning };
  const setUp = state.setUps + 1;
  return {
    source: { kind: 'start', ...first },
    history: shared,
    state: {
      ...another(first, { presetId: state.runPreset, setUp }, state, origin),
      ...numbered,
      ...reached(state, shared, generation),
      ...checked(config, state.catalog),
      setUp,
      setUps: setUp,
      slowMotion: null,
      marks: marksUpTo(state.marks, generation - 1),
      recomputingTo: recomputedBefore(generation, first),
      checkpoints,
      ownsNewest: false,
    },
  };
}

/** A run of the library: it goes on from its checkpoint, or is shown as it ended. `kept`: its generations. */
export function planStored(
  { setUp }: LabState,
  { record, champion, checkpoint }: StoredRun,
  kept: History,
  run: number,
): RunPlan {
  const left = record.end === null ? checkpoint : null;
  const exhibited = left ? null : champion;
  const until = left?.generation ?? Number.POSITIVE_INFINITY;
  const config = configAt(record, until);
  const generations = Math.min(kept.generations, until);
  return {
    source: left
      ? { kind: 'restore', checkpoint: left }
      : exhibited
        ? { kind: 'exhibit', individual: exhibited }
        : { kind: 'nothing' },
    history: kept,
    state: {
      ...UNBEGUN,
      run,
      runId: record.id,
      runPreset: record.preset,
      runSetUp: setUp,
      runEngine: record.engine,
      origin: record.origin,
      initial: record.config,
      config,
      first: { config: record.config, edits: left ? [...left.edits, ...left.replay] : [] },
      edits: record.edits.filter((edit) => edit.generation < until),
      marks: marksUpTo(record.marks, until),
      device: record.device,
      status: left
        ? STARTING
        : { kind: 'finished', reason: record.end ?? 'stopped', hash: record.hash },
      generations,
      living: left ? livingAt(kept, generations) : new Set(),
      champion: championBefore(record.champion, until),
      kept: left?.generation ?? null,
      checkpoints: checkpoint ? [checkpoint] : [],
      exhibit: exhibited && {
        agent: exhibited.agent,
        generation: exhibited.generation,
        problem: null,
      },
    },
  };
}

/**
 * The run shown on a fresh engine: from its last checkpoint, or again from its beginning, then as another run, for
 * nothing is left of it. Edits that were made since, or wait, are made again. `reason`: why the engine stopped, null: it
 * did not. Null where the form is to be begun and cannot be.
 */
export function planRestore(
  state: LabState,
  history: History | null,
  number: () => Numbered,
  reason: string | null,
): RunPlan | null {
  const { origin, initial, first, run, runPreset, runSetUp } = state;
  const kept = ownCheckpoint(state);
  if (kept && history) {
    const { ahead, sent } = editsAhead(state, kept.edits.length, kept.replay);
    const checkpoint = { ...kept, replay: ahead };
    return {
      source: { kind: 'restore', checkpoint },
      history,
      state: {
        ...reached(state, history, kept.generation),
        run,
        progress: null,
        config: kept.config,
        edits: kept.edits,
        liveEdits: { ...NO_LIVE_EDITS, sent },
        checkpoints: withCheckpoint(state.checkpoints, checkpoint),
        marks: markedAt(state.marks, restoredMark(kept.generation, reason)),
        status: STARTING,
      },
    };
  }
  const { ahead, sent } = editsAhead(state, 0, first?.edits ?? []);
  if (history && first?.beginning?.before) {
    const from = firstOwn(state);
    return {
      source: { kind: 'start', ...first, edits: ahead },
      history,
      state: {
        ...reached(state, history, from),
        run,
        progress: null,
        config: initial,
        edits: [],
        liveEdits: { ...NO_LIVE_EDITS, sent },
        marks: marksUpTo(state.marks, from - 1),
        recomputingTo: recomputedBefore(from, first),
        status: STARTING,
      },
    };
  }
  const founder = first?.beginning?.founder;
  const from = { origin: origin?.kind === 'branch' ? null : origin, ...(founder && { founder }) };
  // An origin belongs to the settings that the run began with, and not to another set-up.
  const isForm = !initial || (first?.edits.length === 0 && !origin && isRunsForm(state));
  if (!isForm)
    return planFresh(
      state,
      { draft: initial, presetId: runPreset, setUp: runSetUp },
      { ...from, edits: ahead },
      number(),
    );
  const { draft, problems } = state;
  if (!draft || problems.length > 0) return null;
  const { presetId, setUp } = state;
  return planFresh(state, { draft, presetId, setUp }, from, number());
}

/** The end of a run that has ended once more, under live fields with which it does not end there. */
export function planExtension(state: LabState, history: History, values: LiveValues): RunPlan {
  const { first, initial, run } = state;
  const edits = extended(state, values);
  const kept = ownCheckpoint(state);
  const from = kept?.generation ?? firstOwn(state);
  const begun: Start | null = initial && { ...(first ?? { config: initial }), edits };
  const checkpoint = kept && withEdits(kept, edits);
  if (!begun) throw new RangeError('there is no run that could go on');
  return {
    source: checkpoint ? { kind: 'restore', checkpoint } : { kind: 'start', ...begun },
    history,
    state: {
      ...reached(state, history, from),
      run,
      first: begun,
      progress: null,
      exhibit: null,
      kept: from,
      restoredAt: null,
      liveEdits: NO_LIVE_EDITS,
      // A worker that dies goes on from this one, too.
      ...(checkpoint && { checkpoints: withCheckpoint(state.checkpoints, checkpoint) }),
      recomputingTo: kept || !begun.beginning?.before ? null : recomputedBefore(from, begun),
      marks: marksUpTo(state.marks, from),
      status: STARTING,
    },
  };
}

/** State of a run that has gone back to so many generations. */
export function reached(
  { champion, slowMotion }: LabState,
  history: History,
  to: number,
): Pick<LabState, 'generations' | 'living' | 'champion' | 'slowMotion'> {
  const generations = Math.min(history.generations, to);
  return {
    generations,
    living: livingAt(history, generations),
    champion: championBefore(champion, to),
    slowMotion: slowMotion !== null && slowMotion < generations ? slowMotion : null,
  };
}

/** Agents in the population that trains after so many evaluated generations. */
const livingAt = (history: History, generations: number): ReadonlySet<number> =>
  new Set(
    generations > 0 ? history.event(generations - 1).next : history.founders.map(({ id }) => id),
  );

/** Up to which generation a branch makes again what came before it; null: a checkpoint spares it that. */
const recomputedBefore = (generation: number, { beginning }: Start): number | null =>
  beginning?.from?.generation === generation ? null : generation;
