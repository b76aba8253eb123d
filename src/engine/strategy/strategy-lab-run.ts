import type { Device } from '#compute/device.ts';
import type { ElsewhereResult } from '#core/strategy/experiments/experiment.ts';
import { type Hand, withRowHand } from '#core/strategy/hand.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { DeviceReport, StepUnit } from '#protocol/messages.ts';
import type { StrategyCommand, StrategyEvent } from '#protocol/strategy-messages.ts';
import type { StrategyProgress } from '#protocol/strategy-run-events.ts';
import type { StrategyRunEvent, Tests } from '#strategy/run/run-events.ts';
import { createStrategyRun, type StrategyRun } from '#strategy/run/strategy-run.ts';
import type { LearnedTeam } from '#strategy/trained/learned-team.ts';
import { buffersIn } from '../buffers.ts';
import { createStopwatch, now } from '../clock.ts';
import { failureOf } from '../failure-of.ts';
import type { LabRun } from '../lab.ts';
import { createThroughput } from '../throughput.ts';
import { classCurves } from './class-curves.ts';
import { lookAtImages } from './look.ts';
import { createPhaseTimes } from './phase-times.ts';
import type { StrategyData } from './strategy-data.ts';

const PROGRESS_MS = 100;
/** Checkpoints cross to the page at most this often. */
const CHECKPOINT_MS = 1000;

type OwnCommand = Extract<
  StrategyCommand,
  { readonly kind: 'look' | 'askCurves' | 'hand' | 'acknowledge' }
>;

type Restoring = Extract<StrategyCommand, { readonly kind: 'restore' }>;

export interface StrategyLabRun extends LabRun {
  /** Returns a team as it has learned so far; null: there is none of that name, or nothing has begun. */
  learnedBy(team: string): Promise<LearnedTeam | null>;
  /** Tests its classifiers, as they are, on other data's test images; null: nothing has begun. */
  elsewhere(other: ImageSet): Promise<ElsewhereResult | null>;
  obey(command: OwnCommand): Promise<void>;
}

export interface StrategyLabRunOptions {
  readonly id: number;
  readonly config: StrategyConfig;
  /** A checkpoint, and what came of the intervals before it; null: it begins. */
  readonly from: Pick<Restoring, 'checkpoint' | 'past'> | null;
  readonly paused: boolean;
  readonly device: Device;
  readonly report: DeviceReport;
  readonly data: StrategyData;
  /** Loads what the trained teams of the run have learned. */
  learned(): Promise<ReadonlyMap<string, LearnedTeam>>;
  readonly catalog: StrategyCatalog;
  /** Rows of which a person is asked before a decision that is about to take effect. */
  asked(): readonly number[];
  send(event: StrategyEvent, transfer?: Transferable[]): void;
}

/** A run of the strategy lab, as the session drives it. Its images are drawn first, as a part of it. */
export function openStrategyRun(options: StrategyLabRunOptions): StrategyLabRun {
  const { id, config, from, device, report, data, catalog, asked, send } = options;
  const stopwatch = createStopwatch();
  const times = createPhaseTimes();
  const throughput = createThroughput();
  const drawing = data.images(config.data, config.seed);
  let run: StrategyRun | null = null;
  let playing = true;
  let ended = false;
  /** Unit after which to pause of itself; 'ready': when the images are drawn. */
  let until: StepUnit | 'ready' | null = options.paused ? 'ready' : null;
  let phase: StrategyProgress['phase'] = 'data';
  let done = 0;
  let progressMs = 0;
  let checkpointMs = now();
  let unacknowledged = false;
  let look: Extract<StrategyCommand, { readonly kind: 'look' }> | null = null;

  send({ kind: 'status', run: id, status: 'running' });

  function progress(): void {
    if (unacknowledged || now() - progressMs < PROGRESS_MS) return;
    progressMs = now();
    unacknowledged = true;
    const { interval = 0, step = 0 } = run?.state ?? {};
    const images = step * config.training.batch * config.rows.length;
    const elapsedMs = stopwatch.elapsedMs();
    const { stepsPerSecond } = throughput.measure(elapsedMs, step, 0);
    const at = { phase, done, interval, step, images };
    send({ kind: 'progress', run: id, ...at, stepsPerSecond, elapsedMs });
  }

  function settle(): void {
    until = null;
    playing = false;
    unacknowledged = false;
    progressMs = 0;
    progress();
    send({ kind: 'status', run: id, status: 'paused' });
  }

  async function draw(): Promise<void> {
    const { value, done: drawn } = await drawing.next();
    if (!drawn) {
      done = value;
      progress();
      return;
    }
    const saved = from ? { saved: from.checkpoint.state, past: from.past } : {};
    const learned = await options.learned();
    run = await createStrategyRun({ config, device, set: value, learned, ...saved });
    const { facts, parameters, state, teams } = run;
    const states = Object.fromEntries([...teams].map(([name, { elements }]) => [name, elements]));
    const { interval } = state;
    const known = { config, device: report, data: facts, states, parameters, interval };
    send({ kind: 'started', run: id, ...known });
    if (until === 'ready') settle();
  }

  /** Takes in one event of the run; true: that was an update. */
  async function take(event: StrategyRunEvent): Promise<boolean> {
    switch (event.kind) {
      case 'phase':
        phase = event.phase;
        done = 0;
        if (until === 'phase') settle();
        else progress();
        return false;
      case 'tick':
        phase = event.phase;
        done = event.done;
        if (until === 'chunk' && event.phase === 'train') settle();
        else progress();
        return event.phase === 'train';
      case 'interval': {
        const elapsedMs = stopwatch.elapsedMs();
        send({ kind: 'interval', run: id, ...event.report, elapsedMs });
        if (until === 'generation') settle();
        return false;
      }
      case 'decision': {
        const { interval, planned } = event;
        const rows = asked().flatMap((row) => {
          const each = planned[row];
          return each ? [{ row, ...each }] : [];
        });
        if (rows.length === 0) return false;
        send({ kind: 'deciding', run: id, interval, rows });
        settle();
        return false;
      }
      case 'checkpoint': {
        if (now() - checkpointMs < CHECKPOINT_MS) return false;
        checkpointMs = now();
        const state = await event.take();
        const chosen = run?.config ?? config;
        const taken = { engine: catalog.engine, config: chosen, interval: state.interval, state };
        // The classifiers' numbers were copied for it; teams go on with theirs, which therefore cannot be moved.
        send({ kind: 'checkpoint', run: id, checkpoint: taken }, buffersIn(state.classifiers));
        return false;
      }
      default:
        return event satisfies never;
    }
  }

  /** Gives a row a person's choices, where they can be. */
  function takeHand(row: number, hand: Hand | null): void {
    const why = run ? refusalOf(run, row, hand) : 'the run has not begun';
    if (why === null) send({ kind: 'handed', run: id, row, hand });
    else send({ kind: 'handRefused', run: id, message: why });
  }

  /** Null: the row has taken them. */
  function refusalOf(taker: StrategyRun, row: number, hand: Hand | null): string | null {
    const { config: before } = taker;
    const rows = before.rows.map((each, at) =>
      at === row ? withRowHand(each, hand ?? undefined) : each,
    );
    const parsed = parseStrategyConfig({ ...before, rows }, catalog);
    if (!parsed.ok) return parsed.problems.map(({ message }) => message).join('; ');
    try {
      taker.hand(row, parsed.config.rows[row]?.hand);
      return null;
    } catch (error) {
      if (error instanceof RangeError) return error.message;
      throw error;
    }
  }

  function finish(reason: 'steps' | 'stopped', tests: Tests): void {
    playing = false;
    ended = true;
    const elapsedMs = stopwatch.elapsedMs();
    const hash = run?.state.hash ?? '';
    send({ kind: 'finished', run: id, reason, tests, elapsedMs, hash, phaseMs: times.ms });
  }

  function fail(error: unknown): void {
    const { message, stack } = failureOf(error);
    const during = run ? `interval ${run.state.interval + 1}, ${phase}` : 'the images';
    playing = false;
    ended = true;
    send({ kind: 'failed', run: id, during, message, stack });
  }

  return {
    get playing() {
      return playing;
    },
    stopwatch,
    async advance() {
      if (!run) {
        await times.during('data', draw);
        return false;
      }
      const { events } = run;
      const { value, done: over } = await times.during(phase, () => events.next());
      if (!over) return take(value);
      finish('steps', value);
      return false;
    },
    async look() {
      const asked = look;
      look = null;
      if (!asked || !run) return;
      try {
        send({ ...(await lookAtImages(run, asked)), run: id });
      } catch (error) {
        // A GPU that fails may be lost, and the run with it.
        if (device.kind !== 'wasm') throw error;
        send({ kind: 'lookFailed', run: id, message: (error as Error).message });
      }
    },
    play(unit) {
      if (ended) return;
      until = unit;
      if (playing) return;
      playing = true;
      send({ kind: 'status', run: id, status: 'running' });
    },
    pause() {
      if (playing) settle();
    },
    async stop() {
      if (ended) return;
      await run?.events.return([]);
      finish('stopped', []);
    },
    async recover(error) {
      fail(error);
    },
    async dispose() {
      await drawing.return(undefined as never);
      await run?.events.return([]);
      run?.dispose();
    },
    elsewhere: async (other) => (await run?.elsewhere(other)) ?? null,
    learnedBy: async (team) => (await run?.teams.get(team)?.learned()) ?? null,
    async obey(command) {
      switch (command.kind) {
        case 'look':
          look = command;
          break;
        case 'askCurves':
          // A question that was meant for the run before may name a class that this one has not.
          if (run && command.label in run.set.classes)
            send({ ...classCurves(run, command), run: id });
          break;
        case 'hand':
          takeHand(command.row, command.hand);
          break;
        case 'acknowledge':
          unacknowledged = false;
          break;
        default:
          command satisfies never;
      }
    },
  };
}
