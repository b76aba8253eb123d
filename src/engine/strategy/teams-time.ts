import { intervalsOf } from '#core/strategy/strategy-config.ts';
import type { TrainingPlan } from '#core/strategy/training-plan.ts';
import type { TeamsEvent } from '#protocol/teams-messages.ts';
import { createStopwatch } from '../clock.ts';
import { failureOf } from '../failure-of.ts';
import type { LabRun } from '../lab.ts';
import { type Bred, evolveGeneration, foundTeams } from './evolve-teams.ts';
import type { GenerationEvent, Nursery } from './generation-runs.ts';
import { createPhaseTimes, type PhaseTimes } from './phase-times.ts';
import { USUAL_EVOLUTION } from './team-evolution.ts';
import { beginningOf } from './training-plan.ts';

/** Teams, updates and updates of an interval of the generation by which others are timed. */
const ROWS = 2;
const STEPS = 8;
const INTERVAL = 4;

/**
 * A generation short enough to time the others by: the same images and networks, which learn from the first interval on and
 * are judged once.
 */
export function probePlan(plan: TrainingPlan): TrainingPlan {
  const { training, settings, selection } = plan;
  const rows = Math.min(ROWS, plan.rows);
  const interval = Math.min(INTERVAL, training.interval);
  return {
    ...plan,
    rows,
    evaluations: 1,
    // Controllers that wait for experiences learn from the first on.
    settings: {
      ...settings,
      ...(Object.hasOwn(beginningOf(plan).settings, 'warmUp') && { warmUp: 1 }),
    },
    training: {
      ...training,
      steps: Math.min(STEPS, training.steps),
      interval,
      ramp: Math.min(training.ramp, interval),
    },
    ...(selection && {
      selection: { ...selection, tournamentSize: Math.min(selection.tournamentSize, rows) },
    }),
  };
}

/** Time that phases took in each run of a probe, ms: in that in which teams learned, and in one by which they were judged. */
type RunTimes = readonly [training: PhaseTimes['ms'], evaluation: PhaseTimes['ms']];

/** Estimates how long all generations of a plan take, s, from the time that the runs of its probe took. */
export function secondsOfPlan(plan: TrainingPlan, [training, evaluation]: RunTimes): number {
  const evaluations = plan.evaluations ?? USUAL_EVOLUTION.evaluations;
  const perGeneration = msOfRun(plan, training) + evaluations * msOfRun(plan, evaluation);
  return (plan.episodes * perGeneration) / 1000;
}

/** Estimates how long a run of a generation takes, ms. Each has images of another seed than that before. */
function msOfRun(plan: TrainingPlan, phaseMs: PhaseTimes['ms']): number {
  const { data = 0, open = 0, train = 0, test = 0 } = phaseMs;
  const { decide = 0, validate = 0, learn = 0, record = 0 } = phaseMs;
  const probe = probePlan(plan);
  const perUpdate = train / (probe.rows * probe.training.steps);
  const perInterval =
    (decide + validate + learn + record) / (probe.rows * intervalsOf(probe.training));
  const { steps } = plan.training;
  const perTeam = steps * perUpdate + intervalsOf(plan.training) * perInterval + test / probe.rows;
  return data + open + plan.rows * perTeam;
}

interface TimingOptions extends Nursery {
  readonly id: number;
  readonly plan: TrainingPlan;
  send(event: TeamsEvent): void;
}

/** Times a plan by a generation of its own, as a run that the session drives; nothing is left of it. */
export function openTiming({ id, plan, send, ...nursery }: TimingOptions): LabRun {
  const times = [createPhaseTimes(), createPhaseTimes()] as const;
  let [now] = times;
  const probe = probePlan(plan);
  const draw: Nursery['draw'] = (config) => now.during('data', () => nursery.draw(config));
  const generation: AsyncGenerator<GenerationEvent, Bred, void> = evolveGeneration(
    probe,
    foundTeams(probe).population,
    { ...nursery, draw },
  );
  let phase = 'open';
  let playing = true;

  function end(): void {
    const [training, evaluation] = times;
    const seconds = secondsOfPlan(plan, [apart(training), apart(evaluation)]);
    send({ kind: 'timed', run: id, seconds });
  }

  return {
    get playing() {
      return playing;
    },
    stopwatch: createStopwatch(),
    async advance() {
      const { value, done } = await now.during(phase, () => generation.next());
      if (done) {
        playing = false;
        end();
      } else if (value.kind === 'opening') {
        now = value.part === 0 ? times[0] : times[1];
        phase = 'open';
      } else if (value.kind === 'phase') phase = value.phase;
      return false;
    },
    async look() {},
    play() {},
    pause() {},
    async stop() {
      playing = false;
    },
    async recover(error) {
      playing = false;
      const { message, stack } = failureOf(error);
      send({ kind: 'failed', run: id, during: 'the timing', message, stack });
    },
    async dispose() {
      await generation.return(undefined as never);
    },
  };
}

/** Phases without what they have in common: images are drawn while a run is opened. */
function apart({ ms }: PhaseTimes): PhaseTimes['ms'] {
  const { data = 0, open = 0 } = ms;
  return { ...ms, open: Math.max(0, open - data) };
}
