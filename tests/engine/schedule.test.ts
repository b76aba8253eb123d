import { expect, test } from 'vitest';
import type { RunConfig } from '#core/run-config.ts';
import { createHistory, type History } from '#store/history/history.ts';
import { replayConfig, scheduleOf } from '#store/history/schedule.ts';
import { openSession } from './open-session.ts';
import { CATALOG, openRun, play, smallConfig } from './small-run.ts';

function presetConfig(id: string, changes: Partial<RunConfig>): RunConfig {
  const preset = CATALOG.presets.find((each) => each.id === id);
  if (!preset) throw new RangeError(`there is no preset '${id}'`);
  return { ...preset.config, target: { ...preset.config.target, enabled: false }, ...changes };
}

/** A run to its end, as the page keeps it, and every genome that lived. */
async function lived(config: RunConfig) {
  const run = await openRun(config);
  const { declaration } = run.state.algorithm;
  const names = declaration.hyperparameters.map(({ name }) => name);
  const history = createHistory(1, names, run.founders);
  const hash = await play(run, ({ kind, ...event }) => {
    if (kind === 'generation' && 'report' in event)
      history.append({ kind, run: 1, elapsedMs: 0, ...event.report });
  });
  const genomes = run.genomes;
  run.dispose();
  return { history, genomes, hash };
}

/** Fitness along the lineage of the agent in a slot of the last generation. */
function fitnessAlong(history: History, slot: number): number[] {
  const fitness: number[] = [];
  for (let g = history.generations - 1, s = slot; g >= 0; s = history.parentSlot(g, s), g--)
    fitness.unshift(history.fitness(g, s));
  return fitness;
}

const MUTATING = { none: 0.2, architecture: 0.4, parameters: 0.6, hyperparameter: 0.6 };

test.each([false, true])(
  'on-policy, one agent that follows a recipe has the fitness of the lineage it is of, bit for bit (mutated elite: %s)',
  async (mutateElite) => {
    const base = presetConfig('cartpole-ppo', {});
    const config = presetConfig('cartpole-ppo', {
      populationSize: 4,
      generations: 6,
      training: { ...base.training, stepsPerGeneration: 2048 },
      evaluation: { episodes: 2 },
      mutation: { ...base.mutation, ...MUTATING, mutateElite, preTraining: true },
    });
    const { history, genomes } = await lived(config);
    for (const slot of [0, 3]) {
      const schedule = scheduleOf(history, 5, slot);
      expect(schedule.some(({ family }) => family !== 'none')).toBe(true);
      const replay = await lived(replayConfig(config, schedule, 5));
      expect(fitnessAlong(replay.history, 0)).toEqual(fitnessAlong(history, slot));
      for (const { agent } of schedule)
        expect(replay.genomes.get(agent)).toEqual(genomes.get(agent));
    }
  },
  60_000,
);

test('off-policy, one agent that follows a recipe has the same networks and hyperparameters', async () => {
  const base = smallConfig();
  const config = smallConfig({
    generations: 6,
    mutation: { ...base.mutation, ...MUTATING, activation: 0.4, mutateElite: true },
  });
  const { history, genomes } = await lived(config);
  const schedule = scheduleOf(history, 5, 2);
  const replay = await lived(replayConfig(config, schedule, 5));
  for (const { agent } of schedule) expect(replay.genomes.get(agent)).toEqual(genomes.get(agent));
  expect(replay.history.size(5)).toBe(1);
});

test('a recipe that does not fit the networks set up is refused, and says where', async () => {
  const session = await openSession();
  const refused = session.next('refused');
  const change = { path: 'online.head.hidden[0]', from: 7, to: 23 };
  const step = { generation: 2, agent: 9, family: 'architecture', method: 'head.addNode' } as const;
  const founder = { generation: 0, agent: 0, family: 'none', method: '', changes: [] } as const;
  const schedule = [founder, { ...step, changes: [change] }];
  session.command({
    kind: 'start',
    run: 1,
    config: replayConfig(smallConfig(), schedule, 3),
    paused: false,
  });
  const [problem] = (await refused).problems;
  expect(problem?.path).toBe('schedule');
  expect(problem?.message).toMatch(/online\.head\.hidden\[0\] from 7 to 23 in generation 2/);
});
