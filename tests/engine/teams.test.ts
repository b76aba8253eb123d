import { expect, test } from 'vitest';
import { dqn } from '#algorithms/dqn.ts';
import { ippo } from '#algorithms/ippo.ts';
import { maddpg } from '#algorithms/maddpg.ts';
import { matd3 } from '#algorithms/matd3.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { evaluate } from '#engine/evaluate.ts';
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

test('an agent’s fitness is the mean return of all its players together', async () => {
  const environment = speakerListener();
  const config = teamConfig(maddpg, environment as never, { generations: 1 });
  let reported = new Float64Array();
  const { agents } = await playTeam(maddpg, environment as never, config, 1, (_, fitness) => {
    reported = fitness as typeof reported;
  });
  expect(agents.map(({ fitnessHistory }) => fitnessHistory.at(-1))).toEqual([...reported]);
  // Both are rewarded alike, so the sum is twice what one is paid: never positive.
  expect(reported.every((fitness) => fitness < 0)).toBe(true);
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
  const fitness = Float64Array.of(1, 3, 2);
  await endGeneration(state, fitness);
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
  const returns = result.value;
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
