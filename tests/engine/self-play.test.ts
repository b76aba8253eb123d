import { expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { Duel } from '#core/environment.ts';
import { unfitAlgorithmsInWords } from '#core/fitting.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import { foundState } from '#engine/founding.ts';
import { createRun } from '#engine/run.ts';
import { thinned } from '#engine/self-play/ancestors.ts';
import { drawRivals } from '#engine/self-play/rivals.ts';
import { trainOffPolicy } from '#engine/train-off-policy.ts';
import { connectFourSelfPlay } from '#environments/connect-four/self-play.ts';
import type { Checkpoint, Individual } from '#protocol/messages.ts';
import { policyConfig, selfPlayConfig } from './self-play-config.ts';
import { CATALOG, openRun, play, smallConfig } from './small-run.ts';
import { watchedDevice } from './watched-device.ts';

test('a run by self-play is the same on two threads as on one, and where it goes on from a checkpoint', async () => {
  const config = selfPlayConfig();
  const one = await openRun(config);
  let middle: Checkpoint | null = null;
  const hash = await play(one, async (event) => {
    if (event.kind === 'checkpoint' && one.state.generation === 2)
      middle = structuredClone(await event.take());
  });
  expect(one.state.updates).toBeGreaterThan(0);
  expect(one.state.ancestors.map(({ generation }) => generation)).toEqual([0, 3]);
  one.dispose();

  const two = await openRun(config, {}, 2);
  expect(await play(two)).toBe(hash);
  two.dispose();
  const on = await openRun(config, { checkpoint: middle as unknown as Checkpoint });
  expect(on.state.ancestors.map(({ generation }) => generation)).toEqual([0, 1]);
  expect(await play(on)).toBe(hash);
  on.dispose();
}, 60_000);

test('every move that is remembered could be made, and only a win or a loss is rewarded', async () => {
  const moves: { column: number; board: Float32Array; reward: number; ended: number }[] = [];
  const device = await watchedDevice((name, args) => {
    if (name !== 'remember') return;
    const [count, fields] = args as [number, Record<string, Float32Array>];
    for (let row = 0; row < count; row++)
      moves.push({
        column: fields['actions']?.[row] as number,
        board: (fields['observations'] as Float32Array).slice(84 * row, 84 * (row + 1)),
        reward: fields['rewards']?.[row] as number,
        ended: fields['terminated']?.[row] as number,
      });
  });
  const state = foundState(selfPlayConfig(), device, []);
  for await (const _ of trainOffPolicy(state));
  state.device.dispose();
  device.dispose();
  expect(moves.length).toBe(2 * 96);
  for (const { column, board, reward, ended } of moves) {
    expect([board[2 * column], board[2 * column + 1]]).toEqual([0, 0]); // its top cell is free
    if (ended === 0) expect(reward).toBe(0);
    else expect(Math.abs(reward)).toBeLessThanOrEqual(1);
  }
  expect(new Set(moves.map(({ reward }) => reward))).toEqual(new Set([-1, 0, 1]));
});

test('PPO learns by self-play from moves that could be made, the same on two threads as on one', async () => {
  const config = policyConfig();
  const learned: Record<string, Float32Array[]> = {};
  const device = await watchedDevice((name, args) => {
    if (name !== 'write' || args[0] !== 'learn') return;
    const field = args[1] as string;
    learned[field] = [...(learned[field] ?? []), (args[3] as Float32Array).slice()];
  });
  const run = createRun({ config, catalog: CATALOG, device });
  const hash = await play(run);
  expect(run.state.updates).toBeGreaterThan(0);
  run.dispose();
  device.dispose();
  expect(learned['actions']).toHaveLength(2 * 4 * 3); // agents, generations, rollouts
  learned['actions']?.forEach((actions, rollout) => {
    actions.forEach((column, row) => {
      const board = learned['observations']?.[rollout]?.subarray(84 * row) ?? [];
      const mask = [...(learned['mask']?.[rollout]?.subarray(7 * row, 7 * row + 7) ?? [])];
      const full = mask.map((_, each) => board[2 * each] === 1 || board[2 * each + 1] === 1);
      expect(mask.map((added) => added !== 0)).toEqual(full); // the top cells are taken
      expect(full[column]).toBe(false);
    });
  });

  const two = await openRun(config, {}, 2);
  expect(await play(two)).toBe(hash);
  two.dispose();
});

test.each([
  ['DQN', selfPlayConfig()],
  ['PPO', policyConfig()],
])('%s holds no rivals of a generation that is over', async (_, config) => {
  const device = await createWasmDevice({ threads: 1 });
  let open = 0;
  const counted: Device = {
    ...device,
    open(setup) {
      const population = device.open(setup);
      open++;
      const dispose = () => {
        open--;
        population.dispose();
      };
      return new Proxy(population, {
        get: (target, name: keyof typeof population) =>
          name === 'dispose' ? dispose : target[name],
      });
    },
  };
  const run = createRun({ config, catalog: CATALOG, device: counted });
  const held: number[] = [];
  await play(run, ({ kind }) => {
    if (kind === 'generation') held.push(open);
  });
  run.dispose();
  device.dispose();
  expect(held).toHaveLength(config.generations);
  expect(new Set(held).size).toBe(1);
  expect(open).toBe(0);
});

test('rivals are drawn by their shares, and evenly among the ancestors', () => {
  const ancestors = [0, 1, 2, 3].map((generation) => ({ generation }) as Individual);
  const { duel } = connectFourSelfPlay({ randomShare: 0.25, oneStepShare: 0.1, selfShare: 0.25 });
  const counts: Record<string, number> = {};
  for (let generation = 0; generation < 200; generation++) {
    const config = selfPlayConfig({
      training: { ...smallConfig().training, environmentsPerAgent: 50 },
    });
    for (const rival of drawRivals({ config, generation, ancestors } as never, duel as Duel)) {
      const name =
        rival.kind === 'ancestor'
          ? `${rival.ancestor.generation}`
          : rival.kind === 'rung'
            ? rival.rival.name
            : rival.kind;
      counts[name] = (counts[name] ?? 0) + 1;
    }
  }
  const expected = {
    random: 0.25,
    'one step ahead': 0.1,
    self: 0.25,
    0: 0.1,
    1: 0.1,
    2: 0.1,
    3: 0.1,
  };
  for (const [name, share] of Object.entries(expected)) {
    const error = Math.sqrt(10_000 * share * (1 - share));
    expect(Math.abs((counts[name] ?? 0) - 10_000 * share), name).toBeLessThan(4 * error);
  }
});

test('the first generation has no ancestors: others move at random in their place', () => {
  const { duel } = connectFourSelfPlay({ randomShare: 0, selfShare: 0.5 });
  const config = selfPlayConfig({
    training: { ...smallConfig().training, environmentsPerAgent: 60 },
  });
  const kinds = drawRivals({ config, generation: 0, ancestors: [] } as never, duel as Duel).map(
    ({ kind }) => kind,
  );
  expect(new Set(kinds)).toEqual(new Set(['rung', 'self']));
});

test('a full pool keeps the oldest and the newest, and thins out where ancestors lie closest', () => {
  let pool: readonly { generation: number }[] = [];
  for (let generation = 0; generation < 40; generation++)
    pool = thinned([...pool, { generation }], 6);
  const kept = pool.map(({ generation }) => generation);
  expect(kept).toHaveLength(6);
  expect([kept[0], kept.at(-1)]).toEqual([0, 39]);
  const gaps = kept.slice(1).map((generation, i) => generation - (kept[i] as number));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(4 * Math.min(...gaps.slice(0, -1)));
  expect(thinned([{ generation: 3 }, { generation: 4 }], 1)).toEqual([{ generation: 4 }]);
});

test('an algorithm that heeds no masks is refused in words, as are shares of more than all games', () => {
  const algorithms = CATALOG.algorithms.map((each) => {
    const { masks: _, ...heedless } = each;
    return each.id === 'ppo' ? heedless : each;
  });
  const heedless = { ...CATALOG, algorithms };
  expect(unfitAlgorithmsInWords(heedless, ['ppo'], 'connect_four_self_play')).toMatch(
    /PPO does not heed which actions cannot be taken .* Connect Four.* DQN fits\./,
  );
  const messages = (config: unknown, catalog = CATALOG) => {
    const parsed = parseRunConfig(config, catalog);
    return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
  };
  expect(messages(selfPlayConfig())).toEqual([]);
  expect(messages(policyConfig())).toEqual([]);
  expect(messages(policyConfig(), heedless).join()).toMatch(/ppo does not heed which actions/);
  const shares = { randomShare: 0.5, selfShare: 0.6 };
  expect(messages(selfPlayConfig({ environmentOptions: shares })).join()).toMatch(
    /selfShare 0\.6 and shares of players of fixed strength of 0\.5 are more than all games/,
  );
  const alone = { populationSize: 1, environmentOptions: { fitness: 'tournament' } };
  expect(messages(selfPlayConfig(alone)).join()).toMatch(/populationSize 1 is too small/);
  const elsewhere = { ...smallConfig(), network: { ...smallConfig().network, filters: 8 } };
  expect(messages(elsewhere).join()).toMatch(/network\.filters.*no such field/);
});
