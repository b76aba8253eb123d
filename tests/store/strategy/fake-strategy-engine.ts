import { hasher } from '#core/hash.ts';
import type { DataFacts, RowInterval, ValidationFigures } from '#core/strategy/figures.ts';
import { handIn, withRowHand } from '#core/strategy/hand.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import { type Choices, choiceAt, SEATS, type Steering } from '#core/strategy/seats.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import {
  intervalsOf,
  type StrategyConfig,
  type StrategyRow,
} from '#core/strategy/strategy-config.ts';
import type { EnginePort } from '#protocol/client.ts';
import type { OwnOpened } from '#protocol/strategy-images.ts';
import type { StrategyCommand, StrategyEvent } from '#protocol/strategy-messages.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';

/** The engine's catalog. */
export const CATALOG: StrategyCatalog = strategyCatalog();

const small = CATALOG.presets.find(({ id }) => id === 'shapes')?.config;
if (!small) throw new Error('there is no preset of shapes');
/** Three classifiers of shapes over 20 intervals of 12 updates. */
export const CONFIG: StrategyConfig = small;

/** A simulated strategy engine that speaks the protocol: deterministic, without learning anything. */
export interface FakeStrategyEngine extends EnginePort<StrategyCommand> {
  /** Stops before the next interval's decision, as it does for rows that a person is asked about. */
  decide(rows: readonly number[]): void;
  /** Commands that the page has sent, in order. */
  readonly received: readonly StrategyCommand[];
  /** Carries out one interval if the run is playing; says whether it was. */
  tick(): boolean;
  /** Speaks as the engine would. */
  emit(event: StrategyEvent): void;
  /** Dies as a worker does. */
  crash(message: string): void;
}

interface Simulation {
  readonly run: number;
  readonly config: StrategyConfig;
  interval: number;
  hash: string;
}

/** `catalog`: its offers, perhaps those of another version of the engine. */
export function createFakeStrategyEngine(catalog: StrategyCatalog = CATALOG): FakeStrategyEngine {
  const messageListeners = new Set<(message: { readonly data: unknown }) => void>();
  const errorListeners = new Set<(error: { readonly message?: string }) => void>();
  const received: StrategyCommand[] = [];
  let simulation: Simulation | null = null;
  let playing = false;
  /** Digest of the own images that it has. */
  let own: string | null = null;

  const emit = (event: StrategyEvent) => {
    for (const listener of [...messageListeners]) listener({ data: event });
  };

  function begin(run: number, config: StrategyConfig, paused: boolean, interval = 0, hash = '') {
    const parsed = parseStrategyConfig(config, catalog);
    if (!parsed.ok) {
      emit({ kind: 'refused', run, problems: parsed.problems });
      return;
    }
    if (config.data.kind === 'own' && config.data.digest !== own) {
      const message = `the images '${config.data.name}' are not here: open them first`;
      emit({ kind: 'failed', run, during: 'the images', message, stack: '' });
      return;
    }
    simulation = { run, config, interval, hash };
    playing = !paused;
    emit({
      kind: 'started',
      run,
      config,
      device: { kind: 'wasm', description: 'made up', threads: 2, reason: 'A test.', trials: [] },
      data: factsOf(config),
      parameters: 26_000,
      interval,
    });
    emit({ kind: 'status', run, status: playing ? 'running' : 'paused' });
  }

  function oneInterval(on: Simulation): void {
    const { run, config, interval } = on;
    const event = intervalOf(on);
    on.hash = event.hash;
    on.interval = interval + 1;
    emit({
      ...{ kind: 'progress', run, phase: 'train', done: 0.5, interval, step: event.step },
      ...{ images: event.images * config.rows.length, stepsPerSecond: 40 },
      elapsedMs: event.elapsedMs - 100,
    });
    emit(event);
    const { hash } = on;
    const checkpoint = { engine: catalog.engine, config, interval: on.interval };
    emit({
      kind: 'checkpoint',
      run,
      checkpoint: { ...checkpoint, state: { hash, weights: Float32Array.of(interval, 0.5) } },
    });
    if (on.interval < intervalsOf(config.training)) return;
    playing = false;
    emit({
      ...{ kind: 'finished', run, reason: 'steps', elapsedMs: event.elapsedMs, hash },
      tests: event.rows.map(({ validation }) => ({
        raw: validation,
        fast: validation,
        slow: validation,
      })),
    });
  }

  const port: FakeStrategyEngine = {
    received,
    emit,
    tick() {
      if (!playing || !simulation) return false;
      oneInterval(simulation);
      return true;
    },
    decide(rows) {
      if (!simulation) return;
      const { run, interval, config } = simulation;
      playing = false;
      const deciding = rows.map((row) => {
        const choices = chosen((config.rows[row] as StrategyRow).steering, interval);
        return { row, choices, reasons: null };
      });
      emit({ kind: 'deciding', run, interval, rows: deciding });
      emit({ kind: 'status', run, status: 'paused' });
    },
    crash(message) {
      playing = false;
      for (const listener of [...errorListeners]) listener({ message });
    },
    postMessage(command) {
      received.push(structuredClone(command));
      switch (command.kind) {
        case 'open':
          queueMicrotask(() => emit({ kind: 'catalog', catalog }));
          break;
        case 'start':
          begin(command.run, command.config, command.paused);
          break;
        case 'restore': {
          const { config, interval, state } = command.checkpoint;
          const { hash } = state as { readonly hash: string };
          begin(command.run, config, command.paused, interval, hash);
          break;
        }
        case 'play':
        case 'pause':
          if (!simulation) break;
          playing = command.kind === 'play';
          emit({ kind: 'status', run: simulation.run, status: playing ? 'running' : 'paused' });
          break;
        case 'step':
          if (!simulation) break;
          if (command.unit === 'generation') oneInterval(simulation);
          emit({ kind: 'status', run: simulation.run, status: 'paused' });
          break;
        case 'stop':
          if (!simulation) break;
          playing = false;
          emit({
            ...{ kind: 'finished', run: simulation.run, reason: 'stopped', tests: [] },
            ...{ elapsedMs: 0, hash: simulation.hash },
          });
          simulation = null;
          break;
        case 'hand': {
          if (!simulation) break;
          const { run, row, hand } = command;
          const rows = simulation.config.rows.map((each, at) =>
            at === row ? withRowHand(each, hand ?? undefined) : each,
          );
          simulation = { ...simulation, config: { ...simulation.config, rows } };
          emit({ kind: 'handed', run, row, hand });
          break;
        }
        case 'giveOwn':
          own = command.digest;
          break;
        case 'openOwn': {
          const { name, files, size } = command;
          emit({ kind: 'ownProgress', done: 0.5 });
          if (files.length === 0) emit({ kind: 'ownRefused', message: `${name} holds no file` });
          else {
            const opened = openedOf(name, files.length, size);
            own = opened.data.digest;
            emit(opened);
          }
          break;
        }
        case 'preview': {
          const { data, seed, images } = command;
          const size = data.size;
          emit({
            digest: data.kind === 'own' ? data.digest : null,
            ...{ kind: 'previewed', seed, facts: factsOf({ ...CONFIG, data }), problems: [], size },
            images: Array.from({ length: images }, (_, i) => ({
              pixels: new Uint8Array(size * size * 3).fill(i * 20),
              labels: [i % 3],
            })),
          });
          break;
        }
        default:
      }
    },
    addEventListener(kind: string, listener: (event: never) => void) {
      if (kind === 'message') messageListeners.add(listener as never);
      if (kind === 'error') errorListeners.add(listener as never);
    },
    terminate() {
      playing = false;
      messageListeners.clear();
    },
  };
  return port;
}

/** Images of so many files, three fifths of them for training, all of one grey. */
export function openedOf(name: string, count: number, size: number): OwnOpened {
  const rest = Math.max(1, Math.floor(count / 5));
  const images = { train: count - 2 * rest, validation: rest, test: rest };
  const classes = Array.from({ length: 12 }, (_, c) => `class ${c + 1}`);
  const pixels = new Uint8Array(count * size * size * 3).fill(count);
  const labels = new Uint8Array(count * classes.length).fill(1);
  const digest = hasher()
    .text(JSON.stringify([count, size]))
    .hex();
  const data = { kind: 'own', name, digest, size, classes: classes.length, images } as const;
  const set = { size, classes, images, pixels, labels, unjudged: new Uint8Array(labels.length) };
  const notes = [`${name}: 1 file is no image and was passed over`];
  return {
    ...{ kind: 'ownOpened', data, set, notes, facts: factsOf({ ...CONFIG, data }) },
    images: [{ pixels: pixels.slice(0, size * size * 3), labels: [0] }],
  };
}

function factsOf({ data }: StrategyConfig): DataFacts {
  const classes = Array.from({ length: 12 }, (_, c) => `class ${c + 1}`);
  const counts = classes.map((_, c) => Math.max(1, Math.round(data.images.train / (c + 2))));
  const order = classes.map((_, c) => c);
  return {
    classes,
    counts: { train: counts, validation: counts, test: counts },
    groups: { head: order.slice(0, 3), mid: order.slice(3, 9), tail: order.slice(9) },
    together: order.flatMap((a) => order.map((b) => (a === b ? (counts[a] ?? 0) : 1))),
    labelsPerImage: 2,
  };
}

/** Rows learn at their own pace; choices matter a little. */
export function intervalOf({ run, config, interval, hash }: Simulation): IntervalEvent {
  const { training } = config;
  const step = Math.min(training.steps, (interval + 1) * training.interval);
  const rows = config.rows.map(({ steering, hand }, row): RowInterval => {
    const choices = { ...chosen(steering, interval), ...handIn(hand, interval) };
    const share = (step / training.steps) * (0.6 + 0.05 * (row % 4));
    const loss = 0.7 - 0.5 * share;
    return {
      choices,
      training: {
        ...{ loss, reference: loss, referenceDeviation: 0.02 },
        ...{ gradientNorm: 1.5 - share, updateRatio: 1e-3, learningRate: 2e-3 },
      },
      validation: figures(share),
      diverged: false,
    };
  });
  const next = hasher()
    .text(`${hash} ${JSON.stringify(config)} ${JSON.stringify(rows)}`)
    .hex();
  const elapsedMs = 500 * (interval + 1);
  return {
    ...{ kind: 'interval', run, interval, step, elapsedMs, rows, hash: next },
    images: step * training.batch,
  };
}

const chosen = (steering: Steering, interval: number): Choices =>
  Object.fromEntries(
    SEATS.map((seat) => {
      if (steering.kind === 'drawn') return [seat, choiceAt(steering.lanes[seat], interval)];
      if (steering.kind === 'team' || steering.kind === 'search')
        throw new RangeError('the fake engine has no teams and no searches');
      const among = steering.among[seat];
      return [seat, among[Math.floor(interval / steering.every) % among.length]];
    }),
  ) as Choices;

function figures(share: number): ValidationFigures {
  const averagePrecision = Array.from({ length: 12 }, (_, c) => share * (1 - c / 20));
  return {
    ...{ mAP: share, head: share + 0.1, mid: share, tail: share / 2 },
    ...{ tailF1: share / 2, macroF1: share, perClassF1: share, overallF1: share, loss: 1 - share },
    averagePrecision,
    precision: averagePrecision,
    recall: averagePrecision,
  };
}
