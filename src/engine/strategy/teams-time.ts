import { intervalsOf } from '#core/strategy/strategy-config.ts';
import type { TrainingPlan } from '#core/strategy/training-plan.ts';
import type { TeamsEvent } from '#protocol/teams-messages.ts';
import { createStopwatch } from '../clock.ts';
import { failureOf } from '../failure-of.ts';
import type { LabRun } from '../lab.ts';
import { type Bred, evolveGeneration, foundTeams, type Nursery } from './evolve-teams.ts';
import { createPhaseTimes, type PhaseTimes } from './phase-times.ts';
import type { EpisodeEvent } from './train-team.ts';
import { beginningOf } from './training-plan.ts';

/** Teams, updates and updates of an interval of the generation by which others are timed. */
const ROWS = 2;
const STEPS = 8;
const INTERVAL = 4;

/** A generation short enough to time the others by: the same images and networks, which learn from the first interval on. */
export function probePlan(plan: TrainingPlan): TrainingPlan {
  const { training, settings, selection } = plan;
  const rows = Math.min(ROWS, plan.rows);
  const interval = Math.min(INTERVAL, training.interval);
  return {
    ...plan,
    rows,
    // Those that wait for experiences learn from the first on.
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

/** Estimates how long all generations of a plan take, s, from the time that phases of its probe took, ms. */
export function secondsOfPlan(plan: TrainingPlan, phaseMs: PhaseTimes['ms']): number {
  const { data = 0, open = 0, train = 0, test = 0 } = phaseMs;
  const { decide = 0, validate = 0, learn = 0, record = 0 } = phaseMs;
  const probe = probePlan(plan);
  const perUpdate = train / (probe.rows * probe.training.steps);
  const perInterval =
    (decide + validate + learn + record) / (probe.rows * intervalsOf(probe.training));
  const { steps } = plan.training;
  const perTeam = steps * perUpdate + intervalsOf(plan.training) * perInterval + test / probe.rows;
  return (imageSetsOf(plan) * data + plan.episodes * (open + plan.rows * perTeam)) / 1000;
}

/** Counts how often images are drawn: those of the generation before are kept. */
function imageSetsOf({ episodes, domains, seeds }: TrainingPlan): number {
  if (domains.length === 1 && seeds === 1) return 1;
  return episodes;
}

interface TimingOptions extends Nursery {
  readonly id: number;
  readonly plan: TrainingPlan;
  send(event: TeamsEvent): void;
}

/** Times a plan by a generation of its own, as a run that the session drives; nothing is left of it. */
export function openTiming({ id, plan, send, ...nursery }: TimingOptions): LabRun {
  const times = createPhaseTimes();
  const probe = probePlan(plan);
  const draw: Nursery['draw'] = (config) => times.during('data', () => nursery.draw(config));
  const generation: AsyncGenerator<EpisodeEvent, Bred, void> = evolveGeneration(
    probe,
    foundTeams(probe).population,
    { ...nursery, draw },
  );
  let phase = 'open';
  let playing = true;

  function end(): void {
    const { data = 0, open = 0 } = times.ms;
    // Images are drawn while the run is opened.
    const phaseMs = { ...times.ms, open: Math.max(0, open - data) };
    send({ kind: 'timed', run: id, seconds: secondsOfPlan(plan, phaseMs) });
  }

  return {
    get playing() {
      return playing;
    },
    stopwatch: createStopwatch(),
    async advance() {
      const { value, done } = await times.during(phase, () => generation.next());
      if (done) {
        playing = false;
        end();
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
