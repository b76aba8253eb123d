import type { StoredRun } from '#archive/stored-run.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { Event, StepUnit } from '#protocol/messages.ts';
import { historyOf, sharedHistory } from '../library/stored-history.ts';
import { same } from '../set-up/configuration.ts';
import { goingOnProblem, type LiveValues } from './going-on.ts';
import {
  type Branch,
  planBranch,
  planExtension,
  planFresh,
  planRestore,
  planStored,
  type StartOptions,
} from './run-plan.ts';
import { isLost, isUnderWay, type RunStatus } from './run-state.ts';
import { withReferencesForm } from './set-up.ts';
import type { LabParts } from './shown-run.ts';
import { withNotice } from './view.ts';

/** Actions by which runs begin, stop and go on. */
export interface RunActions {
  /** Runs what is set up from its beginning, with the edits of a recorded run made again. */
  start(options?: StartOptions): void;
  /** Runs what the sender of the link ran, from its beginning and with the sender's edits. */
  verify(): void;
  /**
   * Goes on from a generation of the run shown as a new run, under other settings or the same. `before`: the run that made
   * the generations up to there. False if something else was begun meanwhile: then nothing has changed.
   */
  branch(branch: Branch): Promise<boolean>;
  /**
   * Shows a run of the library and goes on with it, if there is a checkpoint; without one it is as it ended. False if
   * it cannot be shown, or something else was begun meanwhile: then nothing has changed.
   */
  open(stored: StoredRun, options?: { readonly paused?: boolean }): Promise<boolean>;
  /** Goes on, or begins what is set up, as its sender ran it if a link waits; shows the play, and no selection. */
  play(): void;
  pause(): void;
  /** Stepping through a selection shows it in slow motion. A run that has ended stays as it is. */
  step(unit: StepUnit): void;
  /** Shows how the last generation was chosen; or, always where the run plays, the next one, and pauses it there. */
  showSelection(which?: 'last' | 'next'): void;
  hideSelection(): void;
  /** Reason why the ended run shown cannot go on, as a sentence; null: it can. */
  goingOnProblem(): string | null;
  /** Goes on with a run that has ended, under new values of live fields; its generations so far stay as they are. */
  extend(values: LiveValues): void;
  /** Goes on from the last checkpoint with a fresh engine, or begins anew if there is none. */
  retry(): void;
}

/** Actions that begin runs and let them go on; `recoverFromCrash`: after an engine that has died. */
export function createRunActions(
  { store, client, engine, shownRun }: LabParts,
  settleAwaited: () => void,
): RunActions & {
  recoverFromCrash(event: Extract<Event, { kind: 'failed' }>, before: RunStatus): void;
} {
  const { getState, setState } = store;
  const { history, number, begin } = shownRun;

  /** Takes the run shown up again on a fresh engine, from its last checkpoint or from its beginning; then does `next`. */
  function goOn(paused: boolean, next: () => void = () => undefined): void {
    const { status, catalog } = getState();
    const reason = status.kind === 'failed' ? status.message : null;
    setState({ status: { kind: 'loading' } });
    const restore = () => {
      const plan = planRestore(getState(), history(), number, reason);
      if (plan) begin(plan, { paused });
      next();
    };
    // An engine that never was ready has still to be told what the address asks for.
    engine.renew(catalog ? restore : undefined);
  }

  /** Makes sure of a run that is under way, then does `next`: a step begins a run, or goes on with one that failed. */
  function underWay(next: () => void): void {
    const { status } = getState();
    if (status.kind === 'loading' || isLost(getState())) return;
    if (status.kind === 'finished') return; // it is not to be lost for a step
    if (status.kind === 'failed') {
      goOn(true, next);
      return;
    }
    if (!isUnderWay(status)) actions.start({ paused: true });
    next();
  }

  /** The newest generation from which another was chosen; null: there is none. */
  function lastSelection(): number | null {
    const shown = history();
    for (let g = (shown?.generations ?? 0) - 1; g >= 0; g--) if (shown?.selectionAfter(g)) return g;
    return null;
  }

  const actions: RunActions = {
    start({ paused = false, device, ...from } = {}) {
      const { draft, problems, presetId, setUp } = getState();
      if (!draft || problems.length > 0) return;
      const plan = planFresh(getState(), { draft, presetId, setUp }, from, number());
      begin(plan, { paused, device });
    },
    verify() {
      const { reference } = getState();
      if (!reference) return;
      const { edits, device } = reference.digest;
      // The verdict is waited for.
      setState({ ...withReferencesForm(getState(), performance.now()), pace: null });
      // A run that was exact is verified on the exact device.
      actions.start({ edits, device: device === 'wasm' ? device : undefined });
    },
    async branch(branch) {
      const shown = history();
      if (!shown) return false;
      const numbered = number();
      const shared = await sharedHistory(shown, numbered.run, branch.generation);
      if (shownRun.isOvertaken(numbered)) return false;
      begin(planBranch(getState(), branch, shared, numbered));
      return true;
    },
    async open(stored, { paused = false } = {}) {
      const { catalog } = getState();
      if (!catalog) return false;
      const numbered = number();
      const kept = await historyOf(stored, catalog, numbered.run).catch((error: unknown) => {
        if (error instanceof RangeError) return null; // generations that do not fit together
        throw error;
      });
      if (!kept || shownRun.isOvertaken(numbered)) return false;
      begin(planStored(getState(), stored, kept, numbered.run), { paused });
      settleAwaited();
      return true;
    },
    play() {
      actions.hideSelection();
      const { status, waiting, reference, draft } = getState();
      if (status.kind === 'paused') client.send({ kind: 'play' });
      else if (status.kind === 'failed') actions.retry();
      else if (status.kind === 'loading' || isUnderWay(status)) return;
      // A link with a result runs as its sender ran it.
      else if (waiting && reference && same(draft, reference.config)) actions.verify();
      else actions.start();
    },
    pause() {
      if (isUnderWay(getState().status)) client.send({ kind: 'pause' });
    },
    step(unit) {
      const { status, progress, generations, slowMotion, slowMotionPart } = getState();
      const phase = status.kind === 'paused' ? progress?.phase : undefined;
      if (unit === 'phase' && slowMotion !== null && slowMotionPart === 'select')
        return setState({ slowMotionPart: 'mutate' });
      // Choosing and mutating are one turn of the engine; the page tells them one after the other.
      const isTurn = unit === 'phase' && (phase === 'evaluate' || phase === 'select');
      const isAhead = progress?.generation === generations; // no parents have been chosen from it yet
      const isWithinTurn = unit !== 'generation' && phase === 'mutate' && isAhead;
      actions.hideSelection();
      if (isTurn) setState({ awaitsStory: 'select' });
      else if (isWithinTurn) setState({ awaitsStory: 'mutate' });
      underWay(() => client.send({ kind: 'step', unit: isTurn ? 'generation' : unit }));
    },
    showSelection(which = 'last') {
      const last = lastSelection();
      if (which === 'last' && getState().status.kind !== 'running' && last !== null)
        return setState({ slowMotion: last, slowMotionPart: 'all' });
      underWay(() => {
        setState({ awaitsStory: 'all' });
        client.send({ kind: 'step', unit: 'generation' });
      });
    },
    hideSelection: () => setState({ awaitsStory: null, slowMotion: null }),
    goingOnProblem: () => goingOnProblem(getState(), history()?.summaries.at(-1)),
    extend(values) {
      const shown = history();
      if (shown && actions.goingOnProblem() === null)
        begin(planExtension(getState(), shown, values));
    },
    retry: () => goOn(false),
  };

  return {
    ...actions,
    recoverFromCrash({ message }, before) {
      const { checkpoints, ownsNewest, restoredAt, isLeft } = getState();
      const newest = checkpoints.at(-1);
      const say = (text: string) =>
        withNotice(getState(), `The engine stopped (${message}). ${text}`);
      if (before.kind === 'finished') {
        // A run that had ended is not gone on with; its agents went with the engine.
        const ended = { status: before, progress: null, exhibit: null, living: new Set<number>() };
        setState({ ...ended, isLeft: true });
        if (isLeft) return;
        setState(say('The run is kept as it ended, without its agents.'));
        engine.renew();
      } else if (newest && restoredAt !== newest.generation) {
        // A run that dies again at the same place waits for Retry.
        const generation = generationNumber(newest.generation);
        const restored = `The run was restored from generation ${generation}.`;
        setState({
          ...say(ownsNewest ? restored : 'The branch is begun again.'),
          restoredAt: newest.generation,
        });
        goOn(before.kind === 'paused');
      }
    },
  };
}
