import { branchProblems } from '#core/branch-rules.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { setAll } from '#core/set-at.ts';
import { editConfig } from '#engine/edits.ts';
import type { EnginePort } from '#protocol/client.ts';
import type { Beginning, Command, Edit, Event, StepUnit } from '#protocol/messages.ts';
import { CATALOG } from './fake-catalog.ts';
import { createSimulation, type FakeLife, hashOf, type Simulation } from './fake-simulation.ts';

/** A simulated evolution that speaks the engine's protocol: deterministic, without learning anything. */
export interface FakeEngine extends EnginePort {
  /** Commands that the page has sent, in order. */
  readonly received: readonly Command[];
  /** Carries out one phase if the run is playing; says whether it was. */
  tick(): boolean;
  /** Speaks as the engine would. */
  emit(event: Event): void;
  /** Dies as a worker does. */
  crash(message: string): void;
}

export function createFakeEngine(
  lifeOf: (config: RunConfig) => FakeLife = () => ({ learning: 1, luck: 20 }),
): FakeEngine {
  const messageListeners = new Set<(message: { readonly data: unknown }) => void>();
  const errorListeners = new Set<(error: { readonly message?: string }) => void>();
  const received: Command[] = [];
  let simulation: Simulation | null = null;
  let playing = false;
  /** True when the run has ended or failed: then it goes no further. */
  let ended = false;
  /** The generation up to which those before a branch are being made again; null: none are. */
  let recomputingTo: number | null = null;
  let until: StepUnit | null = null;
  let watched: number | null = null;
  let frames = 0;
  let waiting: Edit['values'][] = [];
  /** Configuration of the run with all edits so far; null: none was made. */
  let pending: RunConfig | null = null;

  const emit = (event: Event) => {
    for (const listener of [...messageListeners]) listener({ data: event });
  };

  /** Edits take effect with the next step. */
  function takeEdits({ run, generation }: Simulation): void {
    for (const values of waiting.splice(0))
      emit({ kind: 'edited', run, edit: { generation: generation(), step: 0, values } });
  }

  function begin(run: number, config: RunConfig, paused: boolean): Simulation {
    waiting = [];
    pending = null;
    playing = !paused;
    until = null;
    ended = false;
    recomputingTo = null;
    simulation = createSimulation(run, config, lifeOf);
    return simulation;
  }

  function go(to: StepUnit | null): void {
    if (!simulation || ended) return;
    playing = true;
    until = to;
    emit({ kind: 'status', run: simulation.run, status: 'running' });
  }

  function receive(command: Command): void {
    received.push(command);
    switch (command.kind) {
      case 'start': {
        simulation = null;
        const parsed = parseRunConfig(command.config, CATALOG);
        const { beginning = {} } = command;
        const problems = parsed.ok ? startProblems(parsed.config, beginning) : parsed.problems;
        if (!parsed.ok || problems.length > 0) {
          emit({ kind: 'refused', run: command.run, problems });
          break;
        }
        simulation = begin(command.run, edited(parsed.config, command.edits), command.paused);
        const own = beginning.before?.at(-1)?.until ?? 0;
        while (simulation.generation() < own) simulation.phase();
        const founded = { ...simulation.started(), config: parsed.config, initial: parsed.config };
        emit(own > 0 ? { ...founded, founders: [] } : founded); // the page has them
        if (own > (beginning.from?.generation ?? 0)) recomputingTo = own;
        for (const edit of command.edits ?? []) emit({ kind: 'edited', run: command.run, edit });
        emit({ kind: 'status', run: command.run, status: playing ? 'running' : 'paused' });
        break;
      }
      case 'restore':
        simulation = null;
        if (
          command.checkpoint.state === 'damaged' ||
          command.checkpoint.engine !== CATALOG.engine
        ) {
          emit({
            kind: 'failed',
            run: command.run,
            during: 'start',
            message: 'damaged',
            stack: '',
          });
          break;
        }
        simulation = begin(
          command.run,
          edited(command.checkpoint.config, command.checkpoint.replay),
          command.paused,
        );
        while (simulation.generation() < command.checkpoint.generation) simulation.phase();
        emit({
          ...simulation.started(),
          config: command.checkpoint.config,
          initial: command.checkpoint.initial,
          edits: command.checkpoint.edits,
          founders: [], // the page has those
        });
        for (const edit of command.checkpoint.replay)
          emit({ kind: 'edited', run: command.run, edit });
        emit({ kind: 'status', run: command.run, status: playing ? 'running' : 'paused' });
        break;
      case 'exhibit':
      case 'measure':
        simulation = null; // the run there was is left
        break;
      case 'play':
        go(null);
        break;
      case 'step':
        go(command.unit);
        break;
      case 'stop':
        if (!simulation || ended) break;
        ended = true;
        playing = false;
        emit({
          kind: 'finished',
          run: simulation.run,
          reason: 'stopped',
          hash: hashOf(simulation.config.seed, simulation.generation() - 1),
        });
        break;
      case 'pause':
        if (!simulation || !playing) break;
        playing = false;
        emit({ kind: 'status', run: simulation.run, status: 'paused' });
        break;
      case 'edit':
        if (simulation) {
          const { values } = command;
          const result =
            recomputingTo === null
              ? editConfig(pending ?? simulation.config, CATALOG, values)
              : { ok: false as const, problem: tooEarly(values) };
          if (result.ok) {
            pending = result.config;
            waiting.push(values);
            if (playing) takeEdits(simulation);
          } else {
            const { problem } = result;
            emit({ kind: 'editRefused', run: simulation.run, values, problem });
          }
        }
        break;
      case 'watch':
        watched = command.agent;
        break;
      case 'frame':
        frames += command.steps;
        if (simulation) emit(simulation.frame(watched, frames));
        break;
      default:
    }
  }

  return {
    received,
    emit,
    postMessage: receive,
    addEventListener(kind: string, listener: (event: never) => void) {
      if (kind === 'message') {
        messageListeners.add(listener as (message: { readonly data: unknown }) => void);
        queueMicrotask(() => emit({ kind: 'ready', catalog: CATALOG }));
      }
      if (kind === 'error')
        errorListeners.add(listener as (error: { readonly message?: string }) => void);
    },
    terminate() {
      messageListeners.clear();
      playing = false;
    },
    crash(message) {
      playing = false;
      for (const listener of errorListeners) listener({ message });
    },
    tick() {
      if (!simulation || !playing) return false;
      if (recomputingTo !== null) {
        const generation = recomputingTo;
        recomputingTo = null;
        emit({ kind: 'caughtUp', run: simulation.run, generation });
        return true;
      }
      takeEdits(simulation);
      const { events, phase } = simulation.phase();
      const isOver = events.some(({ kind }) => kind === 'finished');
      if (isOver) ended = true;
      if (isOver) playing = false; // who hears of the end may start the next run
      for (const event of events) emit(event);
      if (isOver) return true;
      if (
        until === 'phase' ||
        until === 'chunk' ||
        (until === 'generation' && phase === 'mutate')
      ) {
        playing = false;
        until = null;
        emit({ kind: 'status', run: simulation.run, status: 'paused' });
      }
      return true;
    },
  };
}

function tooEarly(values: Edit['values']): Problem {
  const [path = '', value] = Object.entries(values)[0] ?? [];
  return { path, value, message: 'This can change once the earlier generations are made again.' };
}

/** Problems that keep a configuration from beginning so, by the engine's rules as far as they need no networks. */
function startProblems(
  config: RunConfig,
  { founder, before, from }: Beginning,
): readonly Problem[] {
  const last = before?.at(-1)?.config ?? from?.config;
  const problems = last ? branchProblems(last, config) : [];
  if (!founder) return problems;
  const misfit = (path: string, value: unknown, isRight: boolean): readonly Problem[] =>
    isRight ? [] : [{ path, value, message: `${path} ${value} does not fit the kept agent` }];
  return [
    ...misfit('founder', founder.agent, founder.engine === CATALOG.engine),
    ...misfit('environment', config.environment, founder.environment === config.environment),
    ...misfit('algorithm', config.algorithm, founder.algorithm === config.algorithm),
    ...misfit('mutation.preTraining', true, !config.mutation.preTraining),
  ].slice(0, 1);
}

/** Edits take effect at once; of a simulated run they change the end alone. */
const edited = (config: RunConfig, edits: readonly Edit[] = []): RunConfig =>
  edits.reduce((before, { values }) => setAll(before, values), config);
