import type { Device } from '#compute/device.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import { hasher } from '#core/hash.ts';
import type { Decision } from '#core/strategy/decision.ts';
import type { Split } from '#core/strategy/domain.ts';
import type { ElsewhereResult } from '#core/strategy/experiments/experiment.ts';
import {
  type DataFacts,
  type RowInterval,
  type RowTest,
  type SearchedInterval,
  type SteeredInterval,
  type TrainingFigures,
  type ValidationFigures,
  WEIGHTS,
  type Weights,
} from '#core/strategy/figures.ts';
import { type Hand, isSameBefore, withRowHand } from '#core/strategy/hand.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { Choices } from '#core/strategy/seats.ts';
import {
  intervalsOf,
  NETWORK_WIDTHS,
  NORM_GROUPS,
  type StrategyConfig,
} from '#core/strategy/strategy-config.ts';
import type { TeamConfig } from '#core/strategy/team.ts';
import type { ClassifierSetup, Classifiers, Measured } from '../classifier/classifiers.ts';
import { planClassifier } from '../classifier/network.ts';
import { openClassifiers } from '../classifier/open-classifiers.ts';
import { CLOCK_AT_START } from '../recipes/optimizer-coefficients.ts';
import { trainingFrom } from '../search/row-copy.ts';
import type { Placement } from '../search/row-search.ts';
import { openSearches } from '../search/run-searches.ts';
import { dataTraits, textureOf } from '../state/data-traits.ts';
import { NO_MEMORY, type RowMemory } from '../state/memory.ts';
import { type LearnedTeam, readLearned } from '../trained/learned-team.ts';
import { calibratedLosses } from './calibrate.ts';
import { spread, validationFigures } from './figures.ts';
import { colourMoments, dataFacts, firstOf, trainingStatistics } from './image-set.ts';
import { createKeptScores, type KeptScores } from './kept-scores.ts';
import { minibatches } from './minibatch.ts';
import { type RowTraining, rowStep, type Surroundings, underChoices } from './row-training.ts';
import { readStrategyState, type StrategyState } from './saved-state.ts';
import { choicesIn } from './steer.ts';
import { openTeam, type Team, type TeamSnapshot } from './team.ts';
import { freshMemories, handed, judged, type Planned } from './wheel.ts';
import { testElsewhere } from './zero-shot.ts';

/** 'decide' and 'learn' are of the teams and searches that steer; without any they do not come. */
export type StrategyPhase = 'decide' | 'train' | 'validate' | 'learn' | 'test';

export type StrategyRunEvent =
  | { readonly kind: 'phase'; readonly phase: StrategyPhase }
  /** Work was done; `done` is the share of the phase. In 'train' it comes once for each update. */
  | { readonly kind: 'tick'; readonly phase: StrategyPhase; readonly done: number }
  | { readonly kind: 'interval'; readonly report: IntervalReport }
  /** An interval is about to be trained: what each row's own steering has chosen. A person may still choose otherwise. */
  | { readonly kind: 'decision'; readonly interval: number; readonly planned: readonly Planned[] }
  /** The next interval has not begun: what `take` gives now is enough to go on from here. */
  | { readonly kind: 'checkpoint'; readonly take: () => Promise<StrategyState> };

export interface IntervalReport {
  readonly interval: number;
  readonly step: number;
  readonly images: number;
  readonly rows: readonly RowInterval[];
  readonly hash: string;
}

/** Tests of each row on the test images. */
export type Tests = readonly RowTest[];

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
  let steered = config.rows;
  let memories = saved?.memories ?? freshMemories(config.rows);
  /** Intervals whose choices are in force, or were. */
  let decidedUntil = state.interval;
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
      ...{ interval, hash, rows, memories, scales, teams: learned, classifiers: snapshot },
      ...(searched.length > 0 && { searches: Object.fromEntries(searched) }),
    };
  }

  /** Plans the choices of each row's own steering for an interval. */
  async function plan(
    interval: number,
    placements: ReadonlyMap<number, Placement>,
  ): Promise<readonly Planned[]> {
    const decided = new Map<number, Planned>();
    for (const [row, { choices }] of placements) decided.set(row, { choices, reasons: null });
    for (const team of teams.values()) {
      const decisions = await team.decide(interval);
      team.rows.forEach((row, at) => {
        decided.set(row, decisions[at] as Decision); // one for each of its rows
      });
    }
    return steered.map((row, at) => {
      const choices = choicesIn(row, interval, config.seed);
      return choices ? { choices, reasons: null } : (decided.get(at) as Planned);
    });
  }

  /** Decides each row's choices for an interval, a person's in place of the planned ones; teams are told. */
  function decide(planned: readonly Planned[], interval: number): readonly Choices[] {
    const decided = planned.map((each, at) => handed(each, steered[at]?.hand, interval));
    for (const team of teams.values()) team.obey(team.rows.map((row) => decided[row] as Decision)); // of a team's rows with reasons
    decidedUntil = interval + 1;
    return decided.map(({ choices }) => choices);
  }

  /** Has the teams learn from an interval, and notes down beside it why it was decided so. */
  async function learn(figures: readonly RowInterval[]): Promise<readonly RowInterval[]> {
    const { interval } = state;
    const isLast = interval === intervalsOf(config.training) - 1;
    const { report, memories: now } = judged(figures, steered, memories, interval, isLast);
    memories = now;
    const noted = [...report];
    for (const team of teams.values()) {
      const told = await team.learn(team.rows.map((row) => report[row] as RowInterval));
      team.rows.forEach((row, at) => {
        noted[row] = { ...(noted[row] as RowInterval), steered: told[at] as SteeredInterval };
      });
    }
    for (const search of searches.all) {
      const told = search.learn(search.rows.map((row) => report[row] as RowInterval));
      search.rows.forEach((row, at) => {
        noted[row] = { ...(noted[row] as RowInterval), searched: told[at] as SearchedInterval };
      });
    }
    return noted;
  }

  /** The rows as they go into an interval, under what was decided. */
  function placed(
    decided: readonly Choices[],
    placements: ReadonlyMap<number, Placement>,
  ): readonly RowTraining[] {
    const { step } = state;
    return decided.map((choices, at) => {
      const takes = placements.get(at)?.takes ?? null;
      const row = rows[at];
      if (takes === 'first' || row === undefined) return freshRow(choices, step, at);
      return underChoices(takes ? trainingFrom(takes, step) : row, choices, step);
    });
  }

  /** A classifier that begins; a search's has a progress of its own. */
  function freshRow(choices: Choices, step: number, row: number): RowTraining {
    const horizon = searches.all.find((search) => search.rows.includes(row))?.horizon;
    return {
      ...{ choices, before: choices, switchedAt: step - config.training.ramp },
      clock: CLOCK_AT_START,
      ...(horizon !== undefined && {
        own: { begunAt: step, horizon: Math.min(steps, horizon * length) },
      }),
      diverged: false,
    };
  }

  /** Returns the memories of rows, where they took up other classifiers. */
  const remembered = (placements: ReadonlyMap<number, Placement>): readonly RowMemory[] =>
    memories.map((memory, at) => {
      const takes = placements.get(at)?.takes ?? null;
      if (takes === null) return memory;
      return takes === 'first' ? NO_MEMORY : takes.memory;
    });

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

  /** Figures of every row on a split by some of its weights. */
  async function* look(
    split: Split,
    sets: readonly Weights[],
  ): AsyncGenerator<number, ReadonlyMap<Weights, ValidationFigures[]>, void> {
    const count = set.images[split];
    const first = firstOf(set, split);
    const { length: classes } = set.classes;
    const [begin, end] = [first * classes, (first + count) * classes];
    const targets = set.labels.subarray(begin, end);
    const unjudged = set.unjudged?.subarray(begin, end);
    const found = new Map<Weights, ValidationFigures[]>();
    for (const [at, weights] of sets.entries()) {
      const logits = rows.map(() => new Float32Array(count * classes));
      for (let from = 0; from < count; from += batch) {
        const images = Uint32Array.from(
          { length: Math.min(batch, count - from) },
          (_, i) => first + from + i,
        );
        const answers = await classifiers.logits(weights, images);
        answers.forEach((answer, row) => {
          logits[row]?.set(answer, from * classes);
        });
        yield (at + (from + images.length) / count) / sets.length;
      }
      if (split === 'validation') scores.keep(state.interval, logits);
      found.set(
        weights,
        logits.map((each) => validationFigures(each, targets, classes, facts.groups, unjudged)),
      );
    }
    return found;
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
      const placements = await searches.decide({ step: state.step, rows, memories });
      const planned = await plan(interval, placements);
      yield { kind: 'decision', interval, planned };
      const decided = decide(planned, interval);
      rows = placed(decided, placements);
      memories = remembered(placements);
      yield { kind: 'phase', phase: 'train' };
      const training = yield* train(Math.min(steps, (interval + 1) * length));
      rows = rows.map((row, at) => ({ ...row, diverged: row.diverged || isBroken(training[at]) }));

      yield { kind: 'phase', phase: 'validate' };
      const validation = yield* ticks('validate', look('validation', ['fast']));
      const measured = rows.map(
        ({ choices, diverged }, row): RowInterval => ({
          choices,
          training: training[row] as TrainingFigures, // of every row, here and below
          validation: validation.get('fast')?.[row] as ValidationFigures,
          diverged,
        }),
      );
      if (isSteered) yield { kind: 'phase', phase: 'learn' };
      const report = await learn(measured);
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
    const tests = yield* ticks('test', look('test', WEIGHTS));
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
      const [training, planned] = [rows[row], steered[row]];
      return training?.choices ?? (planned ? choicesIn(planned, 0, config.seed) : null);
    },
    get config() {
      return { ...config, rows: steered };
    },
    hand(row, hand) {
      const before = steered[row];
      if (!before) throw new RangeError(`there is no row ${row}`);
      if (!isSameBefore(before.hand, hand, decidedUntil))
        throw new RangeError(
          `row '${before.name}' has trained up to interval ${decidedUntil}: what was chosen for it stands`,
        );
      steered = steered.with(row, withRowHand(before, hand));
    },
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

async function* ticks<T>(
  phase: StrategyPhase,
  work: AsyncGenerator<number, T, void>,
): AsyncGenerator<StrategyRunEvent, T, void> {
  for (;;) {
    const { value, done } = await work.next();
    if (done) return value;
    yield { kind: 'tick', phase, done: value };
  }
}

/** The teams that steer rows, by their names. */
function openTeams(
  { seed, teams, rows, training }: StrategyConfig,
  facts: DataFacts,
  { pixels, size, images }: ImageSet,
  device: Device,
  known: ReadonlyMap<string, LearnedTeam>,
): ReadonlyMap<string, Team> {
  const steered = teams
    .map((team) => ({
      team,
      own: rows.flatMap(({ steering }, at) =>
        steering.kind === 'team' && steering.team === team.name ? [at] : [],
      ),
    }))
    .filter(({ own }) => own.length > 0);
  if (steered.length === 0) return new Map();
  const texture = textureOf(pixels.subarray(0, images.train * size * size * 3), size);
  const traits = dataTraits(facts, images.train, texture);
  const intervals = intervalsOf(training);
  return new Map(
    steered.map(({ team, own }) => [
      team.name,
      openTeam({
        team,
        rows: own,
        seed,
        intervals,
        traits,
        device,
        learned: learnedBy(team, known),
      }),
    ]),
  );
}

/** Returns a team as it learned before the run; null: it did not. */
function learnedBy(
  { name, trained }: TeamConfig,
  known: ReadonlyMap<string, LearnedTeam>,
): LearnedTeam | null {
  if (!trained) return null;
  if (trained.learned !== undefined) return readLearned(trained.learned);
  const learned = known.get(trained.digest);
  if (learned) return learned;
  throw new RangeError(`what the team '${name}' has learned (${trained.name}) is not here`);
}

/** A team's or a search's part of a checkpoint. Throws a RangeError where it is not there. */
function savedOf<T>(
  saved: Readonly<Record<string, T>> | undefined,
  kind: 'team' | 'search',
  name: string,
): T {
  const snapshot = saved?.[name];
  if (!snapshot) throw new RangeError(`the checkpoint is damaged: it holds no ${kind} '${name}'`);
  return snapshot;
}

function trainingFigures(measured: Measured, learningRate: number): TrainingFigures {
  const { loss, crossEntropy, gradientNorm, changeNorm, weightNorm } = measured;
  const reference = spread(crossEntropy);
  return {
    loss: spread(loss).mean,
    reference: reference.mean,
    referenceDeviation: reference.deviation,
    gradientNorm: spread(gradientNorm).mean,
    updateRatio: spread(changeNorm.map((change, at) => change / (weightNorm[at] as number))).mean,
    learningRate,
  };
}

const isBroken = (figures: TrainingFigures | undefined): boolean =>
  figures === undefined ||
  !Number.isFinite(figures.loss + figures.gradientNorm + figures.updateRatio);
