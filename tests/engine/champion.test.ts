import { expect, test } from 'vitest';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { RunConfig } from '#core/run-config.ts';
import { crown } from '#engine/champion.ts';
import { createRun, type Run, type RunEvent } from '#engine/run.ts';
import type { RunState } from '#engine/state.ts';
import type { Checkpoint } from '#protocol/messages.ts';
import { CATALOG, openRun, play, smallConfig } from './small-run.ts';

type Crowned = Extract<RunEvent, { kind: 'champion' }>;

const CONFIG = smallConfig({
  generations: 6,
  evaluation: { episodes: 1 },
  champion: { episodes: 10 },
});

async function contestsOf(run: Run): Promise<readonly Crowned[]> {
  const contests: Crowned[] = [];
  await play(run, (event) => {
    if (event.kind === 'champion') contests.push(event);
  });
  run.dispose();
  return contests;
}

/** Returns the champions and their figures, without weights. */
const wordsOf = ({ champion, contest }: Crowned) => {
  const { individual, fitness, evaluation } = champion;
  return { agent: individual.agent, of: individual.generation, fitness, evaluation, contest };
};

/** A population whose fitness is told to it; the device's weights are as they were founded. */
async function stage(config: RunConfig = CONFIG) {
  const device = await createWasmDevice({ threads: 1 });
  const run = createRun({ config, catalog: CATALOG, device });
  const state = run.state as RunState;
  return {
    state,
    /** Ends a generation with such fitness; the contest that it led to. */
    async end(fitness: readonly number[]) {
      state.agents = state.agents.map((agent, slot) => ({
        ...agent,
        fitnessHistory: [...agent.fitnessHistory, fitness[slot] ?? 0],
      }));
      const crowning = crown(state, device);
      let contest: Crowned | null = null;
      for (;;) {
        const { value, done } = await crowning.next();
        if (done) {
          state.generation++;
          return { contest, reached: value };
        }
        if (value.kind === 'champion') contest = value;
      }
    },
    dispose() {
      run.dispose();
      device.dispose();
    },
  };
}

/** The mean return of an agent of a stage over the episodes of a generation's contest: it challenges an empty throne. */
async function meansIn(generation: number, config: RunConfig = CONFIG): Promise<number[]> {
  const means: number[] = [];
  for (let slot = 0; slot < config.populationSize; slot++) {
    const { state, end, dispose } = await stage(config);
    state.generation = generation;
    const { contest } = await end(state.agents.map((_, i) => (i === slot ? 1 : 0)));
    means.push(contest?.contest.challenger.mean ?? Number.NaN);
    dispose();
  }
  return means;
}

test('an agent that was lucky in its generation does not become champion', async () => {
  const [first, second] = await Promise.all([meansIn(0), meansIn(1)]);
  const strong = second.indexOf(Math.max(...second));
  const weak = second.indexOf(Math.min(...second));
  expect(second[weak]).toBeLessThan(second[strong] as number);
  const { state, end, dispose } = await stage();
  const only = (slot: number, fitness: number) =>
    state.agents.map((_, i) => (i === slot ? fitness : 0));

  await end(only(strong, first[strong] as number));
  expect(state.champion?.individual.agent).toBe(strong);
  const { contest } = await end(only(weak, 500));
  expect(contest?.contest).toMatchObject({
    won: false,
    challenger: { agent: weak, mean: second[weak] },
    before: { agent: strong, mean: second[strong] },
  });
  expect(state.champion?.individual).toMatchObject({ agent: strong, generation: 0 });
  // It has defended its title, and all it has played counts.
  expect(state.champion?.evaluation.count).toBe(20);
  expect(state.champion?.evaluation.mean).toBeCloseTo(
    ((first[strong] as number) + (second[strong] as number)) / 2,
    9,
  );
  dispose();
});

test('a better challenger takes the title with its own figures, and keeps them when it is gone', async () => {
  const second = await meansIn(1);
  const strong = second.indexOf(Math.max(...second));
  const weak = second.indexOf(Math.min(...second));
  const { state, end, dispose } = await stage();
  await end(state.agents.map((_, i) => (i === weak ? 1 : 0)));
  const { contest } = await end(state.agents.map((_, i) => (i === strong ? 400 : 0)));
  expect(contest?.contest.won).toBe(true);
  const { champion } = state;
  expect(champion).toMatchObject({ fitness: 400, individual: { agent: strong, generation: 1 } });
  expect(champion?.evaluation).toMatchObject({ count: 10, mean: second[strong] });
  dispose();
});

test('of equals the older stays champion', async () => {
  const { state, end, dispose } = await stage();
  const fitness = state.agents.map((_, i) => (i === 2 ? 300 : 0));
  await end(fitness);
  // The same agent with the same weights a generation on: it cannot but come to the same.
  const { contest } = await end(fitness);
  expect(contest?.contest.challenger.mean).toBe(contest?.contest.before?.mean);
  expect(contest?.contest.won).toBe(false);
  expect(state.champion?.individual.generation).toBe(0);
  dispose();
});

test('no contest is held while no fitness exceeds what the champion came to', async () => {
  const { state, end, dispose } = await stage();
  await end(state.agents.map((_, i) => (i === 1 ? 300 : 0)));
  const mean = state.champion?.evaluation.mean as number;
  const steps = state.contestSteps;
  const { contest } = await end(state.agents.map(() => mean));
  expect(contest).toBeNull();
  expect(state.contestSteps).toBe(steps);
  dispose();
});

test('an agent that has diverged is never champion, and never challenges', async () => {
  const { state, end, dispose } = await stage();
  const { contest } = await end([Number.NaN, Number.NaN, 3, Number.NaN]);
  expect(contest?.champion.individual.agent).toBe(state.agents[2]?.id);
  const again = await end(state.agents.map(() => Number.NaN));
  expect(again.contest).toBeNull();
  dispose();
});

test('the run ends by the champion’s fresh episodes, not by a fitness', async () => {
  const target = { enabled: true, fitness: 480 };
  const { state, end, dispose } = await stage({ ...CONFIG, target });
  expect((await end(state.agents.map(() => 500))).reached).toBe(false);
  const reachable = Math.floor(state.champion?.evaluation.mean ?? 0);
  state.config = { ...state.config, target: { enabled: true, fitness: reachable } };
  expect((await end(state.agents.map(() => 0))).reached).toBe(true);
  state.config = { ...state.config, target: { enabled: false, fitness: reachable } };
  expect((await end(state.agents.map(() => 0))).reached).toBe(false);
  dispose();
});

test('contests are the same with any number of threads, and cost steps that training does not count', async () => {
  const run = await openRun(CONFIG);
  const one = await contestsOf(run);
  expect(one.length).toBeGreaterThan(1);
  expect((await contestsOf(await openRun(CONFIG, {}, 2))).map(wordsOf)).toEqual(one.map(wordsOf));
  const { populationSize, generations, training } = CONFIG;
  expect(run.state.steps).toBe(populationSize * generations * training.stepsPerGeneration);
  // CartPole: a step is 1.
  const played = one.map(({ contest: { episodes, challenger, before } }) =>
    Math.round(episodes * (challenger.mean + (before?.mean ?? 0))),
  );
  expect(run.state.contestSteps).toBe(played.reduce((sum, steps) => sum + steps, 0));
});

test('a run that is resumed anywhere crowns the same champions with the same figures', async () => {
  const run = await openRun(CONFIG);
  const checkpoints: Checkpoint[] = [];
  const contests: Crowned[] = [];
  await play(run, async (event) => {
    if (event.kind === 'checkpoint') checkpoints.push(structuredClone(await event.take()));
    if (event.kind === 'champion') contests.push(event);
  });
  run.dispose();
  for (const checkpoint of checkpoints) {
    const rest = contests.filter(({ contest }) => contest.generation >= checkpoint.generation);
    const resumed = await openRun(CONFIG, { checkpoint });
    const before = contests.findLast(({ contest }) => contest.generation < checkpoint.generation);
    expect(resumed.state.champion?.evaluation).toEqual(before?.champion.evaluation);
    expect(resumed.state.champion?.individual).toEqual(before?.champion.individual);
    expect((await contestsOf(resumed)).map(wordsOf)).toEqual(rest.map(wordsOf));
  }
});

test('contests change nothing else in a run', async () => {
  const hash = async (episodes: number) => {
    const run = await openRun({ ...CONFIG, champion: { episodes } });
    const found = await play(run);
    run.dispose();
    return found;
  };
  expect(await hash(1)).toBe(await hash(30));
});
