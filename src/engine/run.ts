import type { Device } from '#compute/device.ts';
import { keepingRules } from '#core/algorithm.ts';
import type { Catalog } from '#core/catalog.ts';
import type { Genome } from '#core/genome.ts';
import type { Birth } from '#core/lineage.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import type { Agent } from '#evolution/generation.ts';
import type { Champion, Checkpoint, Contest, Edit, Individual, Phase } from '#protocol/messages.ts';
import { crown } from './champion.ts';
import { resumeState, takeCheckpoint } from './checkpoint.ts';
import { editConfig } from './edits.ts';
import { evaluate } from './evaluate.ts';
import { foundState } from './founding.ts';
import { adopt, breedNext, endGeneration, type GenerationReport } from './generation.ts';
import { keepAncestor } from './self-play/ancestors.ts';
import { measureChampion } from './self-play/measure.ts';
import type { RunState } from './state.ts';
import { TRAINERS } from './trainers.ts';

export type RunEvent =
  /** A phase is about to begin. */
  | { readonly kind: 'phase'; readonly phase: Phase }
  /** Work was done; `done` is the share of the phase. Comes once per step of the environments. */
  | { readonly kind: 'tick'; readonly phase: Phase; readonly done: number }
  | { readonly kind: 'edited'; readonly edit: Edit }
  /** An edit that was accepted, or is of a recorded run, no longer fits: others came before it. Nothing is changed. */
  | {
      readonly kind: 'editRefused';
      readonly values: Edit['values'];
      readonly problem: Problem;
    }
  /** A contest was held; `champion` is who holds the title after it. */
  | { readonly kind: 'champion'; readonly champion: Champion; readonly contest: Contest }
  /** A whole generation is over. */
  | { readonly kind: 'generation'; readonly report: GenerationReport }
  /** The next generation stands and has not begun: `take`, called now, gives enough to go on from here. */
  | { readonly kind: 'checkpoint'; readonly take: () => Promise<Checkpoint> };

export type RunEnd = 'generations' | 'target';

export interface Run {
  /** The run itself. Not pulling it is pause, `return()` is stop. */
  readonly events: AsyncGenerator<RunEvent, RunEnd, void>;
  readonly state: Readonly<RunState>;
  readonly founders: readonly Birth[];
  /** Genomes of every agent that lived since this run was prepared, by id. */
  readonly genomes: ReadonlyMap<number, Genome>;
  /**
   * Changes live fields before the next step, all or none; a problem if they cannot be. They are checked against the
   * configuration as it will be then, with the edits that wait already.
   */
  edit(values: Edit['values']): Problem | null;
  /** Edits that were accepted and have not taken effect, under the step before which they will. */
  waiting(): readonly Edit[];
  dispose(): void;
}

export interface RunOptions {
  readonly config: RunConfig;
  /** Catalog that live edits are checked against. */
  readonly catalog: Catalog;
  readonly device: Device;
  /** Goes on from here; `config` is then the checkpoint's. */
  readonly checkpoint?: Checkpoint;
  /** All founders are copies of this one. */
  readonly founder?: Individual;
  /** Edits of a recorded run, made again at their steps. A checkpoint holds its own. */
  readonly edits?: readonly Edit[];
}

/** Prepares a run. Throws a RangeError where the parts do not fit together, or memory does not suffice. */
export function createRun(options: RunOptions): Run {
  const { config, catalog, device, checkpoint, edits = [], founder } = options;
  const state = checkpoint
    ? resumeState(checkpoint, device)
    : foundState(config, device, edits, founder);
  const founders = checkpoint ? [] : state.agents.map(birthOf);
  let waiting: readonly Edit['values'][] = [];
  /** Configuration with every edit that waits. */
  let pending = state.config;
  /** Step before which edits can take effect next. */
  let nextStep = 0;
  const genomes = new Map<number, Genome>();
  const remember = (agents: readonly Agent[]) => {
    for (const { id, genome } of agents) genomes.set(id, genome);
  };
  remember(state.agents);

  /** Edits that are due before a step of this generation. */
  function* takeEdits(step: number): Generator<RunEvent, void, void> {
    nextStep = step + 1;
    const isDue = (edit: Edit) =>
      edit.generation < state.generation ||
      (edit.generation === state.generation && edit.step <= step);
    const again = state.pendingEdits.filter(isDue);
    state.pendingEdits = state.pendingEdits.filter((edit) => !isDue(edit));
    const due = [...again.map(({ values }) => values), ...waiting];
    if (due.length === 0) return;
    waiting = [];
    const events = due.map((values): RunEvent => {
      const edited = editConfig(state.config, catalog, values);
      if (!edited.ok) return { kind: 'editRefused', values, problem: edited.problem };
      const edit = { generation: state.generation, step, values };
      adoptConfig(state, edited.config, edit);
      return { kind: 'edited', edit };
    });
    pending = state.config;
    yield* events;
  }

  async function* events(): AsyncGenerator<RunEvent, RunEnd, void> {
    for (;;) {
      yield { kind: 'checkpoint', take: () => takeCheckpoint(state) };

      yield { kind: 'phase', phase: 'train' };
      const trainer = TRAINERS[state.algorithm.declaration.training];
      const steps = trainer.steps(state.config);
      for await (const step of trainer.train(state)) {
        yield* takeEdits(step);
        yield { kind: 'tick', phase: 'train', done: step / steps };
      }

      yield { kind: 'phase', phase: 'evaluate' };
      yield* takeEdits(steps);
      const evaluation = evaluate(state);
      let result = await evaluation.next();
      while (!result.done) {
        yield { kind: 'tick', phase: 'evaluate', done: result.value };
        result = await evaluation.next();
      }
      const ended = await endGeneration(state, result.value);
      const reached = yield* crown(state, device);
      const measured = yield* afterSelfPlay(state);

      const report = { ...ended, ...measured };

      yield { kind: 'phase', phase: 'select' };
      yield* takeEdits(steps + 1);
      if (reached || state.generation + 1 >= state.config.generations) {
        yield { kind: 'generation', report };
        return reached ? 'target' : 'generations';
      }
      const bred = breedNext(state);

      yield { kind: 'phase', phase: 'mutate' };
      await adopt(state, bred);
      nextStep = 0;
      remember(state.agents);
      const { births, tournaments } = bred;
      const next = Int32Array.from(state.agents, ({ id }) => id);
      yield { kind: 'generation', report: { ...report, births, tournaments, next } };
    }
  }

  return {
    events: events(),
    state,
    founders,
    genomes,
    edit(values) {
      const edited = editConfig(pending, catalog, values);
      if (!edited.ok) return edited.problem;
      pending = edited.config;
      waiting = [...waiting, values];
      return null;
    },
    waiting: () =>
      waiting.map((values) => ({ generation: state.generation, step: nextStep, values })),
    dispose: () => state.device.dispose(),
  };
}

/** Measures the champion of a game, and keeps the generation's fittest as a rival of later ones. */
async function* afterSelfPlay(
  state: RunState,
): AsyncGenerator<RunEvent, Pick<GenerationReport, 'games'>, void> {
  const { duel } = state.environment;
  if (!duel) return {};
  const measuring = measureChampion(state, duel);
  let next = await measuring.next();
  while (!next.done) {
    yield { kind: 'tick', phase: 'evaluate', done: 1 };
    next = await measuring.next();
  }
  await keepAncestor(state, duel.selfPlay);
  return next.value ? { games: next.value } : {};
}

/** Goes on under an edited configuration. Hyperparameters' values are given to every agent alive, as far as rules allow. */
function adoptConfig(state: RunState, config: RunConfig, edit: Edit): void {
  state.config = config;
  state.edits = [...state.edits, edit];
  const given = Object.entries(config.hyperparameters).flatMap(([name, { value }]) =>
    Object.hasOwn(edit.values, `hyperparameters.${name}.value`) ? [[name, value] as const] : [],
  );
  if (given.length === 0) return;
  state.agents = state.agents.map((agent): Agent => {
    const { genome } = agent;
    const edited = { ...genome.hyperparameters, ...Object.fromEntries(given) };
    const hyperparameters = keepingRules(state.algorithm.declaration, edited);
    return { ...agent, genome: { ...genome, hyperparameters } };
  });
  for (const [slot, { genome }] of state.agents.entries())
    state.device.setHyperparameters(slot, genome.hyperparameters);
}

const birthOf = ({ id, parent, generation, mutation }: Agent): Birth => ({
  id,
  parent,
  generation,
  mutation,
});
