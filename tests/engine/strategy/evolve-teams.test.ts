import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device, PopulationSnapshot } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import { draws } from '#core/random.ts';
import { mean } from '#core/statistics.ts';
import { SEATS } from '#core/strategy/seats.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { digestOf } from '#core/strategy/trained-team.ts';
import type { SavedTeams, TeamGeneration } from '#core/strategy/training-plan.ts';
import {
  bestTeam,
  contextOf,
  evolveGeneration,
  evolveTeams,
  foundTeams,
  populationOf,
  savedTeams,
  type TeamPopulation,
} from '#engine/strategy/evolve-teams.ts';
import type { BegunGeneration } from '#engine/strategy/generation-runs.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import {
  bornTeam,
  evolutionContext,
  genomeOf,
  USUAL_EVOLUTION,
} from '#engine/strategy/team-evolution.ts';
import { probePlan, secondsOfPlan } from '#engine/strategy/teams-time.ts';
import { episode, outcomeOf } from '#engine/strategy/train-team.ts';
import { beginningOf, episodeConfig, readPlan } from '#engine/strategy/training-plan.ts';
import { mutate } from '#evolution/mutations/index.ts';
import { subkey } from '#networks/subkey.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { learnedText } from '#strategy/trained/learned-team.ts';
import { SMALL_PLAN } from './small-plan.ts';

let device: Device;
/** The first population, those after one, two and three generations, and the generations. */
let populations: readonly TeamPopulation[];
let generations: readonly TeamGeneration[];
beforeAll(async () => {
  device = await createWasmDevice({ threads: 1 });
  const { population } = foundTeams(PLAN);
  const { past, all } = await evolved(population, 3);
  populations = [population, ...all];
  generations = past;
}, 120_000);
afterAll(() => device.dispose());

const CATALOG = strategyCatalog();
const PLAN = readPlan(
  {
    name: 'Teams',
    controller: 'dqn-vdn',
    settings: { hidden: [16, 16], batch: 4, warmUp: 2, updates: 1, steps: null },
    rows: 4,
  },
  SMALL_PLAN,
  CATALOG,
);
const DATA = createStrategyData(() => Promise.reject(new Error('shapes need no sprites')));
const draw = ({ data, seed }: StrategyConfig) => DATA.allImages(data, seed);

async function evolved(from: TeamPopulation, count: number, on = device) {
  let population = from;
  const past: TeamGeneration[] = [];
  const all: TeamPopulation[] = [];
  for (let i = 0; i < count; i++) {
    const next = await evolveTeams(PLAN, population, { catalog: CATALOG, device: on, draw });
    population = next.population;
    past.push(next.generation);
    all.push(population);
  }
  return { population, past, all };
}

/** The population after so many generations. */
const after = (count: number) => populations[count] as TeamPopulation;

const textOf = (population: TeamPopulation) => canonicalJson(savedTeams(population));

test('teams of a population begin with networks of their own, and each is born once', () => {
  const { founders } = foundTeams(PLAN);
  const past = generations.slice(0, 2);
  const { agents, hash } = after(2);
  // Published: another hash means that kept evolutions cannot be gone on with to the same bits.
  expect(hash).toBe('dafa89a3d5fd1b6436ef3d5a7298a0fa');
  const births = [...founders, ...past.flatMap((each) => each.births)];
  const ids = births.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { parent } of births) if (parent !== null) expect(ids).toContain(parent);
  const [first] = past;
  const choices = first?.agents.map(({ row }) => canonicalJson(row.turns)) ?? [];
  expect(new Set(choices).size).toBeGreaterThan(1);
  expect(agents.map(({ id }) => ids.includes(id))).toEqual([true, true, true, true]);
  expect(bestTeam(after(2), PLAN).individual).toBeUndefined();
});

test('a population gives the same on two threads, and after it was written down and read', async () => {
  const crew = await createWasmDevice({ threads: 2 });
  const first = await evolved(after(0), 2, crew);
  const saved: unknown = JSON.parse(JSON.stringify(savedTeams(first.population)));
  const second = await evolved(populationOf(saved as SavedTeams), 1, crew);
  crew.dispose();
  expect(second.past[0]?.hash).toBe(generations[2]?.hash);
  expect(textOf(second.population)).toBe(textOf(after(3)));
});

test('a team is judged by a run in which it neither explores nor learns, on images of which nobody learns', async () => {
  expect(generations.map(({ seed }) => seed)).toEqual([7, 8, 7]);
  expect(generations.map(({ evaluationSeeds }) => evaluationSeeds)).toEqual([[9], [10], [9]]);
  // The elite of the first generation, whom nothing has changed since.
  const [elite] = after(1).teams;
  const [text = ''] = after(1).texts;
  if (!elite) throw new Error('there is no elite');
  expect(elite).toMatchObject({ runs: 1, episodes: 1 });
  const config = episodeConfig({ ...PLAN, rows: 1 }, 0, digestOf(text), CATALOG);
  const teams = config.teams.map((team) => ({
    ...team,
    trained: { name: team.name, digest: digestOf(text), learns: false },
  }));
  const alone = { ...config, teams, seed: 9 };
  const known = new Map([[digestOf(text), elite]]);
  const { rows } = await outcomeOf(episode(alone, await draw(alone), device, known));
  const judged = generations[0]?.agents.find(({ id }) => id === elite.individual);
  expect(judged?.evaluations).toEqual(rows);
  expect(judged?.fitness).toBe(rows[0]?.mAP);
});

test('judged by several runs, a team has their mean for its fitness, by which the best is chosen', async () => {
  const plan = { ...PLAN, rows: 2, evaluations: 2 };
  const { population, generation } = await evolveTeams(plan, foundTeams(plan).population, {
    ...{ catalog: CATALOG, device, draw },
  });
  expect(generation.evaluationSeeds).toEqual([9, 10]);
  for (const { fitness, evaluations = [] } of generation.agents) {
    expect(evaluations).toHaveLength(2);
    expect(fitness).toBeCloseTo(mean(evaluations.map(({ mAP }) => mAP ?? Number.NaN)), 12);
  }
  const [one, two] = generation.agents.map(({ fitness }) => fitness) as [number, number];
  expect(population.agents[0]?.id).toBe(one >= two ? 0 : 1);
});

test.each([
  ['learns', 0, [2, 3, 0, 1, 2, 3]],
  ['is judged', 1, [2, 3]],
])(
  'a generation that is broken off while it %s goes on from its last interval to the same bits',
  async (_, part, left) => {
    const population = after(1);
    const nursery = { catalog: CATALOG, device, draw };
    let begun: BegunGeneration | null = null;
    const first = evolveGeneration(PLAN, population, nursery);
    for await (const event of first)
      if (event.kind === 'checkpoint') {
        begun = structuredClone(await event.take());
        if (begun.part === part && begun.intervals.length === 2) break; // which ends the generator, too
      }
    if (!begun) throw new Error('there was no checkpoint');
    const intervals: number[] = [];
    const second = evolveGeneration(PLAN, population, nursery, begun);
    let last = await second.next();
    for (; !last.done; last = await second.next())
      if (last.value.kind === 'interval') intervals.push(last.value.interval);
    expect(intervals).toEqual(left);
    expect(last.value.generation).toEqual(generations[1]);
    expect(textOf(last.value.population)).toBe(textOf(after(2)));
    const goneOn = (from: BegunGeneration) =>
      outcomeOf(evolveGeneration(PLAN, population, nursery, from));
    await expect(goneOn({ ...begun, intervals: begun.intervals.slice(1) })).rejects.toThrow(
      '2 intervals are over, and 1 are told of',
    );
    await expect(goneOn({ ...begun, part: part + 1 })).rejects.toThrow(
      `${part + 1} runs of its generation are over, and it does not tell of them`,
    );
  },
);

test('the time of a plan grows with its teams, generations, updates and intervals', () => {
  const training = { ...PLAN.training, steps: 24, interval: 6 };
  const plan = { ...PLAN, rows: 4, episodes: 3, training };
  const probe = probePlan(plan);
  expect([probe.rows, probe.training.steps, probe.training.interval]).toEqual([2, 8, 4]);
  expect(probe.settings).toMatchObject({ hidden: [16, 16], warmUp: 1 });
  // A team takes 1 s an update, 2 + 2 + 4 + 1 s an interval, 6 s at its end; a run 7 s, its images 5 s.
  const [train, decide, validate, learn] = [16_000, 8000, 8000, 16_000];
  const phaseMs = { train, decide, validate, learn, record: 4000, test: 12_000 };
  const learning = { ...phaseMs, open: 7000, data: 5000 };
  const run = 5 + 7 + 4 * (24 + 4 * 9 + 6);
  // One in which nothing is learned takes less: 2 + 2 + 1 s an interval.
  const evaluation = { ...learning, learn: 0 };
  const evaluated = 5 + 7 + 4 * (24 + 4 * 5 + 6);
  expect(secondsOfPlan(plan, [learning, evaluation])).toBeCloseTo(3 * (run + evaluated));
  expect(probePlan({ ...plan, evaluations: 5 }).evaluations).toBe(1);
  expect(secondsOfPlan({ ...plan, evaluations: 5 }, [learning, evaluation])).toBeCloseTo(
    3 * (run + 5 * evaluated),
  );
});

test('of an architecture mutation, drawn evenly on one seat, all seats’ networks follow, and the team still decides', async () => {
  const team = beginningOf(PLAN);
  const { mutation: usual, selection } = USUAL_EVOLUTION;
  const plan = {
    mutation: { ...usual, none: 0, parameters: 0, hyperparameter: 0, preTraining: false },
    ...{ selection, seed: 1, populationSize: 4, generations: 1 },
  };
  const context = evolutionContext(plan, team);
  const keyOf = (network: string) => subkey([1, 2], network);
  const firsts = new Map<string, number>();
  for (let i = 0; i < 200; i++) {
    const { mutation } = mutate(genomeOf(team), { ...context, keyOf }, draws([i, 7]));
    expect(mutation.family).toBe('architecture');
    const seats = new Set(mutation.changes.map(({ path }) => path.split('.')[0]));
    expect([...seats].sort()).toEqual([...SEATS].sort());
    const first = mutation.changes[0]?.path.split('.')[0] ?? '';
    firsts.set(first, (firsts.get(first) ?? 0) + 1);
  }
  for (const seat of SEATS) expect(firsts.get(seat)).toBeGreaterThan(25);

  const trained = after(1);
  const [parent] = trained.teams;
  const [agent] = trained.agents;
  if (!parent || !agent) throw new Error('there is no team');
  const { genome, mutation, inheritance } = mutate(
    genomeOf(parent),
    { ...context, keyOf },
    draws([3, 7]),
  );
  const child = { ...agent, id: 99, parent: agent.id, genome, mutation };
  const born = await bornTeam({ agent: child, parentSlot: 0, inheritance }, parent, 1, device);
  expect(born.settings).toMatchObject({ networks: genome.networks });
  const teams = [born, ...trained.teams.slice(1)];
  const agents = [child, ...trained.agents.slice(1)];
  const texts = teams.map((each) => learnedText(each, { experience: true }));
  const { past } = await evolved({ ...trained, agents, teams, texts }, 1);
  expect(past[0]?.agents[0]?.row.turns.length).toBeGreaterThan(0);
});

test('hyperparameters and weights of rewards change what a team learns by', async () => {
  const team = beginningOf(PLAN);
  const [agent] = foundTeams(PLAN).population.agents;
  if (!agent) throw new Error('there is no team');
  const genome = genomeOf(team);
  expect(Object.keys(genome.hyperparameters)).toContain('weight of improvement');
  const hyperparameters = {
    ...genome.hyperparameters,
    learningRate: 0.005,
    hold: 2,
    'weight of improvement': 3,
  };
  const child = { ...agent, genome: { ...genome, hyperparameters } };
  const born = await bornTeam({ agent: child, parentSlot: 0, inheritance: {} }, team, 1, device);
  expect(born.settings).toMatchObject({ learningRate: 0.005, hold: 2 });
  expect(born.reward.weights.improvement).toBe(3);
});

test('a child that is rewarded or discounts otherwise than its parent did remembers nothing, any other all of it', async () => {
  const [parent] = after(1).teams;
  const [agent] = after(1).agents;
  if (!parent || !agent) throw new Error('there is no team');
  const genome = genomeOf(parent);
  const rememberedBy = async (changed: Readonly<Record<string, number>>) => {
    const hyperparameters = { ...genome.hyperparameters, ...changed };
    const child = { ...agent, id: 99, genome: { ...genome, hyperparameters } };
    const inheritance = Object.fromEntries(
      Object.keys(contextOf(PLAN).shapes).map((name) => [name, { kind: 'copy' } as const]),
    );
    const offspring = { agent: child, parentSlot: 0, inheritance };
    const { learned } = await bornTeam(offspring, parent, 1, device);
    const state = learned?.state as { readonly population: PopulationSnapshot } | undefined;
    return state?.population.replay?.added;
  };
  expect(await rememberedBy({})).toBe(4); // intervals of its one run
  expect(await rememberedBy({ learningRate: 0.005, hold: 2 })).toBe(4);
  expect(await rememberedBy({ discount: 0.8 })).toBe(0);
  expect(await rememberedBy({ 'weight of improvement': 3 })).toBe(0);
});

test('teams without networks do not evolve', () => {
  const plan = readPlan({ name: 'Sums', controller: 'additive' }, SMALL_PLAN, CATALOG);
  expect(() => foundTeams(plan)).toThrow("a team of 'additive' does not evolve");
});
