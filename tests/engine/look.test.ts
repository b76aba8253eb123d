import { expect, test } from 'vitest';
import type { RunConfig } from '#core/run-config.ts';
import type { Individual, MapView } from '#protocol/messages.ts';
import { openSession } from './open-session.ts';
import { openRun, play, shortOf, smallConfig } from './small-run.ts';

type Session = Awaited<ReturnType<typeof openSession>>;

const paused = (session: Session) => session.next('status', ({ status }) => status === 'paused');

/** Begins a run and plays one phase or generation of it. */
async function begin(config: RunConfig, unit: 'phase' | 'generation'): Promise<Session> {
  const session = await openSession();
  let settled = paused(session);
  session.command({ kind: 'start', run: 1, config, paused: true });
  await settled;
  settled = paused(session);
  session.command({ kind: 'step', unit });
  await settled;
  return session;
}

/** Copies of a kept agent are not mutated before they train. */
const FRESH = smallConfig({ mutation: { ...smallConfig().mutation, preTraining: false } });

async function hashOf(config: RunConfig): Promise<string> {
  const run = await openRun(config);
  const hash = await play(run);
  run.dispose();
  return hash;
}

/** A run that is looked at in every way, before its first step, after a generation, and at its end. */
async function lookedAt(config: RunConfig) {
  const session = await openSession();
  const view = { axes: [0, 1], cells: 12, held: {} } as const;
  const look = async () => {
    const answers = [session.next('mapped'), session.next('individual'), session.next('inspected')];
    session.command({ kind: 'map', agent: 0, view });
    session.command({ kind: 'keep', agent: 0 });
    session.command({ kind: 'inspect', agent: 0 });
    await Promise.all(answers);
  };
  let settled = paused(session);
  session.command({ kind: 'start', run: 1, config, paused: true });
  await settled;
  await look();
  settled = paused(session);
  session.command({ kind: 'step', unit: 'phase' });
  await settled;
  await look();
  const finished = session.next('finished');
  session.command({ kind: 'play' });
  const { hash } = await finished;
  return { session, hash };
}

test.each(['cartpole-dqn', 'cartpole-ppo', 'pendulum-td3', 'pendulum-ppo'])(
  'looking at agents of %s leaves its hash as it is',
  async (preset) => {
    const config = shortOf(preset);
    const { hash } = await lookedAt(config);
    expect(hash).toBe(await hashOf(config));
  },
  60_000,
);

test('a map has an action and a value for each cell, within the ranges that were seen', async () => {
  const { session } = await lookedAt(shortOf('cartpole-dqn'));
  const maps = session.events.flatMap((event) => (event.kind === 'mapped' ? [event.map] : []));
  expect(maps[0]).toBeNull(); // no agent has observed anything yet
  const map = maps[1];
  expect(map?.actions).toHaveLength(144);
  expect(new Set(map?.actions)).toEqual(
    new Set([...(map?.actions ?? [])].filter((x) => x === 0 || x === 1)),
  );
  expect(map?.values?.every(Number.isFinite)).toBe(true);
  expect(map?.valuedBy).toBe('Q-network');
  for (const { low, median, high } of map?.seen ?? []) {
    expect(low).toBeLessThanOrEqual(median);
    expect(median).toBeLessThanOrEqual(high);
  }
});

test('numbers as actions are mapped in the units of the environment', async () => {
  const { session } = await lookedAt(shortOf('pendulum-td3'));
  const map = session.events.findLast((event) => event.kind === 'mapped');
  const actions = map?.kind === 'mapped' ? map.map?.actions : null;
  expect(actions).toHaveLength(144);
  expect(actions?.every((torque) => Math.abs(torque) <= 2)).toBe(true);
  expect(map?.kind === 'mapped' && map.map?.valuedBy).toBe('Critic 1');
});

test('the map of an agent agrees with what it does on the stage', async () => {
  const session = await begin(FRESH, 'phase');
  const view = { axes: [0, 1], cells: 4, held: { 2: 0.1, 3: -0.2 } } as const;
  const mapped = session.next('mapped');
  session.command({ kind: 'map', agent: 1, view });
  const { map } = await mapped;
  const kept = session.next('individual');
  session.command({ kind: 'keep', agent: 1 });
  const { individual } = await kept;

  // the same numbers, by the program that plays on the stage, in a run of copies
  const run = await openRun(FRESH, { founder: individual as Individual });
  const seen = map?.seen ?? [];
  const at = (axis: number, i: number) => {
    const { low, high } = seen[axis] as (typeof seen)[number];
    return low + ((i + 0.5) / 4) * (high - low);
  };
  for (const cell of [0, 5, 10, 15]) {
    const observation = Float32Array.of(at(0, cell % 4), at(1, Math.floor(cell / 4)), 0.1, -0.2);
    run.state.device.write('play', 'observations', 0, observation);
    await run.state.device.run('play', 0);
    expect(map?.actions[cell]).toBe((await run.state.device.read('play', 'actions', 0))[0]);
  }
  run.dispose();
});

test('an agent that does not live is neither kept nor mapped, and its network has no weights', async () => {
  const session = await openSession();
  const answers = [session.next('individual'), session.next('mapped')] as const;
  session.command({ kind: 'start', run: 1, config: smallConfig(), paused: true });
  session.command({ kind: 'keep', agent: 99 });
  session.command({ kind: 'map', agent: 99, view: { axes: [0, 1], cells: 8, held: {} } });
  expect((await answers[0]).individual).toBeNull();
  expect((await answers[1]).map).toBeNull();
});

test('connections are as strong as the weights, and wide layers are summed up', async () => {
  const config = smallConfig();
  const session = await openSession();
  const inspected = session.next('inspected');
  session.command({
    kind: 'start',
    run: 1,
    config: { ...config, network: { ...config.network, latent: 100, maxLatent: 128 } },
    paused: true,
  });
  session.command({ kind: 'inspect', agent: 0 });
  const { networks } = await inspected;
  const connections = networks[0]?.connections ?? [];
  expect(connections[0]).toMatchObject({ inputs: 4, rows: 4 });
  const latent = connections.find(({ outputs }) => outputs === 100);
  expect(latent?.columns).toBe(64);
  for (const { strengths } of connections) {
    expect(strengths.every((strength) => strength >= 0)).toBe(true);
    expect(Math.max(...strengths)).toBeGreaterThan(0);
  }
});

/** Takes the elite out of a run after its first generation. */
async function keptFrom(config: RunConfig): Promise<Individual> {
  const session = await begin(config, 'generation');
  const generation = session.events.findLast((event) => event.kind === 'generation');
  const agent = generation?.kind === 'generation' ? (generation.next[0] as number) : -1;
  const kept = session.next('individual');
  session.command({ kind: 'keep', agent });
  const { individual } = await kept;
  if (!individual) throw new Error(`agent ${agent} does not live`);
  return individual;
}

test.each(['cartpole-dqn', 'cartpole-ppo', 'pendulum-td3'])(
  'a population of %s is founded of copies of a kept agent, weights and targets included',
  async (preset) => {
    const config = {
      ...shortOf(preset),
      mutation: { ...shortOf(preset).mutation, preTraining: false },
    };
    const individual = await keptFrom(config);
    const run = await openRun({ ...config, seed: 5, populationSize: 3 }, { founder: individual });
    for (let slot = 0; slot < 3; slot++)
      for (const [name, weights] of Object.entries(individual.weights))
        expect(await run.state.device.weights(slot, name)).toEqual(weights);
    expect(run.state.agents.map(({ genome }) => genome.networks)).toEqual(
      Array(3).fill(individual.genome.networks),
    );
    const hash = await play(run);
    run.dispose();
    const again = await openRun({ ...config, seed: 5, populationSize: 3 }, { founder: individual });
    expect(await play(again)).toBe(hash);
    again.dispose();
  },
  60_000,
);

test.each([
  ['of another task', { environment: 'Acrobot-v1' }, 'environment'],
  ['of another algorithm', { algorithm: 'ppo' }, 'algorithm'],
  ['of another engine', { engine: '0' }, 'founder'],
  ['whose weights are damaged', { weights: { online: new Float32Array(3) } }, 'founder'],
])('a kept agent %s is refused with words', async (_, change, path) => {
  const config = FRESH;
  const individual = { ...(await keptFrom(config)), ...change };
  const session = await openSession();
  const refused = session.next('refused');
  session.command({
    kind: 'start',
    run: 1,
    config,
    paused: false,
    beginning: { founder: individual },
  });
  expect((await refused).problems[0]).toMatchObject({ path });
});

test('an error in a look is told, and the run goes on to its end', async () => {
  const session = await begin(shortOf('cartpole-dqn'), 'phase');
  const failed = session.next('lookFailed');
  const view = { axes: [0, 1], cells: 12, held: null } as unknown as MapView; // reading it throws
  session.command({ kind: 'map', agent: 0, view });
  expect(await failed).toMatchObject({ run: 1, look: 'map', agent: 0 });
  const finished = session.next('finished');
  session.command({ kind: 'play' });
  expect(await finished).toMatchObject({ hash: await hashOf(shortOf('cartpole-dqn')) });
  expect(session.events.some(({ kind }) => kind === 'failed')).toBe(false);
});
