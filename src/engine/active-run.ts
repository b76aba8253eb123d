import type {
  Champion,
  Checkpoint,
  Contest,
  Event,
  Individual,
  Phase,
  StepUnit,
} from '#protocol/messages.ts';
import type { Recomputation } from './beginning.ts';
import { buffersIn } from './buffers.ts';
import { createStopwatch, now, type Stopwatch } from './clock.ts';
import type { ChosenDevice } from './devices.ts';
import { playEpisodes } from './episodes.ts';
import type { Run, RunEnd, RunEvent } from './run.ts';
import { createGallery, createStage, type Gallery, type Stage } from './stage.ts';
import { createThroughput, type Throughput } from './throughput.ts';

/** An agent that was taken out of a run, alone. */
export interface Exhibit {
  readonly run: Run;
  readonly stage: Stage;
}

/** A run on the engine, and how it is to go on. */
export interface Active {
  readonly id: number;
  run: Run;
  stage: Stage;
  /** Null once the run's own generations have begun. */
  recomputation: Recomputation | null;
  gallery: Gallery;
  /** The champion with the weights that it was found with, once the run has ended; null: it has not, or has none. */
  exhibit: Exhibit | null;
  chosen: ChosenDevice;
  /** Individual of whom the founders are copies; null: they were fresh, or are long gone. */
  readonly founder: Individual | null;
  /** Checkpoint to go on from if the device is lost, the newest whole one; null on `wasm` and at the very beginning. */
  recoveryCheckpoint: Checkpoint | null;
  /** Number of times that the device was lost. */
  losses: number;
  readonly stopwatch: Stopwatch;
  readonly throughput: Throughput;
  playing: boolean;
  ended: boolean;
  /** True when a phase has begun since the run was prepared. */
  begun: boolean;
  /** Unit after which to pause of itself; 'arrival': where a recomputation ends. */
  until: StepUnit | 'arrival' | null;
  phase: Phase;
  done: number;
  /** Share of the phase at which the last step began. */
  steppedFrom: number;
  /** Fittest agent of the last generation. */
  best: number | null;
  watched: number | null;
  progressMs: number;
  checkpointMs: number;
  unacknowledged: boolean;
}

const PROGRESS_MS = 100;
/** Share of a phase that a step of a chunk takes. */
const CHUNK = 0.1;
/** Most scenes of a champion's episode; more than twenty a second of the world are not needed. */
const MOST_SCENES = 300;
/** Checkpoints cross to the page at most this often; the newest whole generation counts. */
const CHECKPOINT_MS = 1000;

type Given = Pick<
  Active,
  'id' | 'run' | 'recomputation' | 'founder' | 'chosen' | 'recoveryCheckpoint'
>;

export function activate(given: Given, paused: boolean): Active {
  const { recomputation } = given;
  return {
    ...given,
    losses: 0,
    stage: createStage(given.run.state),
    gallery: createGallery(given.run.state),
    exhibit: null,
    stopwatch: createStopwatch(),
    throughput: createThroughput(),
    playing: !paused || recomputation !== null,
    ended: false,
    begun: false,
    until: paused && recomputation ? 'arrival' : null,
    phase: 'train',
    done: 0,
    steppedFrom: 0,
    best: null,
    watched: null,
    progressMs: 0,
    checkpointMs: now(),
    unacknowledged: false,
  };
}

type Send = (event: Event, transfer?: Transferable[]) => void;

/** Tells the page what a run does. */
export interface Reporter {
  /** Takes in one event of the run; pauses where that was asked for. */
  take(it: Active, event: RunEvent): Promise<void>;
  /** Takes in one event of a recomputation, of which the page hears progress alone. */
  pass(it: Active, event: RunEvent): void;
  /** Names the champion with which a run is taken up, if it has one. */
  announce(it: Active): void;
  /** Says that a recomputation has ended. */
  arrive(it: Active): void;
  /** Pauses at a place that was asked for. */
  settle(it: Active): void;
  finish(it: Active, reason: RunEnd | 'stopped'): void;
}

export function createReporter(send: Send): Reporter {
  function progress(it: Active): void {
    if (it.unacknowledged || now() - it.progressMs < PROGRESS_MS) return;
    it.progressMs = now();
    it.unacknowledged = true;
    const { id: run, phase, done } = it;
    const { generation, steps, updates } = it.run.state;
    const elapsedMs = it.stopwatch.elapsedMs();
    const rates = it.throughput.measure(elapsedMs, steps, updates);
    send({ kind: 'progress', run, generation, phase, done, steps, updates, ...rates, elapsedMs });
  }

  function settle(it: Active): void {
    it.until = null;
    it.playing = false;
    it.unacknowledged = false;
    it.progressMs = 0;
    progress(it);
    send({ kind: 'status', run: it.id, status: 'paused' });
  }

  /** Hands a checkpoint over. Its arrays were made for it, and where they are not needed here they are moved. */
  async function keep(it: Active, take: () => Promise<Checkpoint>): Promise<void> {
    const isDue = now() - it.checkpointMs >= CHECKPOINT_MS;
    const canBeLost = it.chosen.device.kind === 'webgpu';
    if (!isDue && !canBeLost) return;
    const checkpoint = await take();
    if (canBeLost) it.recoveryCheckpoint = checkpoint;
    if (!isDue) return;
    it.checkpointMs = now();
    send(
      { kind: 'checkpoint', run: it.id, checkpoint },
      canBeLost ? [] : buffersIn(checkpoint.state),
    );
  }

  /**
   * Plays an episode of a new champion, which has just been found among the living. Not on a GPU, which takes as long
   * for a step of one agent as for one of all.
   */
  async function showNewChampion(it: Active, { individual }: Champion): Promise<void> {
    const { agents, environment } = it.run.state;
    const { agent, generation } = individual;
    const slot = agents.findIndex(({ id }) => id === agent);
    if (slot < 0 || it.chosen.device.kind !== 'wasm') return;
    const stepsPerScene = Math.max(2, Math.ceil(environment.maxSteps / MOST_SCENES));
    const [episode] = await playEpisodes(it.run.state, [slot], stepsPerScene);
    if (!episode) return;
    const { scenes, episodeReturn } = episode;
    const whose = { run: it.id, generation, agent };
    send({ kind: 'championEpisode', ...whose, episodeReturn, scenes, stepsPerScene });
  }

  /** Copies it: the run keeps the champion's weights. */
  function tellChampion(it: Active, champion: Champion, contest: Contest | null): void {
    const { contestSteps } = it.run.state;
    send({ kind: 'champion', run: it.id, champion, contest, contestSteps });
  }

  /** Names the champion with which a run is taken up. */
  function announce(it: Active): void {
    const { champion } = it.run.state;
    if (champion) tellChampion(it, champion, null);
  }

  return {
    async take(it, event) {
      const run = it.id;
      switch (event.kind) {
        case 'phase':
          it.phase = event.phase;
          it.done = 0;
          // The first phase of all begins with a step, it does not end with one.
          if ((it.until === 'phase' || it.until === 'chunk') && it.begun) settle(it);
          else progress(it);
          it.begun = true;
          break;
        case 'tick':
          it.phase = event.phase;
          it.done = event.done;
          if (it.until === 'chunk' && it.done - it.steppedFrom >= CHUNK) settle(it);
          else progress(it);
          break;
        case 'edited':
          send({ kind: 'edited', run, edit: event.edit });
          break;
        case 'editRefused': {
          const { values, problem } = event;
          send({ kind: 'editRefused', run, values, problem });
          break;
        }
        case 'generation': {
          const { report } = event;
          const {
            ids,
            fitness,
            hyperparameters,
            diverged,
            parameters,
            next,
            metrics = {},
          } = report;
          it.best = bestOf(ids, fitness);
          const elapsedMs = it.stopwatch.elapsedMs();
          const arrays = [ids, fitness, hyperparameters, diverged, parameters, next];
          arrays.push(...Object.values(metrics));
          send({ kind: 'generation', run, ...report, elapsedMs }, buffersIn(arrays));
          if (it.until === 'generation') settle(it);
          break;
        }
        case 'champion': {
          const { champion, contest } = event;
          tellChampion(it, champion, contest);
          if (contest.won) await showNewChampion(it, champion);
          break;
        }
        case 'checkpoint':
          await keep(it, event.take);
          break;
        default:
          event satisfies never;
      }
    },
    pass(it, event) {
      if (event.kind !== 'phase' && event.kind !== 'tick') return;
      it.phase = event.phase;
      it.done = event.kind === 'tick' ? event.done : 0;
      progress(it);
    },
    arrive(it) {
      it.checkpointMs = 0; // the page holds none of this run
      send({ kind: 'caughtUp', run: it.id, generation: it.run.state.generation });
      announce(it);
      if (it.until === 'arrival') settle(it);
    },
    announce,
    settle,
    finish(it, reason) {
      it.playing = false;
      it.ended = true;
      send({ kind: 'finished', run: it.id, reason, hash: it.run.state.hash });
    },
  };
}

/** The id with the highest fitness, NaN left out; null if there is none. */
function bestOf(ids: Int32Array, fitness: Float64Array): number | null {
  let best = -1;
  fitness.forEach((value, slot) => {
    if (!Number.isNaN(value) && (best < 0 || value > (fitness[best] as number))) best = slot;
  });
  return best < 0 ? null : (ids[best] as number);
}
