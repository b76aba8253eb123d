import { expect, test } from 'vitest';
import type { RunConfig } from '#core/run-config.ts';
import type { Individual } from '#protocol/messages.ts';
import { openSession } from './open-session.ts';
import { shortOf, smallConfig } from './small-run.ts';

const VIEW = { axes: [0, 1], cells: 8, held: {} } as const;

/** The champion of a run that has ended. */
async function championOf(config: RunConfig): Promise<Individual> {
  const session = await openSession();
  const finished = session.next('finished');
  session.command({ kind: 'start', run: 1, config, paused: false });
  await finished;
  const last = session.events.findLast((event) => event.kind === 'champion');
  if (last?.kind !== 'champion') throw new Error('the run had no champion');
  return last.champion.individual;
}

test.for(['cartpole-dqn', 'acrobot-ppo', 'pendulum-td3', 'lunarlander-continuous-ddpg'])(
  'the champion of a run of %s plays, and can be asked, long after the run',
  async (preset) => {
    const config = shortOf(preset);
    const champion = await championOf(config);
    const session = await openSession();
    const { agent, generation } = champion;

    const exhibited = session.next('exhibited');
    session.command({ kind: 'exhibit', run: 7, config, individual: structuredClone(champion) });
    expect(await exhibited).toEqual({
      kind: 'exhibited',
      run: 7,
      agent,
      generation,
      problem: null,
    });

    const frame = session.next('frame');
    session.command({ kind: 'frame', steps: 20 });
    expect(await frame).toMatchObject({ run: 7, agent, episodeLength: 20 });

    const answers = [session.next('individual'), session.next('mapped'), session.next('inspected')];
    session.command({ kind: 'keep', agent });
    session.command({ kind: 'map', agent, view: VIEW });
    session.command({ kind: 'inspect', agent });
    const [kept, mapped, inspected] = await Promise.all(answers);
    expect(kept).toMatchObject({ individual: champion });
    expect(mapped).toMatchObject({ map: { generation, actions: expect.any(Float32Array) } });
    expect(inspected).toMatchObject({ agent, networks: expect.any(Array) });
    expect(JSON.stringify(inspected)).toContain('strengths');
  },
);

test('nothing goes on in an exhibit; another run takes its place', async () => {
  const config = smallConfig();
  const champion = await championOf(config);
  const session = await openSession();
  session.command({ kind: 'exhibit', run: 1, config, individual: champion });
  session.command({ kind: 'play' });
  session.command({ kind: 'step', unit: 'generation' });
  session.command({ kind: 'stop' });
  const frame = session.next('frame');
  session.command({ kind: 'frame', steps: 1 });
  await frame;
  expect(session.events.map(({ kind }) => kind)).toEqual(['exhibited', 'frame']);
  const finished = session.next('finished');
  session.command({ kind: 'start', run: 2, config, paused: false });
  expect(await finished).toMatchObject({ run: 2 });
});

test.for<[string, (champion: Individual) => Individual, string]>([
  ['of another engine', (it) => ({ ...it, engine: '0' }), 'engine 0'],
  ['of another task', (it) => ({ ...it, environment: 'acrobot' }), 'acts in acrobot'],
  ['with too few weights', (it) => ({ ...it, weights: {} }), 'has no weights'],
])('a champion %s is refused in words, and the session lives on', async ([, spoil, words]) => {
  const config = smallConfig();
  const champion = await championOf(config);
  const session = await openSession();
  const exhibited = session.next('exhibited');
  session.command({ kind: 'exhibit', run: 3, config, individual: spoil(champion) });
  expect((await exhibited).problem).toContain(words);
  const finished = session.next('finished');
  session.command({ kind: 'start', run: 4, config, paused: false });
  await finished;
});

test('the champion of a run that has just ended plays, and is asked, as it was when it was found', async () => {
  const config = smallConfig({ generations: 4 });
  const session = await openSession();
  const exhibited = session.next('exhibited');
  session.command({ kind: 'start', run: 1, config, paused: false });
  const { agent, generation, problem } = await exhibited;
  const last = session.events.findLast((event) => event.kind === 'champion');
  if (last?.kind !== 'champion') throw new Error('the run had no champion');
  const { individual } = last.champion;
  expect({ agent, generation, problem }).toEqual({
    agent: individual.agent,
    generation: individual.generation,
    problem: null,
  });
  expect(session.events.at(-2)?.kind).toBe('finished');

  const frame = session.next('frame');
  session.command({ kind: 'frame', steps: 5 });
  expect(await frame).toMatchObject({ agent });
  const kept = session.next('individual');
  session.command({ kind: 'keep', agent });
  expect((await kept).individual).toEqual(individual);

  const ids = session.events.findLast((event) => event.kind === 'generation')?.ids ?? [];
  const other = ids.find((id) => id !== agent) ?? -1;
  const watched = session.next('frame');
  session.command({ kind: 'watch', agent: other });
  session.command({ kind: 'frame', steps: 1 });
  expect(await watched).toMatchObject({ agent: other });
});
