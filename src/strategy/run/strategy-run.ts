import type { Device } from '#compute/device.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import { hasher } from '#core/hash.ts';
import type { ElsewhereResult } from '#core/strategy/experiments/experiment.ts';
import {
  type DataFacts,
  type RowInterval,
  type TrainingFigures,
  type ValidationFigures,
  WEIGHTS,
  type Weights,
} from '#core/strategy/figures.ts';
import type { Hand } from '#core/strategy/hand.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { Choices } from '#core/strategy/seats.ts';
import {
  intervalsOf,
  NETWORK_WIDTHS,
  NORM_GROUPS,
  type StrategyConfig,
} from '#core/strategy/strategy-config.ts';
import type { ClassifierSetup, Classifiers } from '../classifier/classifiers.ts';
import { planClassifier } from '../classifier/network.ts';
import { openClassifiers } from '../classifier/open-classifiers.ts';
import { trainingFrom } from '../search/row-copy.ts';
import { openSearches } from '../search/run-searches.ts';
import type { LearnedTeam } from '../trained/learned-team.ts';
import { calibratedLosses } from './calibrate.ts';
import { isBroken, trainingFigures } from './figures.ts';
import { colourMoments, dataFacts, trainingStatistics } from './image-set.ts';
import { createKeptScores, type KeptScores } from './kept-scores.ts';
import { lookAtSplit } from './look-at-split.ts';
import { minibatches } from './minibatch.ts';
import { openTeams } from './open-teams.ts';
import { placedRows } from './placed-rows.ts';
import { type RowTraining, rowStep, type Surroundings } from './row-training.ts';
import { type StrategyRunEvent, type Tests, ticks } from './run-events.ts';
import { readStrategyState, type StrategyState, savedOf } from './saved-state.ts';
import { choicesIn } from './steer.ts';
import { createSteering } from './steering.ts';
import type { Team, TeamSnapshot } from './team.ts';
import { freshMemories } from './wheel.ts';
import { testElsewhere } from './zero-shot.ts';

export interface StrategyRun {
  /** The run itself; returns what came of the test. Not pulling it is pause, `return()` is stop. */
  readonly events: AsyncGenerator<StrategyRunEvent, Tests, void>;
  readonly facts: DataFacts;
  readonly set: ImageSet;
  readonly classifiers: Classifiers;
  /** Numbers that each classifier learns. */
  readonly parameters: number;
  readonly state: Readonly<Progress>;
  /** Choices in force in a row, or those to come; null: a team or a search has not decided yet. */
  choices(row: number): Choices | null;
  /** Configuration that the run was begun with, and the choices that persons have made since. */
  readonly config: StrategyConfig;
  /** Gives a row a person's choices. Throws a RangeError where they would change an interval that is decided. */
  hand(row: number, hand: Hand | undefined): void;
  readonly around: Surroundings;
  readonly teams: ReadonlyMap<string, Team>;
  /** Scores of the validation images, by the fast average. */
  readonly scores: KeptScores;
  /** Tests the classifiers, as they are, on the test images of other data. */
  elsewhere(other: ImageSet): Promise<ElsewhereResult>;
  dispose(): void;
}

interface Progress {
  /** Intervals that are done. */
  interval: number;
  /** Updates that each row has made. */
  step: number;
  hash: string;
}

export interface StrategyRunOptions {
  readonly config: StrategyConfig;
  readonly device: Device;
  readonly set: ImageSet;
  /** Trained teams whose configuration does not hold their weights, by their digest. */
  readonly learned?: ReadonlyMap<string, LearnedTeam>;
  /** Goes on from here. */
  readonly saved?: unknown;
  /** Outcome of every row in each interval before, which a state of an earlier engine lacks. */
  readonly past?: readonly (readonly RowInterval[])[];
}

/** The chain before the first interval. */
const EMPTY_CHAIN = '0'.repeat(32);

/** Prepares a run. Throws a RangeError where memory does not suffice, or the saved state is of another run. */
export async function createStrategyRun(options: StrategyRunOptions): Promise<StrategyRun> {
  const { config, device, set } = options;
  const { batch, steps, interval: length } = config.training;
  const facts = dataFacts(set);
  const moments = colourMoments(set);
  const network = {
    size: set.size,
    classes: set.classes.length,
    channels: NETWORK_WIDTHS[config.network.width].channels,
    groups: NORM_GROUPS,
  };
  const setup: ClassifierSetup = {
    ...network,
    rows: config.rows.length,
    batch,
    images: set,
    ...moments,
    seed: config.seed,
    interval: length,
    precision: config.training.precision ?? 'single',
  };
  const classifiers = await openClassifiers(device, setup);
  const saved =
    options.saved === undefined ? null : readStrategyState(options.saved, config, options.past);
  const frequencies = { images: set.images.train, counts: facts.counts.train };
  const batchAt = minibatches(config.seed, set.images.train, batch);
  const around: Surroundings = {
    config,
    statistics: trainingStatistics(set),
    mean: moments.mean,
    losses: await calibratedLosses(
      classifiers,
      set,
      frequencies,
      batchAt(0).images,
      saved?.scales ?? null,
    ),
  };
  const state: Progress = {
    interval: saved?.interval ?? 0,
    step: saved ? Math.min(steps, saved.interval * length) : 0,
    hash: saved?.hash ?? EMPTY_CHAIN,
  };
  const scores = createKeptScores();
  const teams = openTeams(config, facts, set, device, options.learned ?? new Map());
  const searches = await openSearches(config, classifiers);
  const isSteered = teams.size + searches.all.length > 0;
  let rows: readonly RowTraining[] = saved?.rows ?? [];
  const steering = createSteering(
    config,
    teams,
    searches.all,
    state.interval,
    saved?.memories ?? freshMemories(config.rows),
  );
  const looking = { set, classifiers, rows: config.rows.length, batch, groups: facts.groups };
  if (saved) {
    classifiers.restore(saved.classifiers);
    for (const [name, team] of teams) team.restore(savedOf(saved.teams, 'team', name));
    for (const search of searches.all)
      search.restore(savedOf(saved.searches, 'search', search.name));
  }

  async function take(): Promise<StrategyState> {
    const scales = Object.fromEntries([...around.losses].map(([id, { scale }]) => [id, scale]));
    const { interval, hash } = state;
    const learned: Record<string, TeamSnapshot> = {};
    for (const [name, team] of teams) learned[name] = await team.snapshot();
    const snapshot = await classifiers.snapshot();
    const searched = searches.all.map((search) => [search.name, search.snapshot()] as const);
    return {
      ...{ interval, hash, rows, scales, teams: learned, classifiers: snapshot },
      memories: steering.memories,
      ...(searched.length > 0 && { searches: Object.fromEntries(searched) }),
    };
  }

  /** The updates of an interval; returns what was measured in them. */
  async function* train(until: number): AsyncGenerator<StrategyRunEvent, TrainingFigures[], void> {
    const from = state.step;
    const rates = new Array<number>(rows.length).fill(0);
    while (state.step < until) {
      const { step } = state;
      const minibatch = batchAt(step);
      const planned = rows.map((row) => rowStep(row, step, minibatch, around));
      await classifiers.train(
        minibatch.images,
        planned.map((each) => each.step),
      );
      rows = planned.map(({ after }) => after);
      planned.forEach(({ learningRate }, row) => {
        rates[row] = learningRate;
      });
      state.step++;
      yield { kind: 'tick', phase: 'train', done: (state.step - from) / (until - from) };
    }
    const measured = await classifiers.measured();
    return measured.map((each, row) => trainingFigures(each, rates[row] as number));
  }

  async function extendChain(report: readonly RowInterval[]): Promise<string> {
    const hash = hasher().text(state.hash).text(canonicalJson(report));
    for (const row of rows.keys())
      for (const weights of WEIGHTS) hash.floats(await classifiers.weights(row, weights));
    return hash.hex();
  }

  async function* events(): AsyncGenerator<StrategyRunEvent, Tests, void> {
    while (state.interval < intervalsOf(config.training)) {
      yield { kind: 'checkpoint', take };
      const { interval } = state;
      if (isSteered) yield { kind: 'phase', phase: 'decide' };
      const { memories } = steering;
      const standing = {
        training: config.training,
        searches: searches.all,
        rows,
        step: state.step,
      };
      const placements = await searches.decide({ step: state.step, rows, memories });
      const planned = await steering.plan(interval, placements);
      yield { kind: 'decision', interval, planned };
      rows = placedRows(standing, steering.decide(planned, interval), placements);
      steering.remember(placements);
      yield { kind: 'phase', phase: 'train' };
      const training = yield* train(Math.min(steps, (interval + 1) * length));
      rows = rows.map((row, at) => ({ ...row, diverged: row.diverged || isBroken(training[at]) }));

      yield { kind: 'phase', phase: 'validate' };
      const validation = yield* ticks(
        'validate',
        lookAtSplit(looking, 'validation', ['fast'], (logits) => scores.keep(interval, logits)),
      );
      const measured = rows.map(
        ({ choices, diverged }, row): RowInterval => ({
          choices,
          training: training[row] as TrainingFigures, // of every row, here and below
          validation: validation.get('fast')?.[row] as ValidationFigures,
          diverged,
        }),
      );
      if (isSteered) yield { kind: 'phase', phase: 'learn' };
      const report = await steering.learn(measured, interval);
      yield { kind: 'phase', phase: 'record' };
      state.interval++;
      state.hash = await extendChain(report);
      const { step, hash } = state;
      yield {
        kind: 'interval',
        report: { interval, step, images: step * batch, rows: report, hash },
      };
    }
    const chosen = await searches.choose();
    rows = rows.map((row, at) => {
      const takes = chosen.get(at)?.takes;
      return takes ? trainingFrom(takes, state.step) : row;
    });
    yield { kind: 'phase', phase: 'test' };
    const tests = yield* ticks('test', lookAtSplit(looking, 'test', WEIGHTS));
    const byRow = rows.map((_, row) => {
      const of = (weights: Weights) => tests.get(weights)?.[row] as ValidationFigures;
      const own = chosen.get(row);
      return {
        ...{ raw: of('raw'), fast: of('fast'), slow: of('slow') },
        ...(own && { chosen: own.chosen }),
      };
    });
    state.hash = hasher().text(state.hash).text(canonicalJson(byRow)).hex();
    return byRow;
  }

  return {
    events: events(),
    facts,
    set,
    classifiers,
    parameters: planClassifier(network).parameters,
    state,
    choices(row) {
      const [training, planned] = [rows[row], steering.rows[row]];
      return training?.choices ?? (planned ? choicesIn(planned, 0, config.seed) : null);
    },
    get config() {
      return { ...config, rows: steering.rows };
    },
    hand: steering.hand,
    around,
    teams,
    scores,
    elsewhere: (other) =>
      testElsewhere(
        { device, setup, classifiers, classes: set.classes, groups: facts.groups },
        other,
      ),
    dispose() {
      classifiers.dispose();
      for (const team of teams.values()) team.dispose();
    },
  };
}
