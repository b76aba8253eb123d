import { describe, expect, test } from 'vitest';
import { dqn } from '#algorithms/dqn.ts';
import { ippo } from '#algorithms/ippo.ts';
import { maddpg } from '#algorithms/maddpg.ts';
import { matd3 } from '#algorithms/matd3.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { FitnessOf } from '#core/run-config.ts';
import { type Evaluation, evaluate } from '#engine/evaluate.ts';
import { foundStateOf } from '#engine/founding.ts';
import { adopt, breedNext, endGeneration } from '#engine/generation.ts';
import { speakerListener } from '#environments/particles/speaker-listener.ts';
import { spread } from '#environments/particles/spread.ts';
import { tag } from '#environments/particles/tag.ts';
import type { Checkpoint } from '#protocol/messages.ts';
import { openRun, play, shortOf } from './small-run.ts';
import { playTeam, teamConfig } from './team-run.ts';

const RUNS = [
  { algorithm: maddpg, environment: speakerListener() },
  { algorithm: matd3, environment: tag('continuous') },
  { algorithm: ippo, environment: spread() },
  { algorithm: ippo, environment: speakerListener('continuous') },
] as const;

test.each(RUNS)(
  '$algorithm.declaration.id evolves in $environment.id, the same with one thread as with two',
  async ({ algorithm, environment }) => {
    const config = teamConfig(algorithm, environment as never);
    const one = await playTeam(algorithm, environment as never, config);
    expect(one.generation).toBe(1);
    expect(one.updates).toBeGreaterThan(0);
    const two = await playTeam(algorithm, environment as never, config, 2);
    expect(two.hash).toBe(one.hash);
  },
  60_000,
);

describe('an agent’s fitness', () => {
  const environment = tag() as never;
  const judgedBy = async (fitness: FitnessOf) => {
    const base = teamConfig(ippo, environment, { generations: 1 });
    const config = { ...base, evaluation: { ...base.evaluation, fitness } };
    let seen: Evaluation | undefined;
    const { agents } = await playTeam(ippo, environment, config, 1, (_, evaluation) => {
      seen = evaluation;
    });
    const { fitness: reported = new Float64Array(), ofPlayers = {} } = seen ?? {};
    expect(agents.map(({ fitnessHistory }) => fitnessHistory.at(-1))).toEqual([...reported]);
    const own = Object.values(ofPlayers).map((returns) => [...returns]);
    expect(Object.keys(ofPlayers)).toEqual([
      'return_predator_0',
      'return_predator_1',
      'return_predator_2',
      'return_prey',
    ]);
    return { reported: [...reported], own };
  };
  const added = (own: readonly (readonly number[])[]) =>
    own.reduce((sums, returns) => sums.map((sum, i) => sum + (returns[i] as number)));

  test('is everybody’s return together, their mean, or that of one side; each player’s stands beside it', async () => {
    const sum = await judgedBy('sum');
    const close = (found: readonly number[], expected: readonly number[]) =>
      found.forEach((each, i) => {
        expect(each).toBeCloseTo(expected[i] as number, 9);
      });
    close(sum.reported, added(sum.own));
    expect(new Set(sum.own.map(String)).size).toBe(2); // predators are paid alike, the prey otherwise
    const each = await judgedBy('each');
    expect(each.own).toEqual(sum.own);
    close(
      each.reported,
      added(sum.own).map((total) => total / 4),
    );
    const predators = await judgedBy('predator');
    close(predators.reported, added(predators.own.slice(0, 3)));
    const prey = await judgedBy('prey');
    close(prey.reported, prey.own[3] as number[]);
  });

  test('cannot be that of one who does not play', async () => {
    await expect(judgedBy('agent')).rejects.toThrow("nobody called 'agent' plays");
  });
});

test('a copy acts as its parent, to the bit', async () => {
  const environment = spread() as never;
  const base = teamConfig(ippo, environment);
  const config = {
    ...base,
    mutation: {
      ...base.mutation,
      none: 1,
      architecture: 0,
      parameters: 0,
      activation: 0,
      hyperparameter: 0,
      preTraining: false,
    },
  };
  const device = await createWasmDevice({ threads: 1 });
  const state = foundStateOf({ algorithm: ippo, environment, config, device });
  await endGeneration(state, { fitness: Float64Array.of(1, 3, 2), ofPlayers: {} });
  const names = state.algorithm.declaration.networks.map(({ name }) => name);
  expect(names).toEqual(['actor/agent', 'critic/agent']);
  const before = await Promise.all(
    state.agents.map((_, slot) =>
      Promise.all(names.map((name) => state.device.weights(slot, name))),
    ),
  );
  const bred = breedNext(state);
  await adopt(state, bred);
  for (const [slot, { parentSlot }] of bred.offspring.entries())
    for (const [i, name] of names.entries())
      expect(await state.device.weights(slot, name)).toEqual(before[parentSlot]?.[i]);
  // The same episodes, played by copies of one agent, come to the same.
  const elite = bred.offspring.map(({ parentSlot }) => parentSlot);
  const evaluation = evaluate(state);
  let result = await evaluation.next();
  while (!result.done) result = await evaluation.next();
  const { fitness: returns } = result.value;
  elite.forEach((parent, slot) => {
    expect(returns[slot]).toBe(returns[elite.indexOf(parent)]);
  });
  state.device.dispose();
  device.dispose();
});

test('an algorithm for one player is refused a team', async () => {
  const device = await createWasmDevice({ threads: 1 });
  const environment = spread() as never;
  const config = teamConfig(dqn, environment);
  expect(() => foundStateOf({ algorithm: dqn, environment, config, device })).toThrow(
    'DQN acts for one player, not for 3: agent_0, agent_1, agent_2',
  );
  device.dispose();
});

test.each(['speaker-listener-matd3', 'spread-ippo'])(
  'a run of %s that is taken up again ends with the same hash',
  async (preset) => {
    const config = shortOf(preset);
    const whole = await openRun(config);
    const checkpoints: Checkpoint[] = [];
    const hash = await play(whole, async (event) => {
      if (event.kind === 'checkpoint') checkpoints.push(structuredClone(await event.take()));
    });
    whole.dispose();
    expect(checkpoints).toHaveLength(2);
    for (const checkpoint of checkpoints) {
      const rest = await openRun(config, { checkpoint });
      expect(await play(rest)).toBe(hash);
      rest.dispose();
    }
  },
  60_000,
);
