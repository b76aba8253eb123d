import { expect, test } from 'vitest';
import { mapPolicy } from '#engine/policy-map.ts';
import { openRun, shortOf } from './small-run.ts';

const VIEW = { axes: [0, 1] as const, cells: 8, held: {} };

/** A run that has taken some steps, so that something has been observed. */
async function begun(preset: string) {
  const run = await openRun(shortOf(preset));
  for await (const event of run.events) if (event.kind === 'tick' && event.done > 0.2) break;
  return run;
}

test('each player of a team has a map over its own observations', async () => {
  const run = await begun('speaker-listener-matd3');
  const speaker = await mapPolicy(run.state, 0, { ...VIEW, player: 0 });
  const listener = await mapPolicy(run.state, 0, { ...VIEW, axes: [2, 9], player: 1 });
  expect(speaker?.seen).toHaveLength(3);
  expect(listener?.seen).toHaveLength(11);
  for (const [map, choices] of [
    [speaker, 3],
    [listener, 5],
  ] as const) {
    expect(map?.actions).toHaveLength(64);
    expect(map?.actions.every((action) => Number.isInteger(action) && action < choices)).toBe(true);
    expect(map?.values).toHaveLength(64);
    expect(new Set(map?.values).size).toBeGreaterThan(8);
  }
  expect([speaker?.valuedBy, listener?.valuedBy]).toEqual([
    'Critic 1 of speaker',
    'Critic 1 of listener',
  ]);
  expect(await mapPolicy(run.state, 0, { ...VIEW, axes: [3, 4], player: 0 })).toBeNull();
  expect(await mapPolicy(run.state, 0, { ...VIEW, player: 2 })).toBeNull();
  run.dispose();
});

test('what a critic that is told everything expects counts what the others do', async () => {
  const run = await begun('speaker-listener-maddpg');
  const map = async () => (await mapPolicy(run.state, 0, { ...VIEW, player: 0 }))?.values ?? [];
  const before = [...(await map())];
  expect([...(await map())]).toEqual(before);
  // The listener's actor is another: the speaker's critic values the same words otherwise.
  const { state } = run;
  const checkpoint = await state.device.snapshot();
  const [own] = checkpoint.agents;
  const actor = own?.['actor/listener'];
  if (!actor) throw new Error('a team has an actor for each player');
  const turned = { ...actor, weights: actor.weights.map((weight) => -weight) };
  const agents = checkpoint.agents.map((networks) => ({ ...networks, 'actor/listener': turned }));
  state.device.restore({ ...checkpoint, agents });
  expect([...(await map())]).not.toEqual(before);
  run.dispose();
});

test('a policy that players share has a map for each of them, valued by their critic', async () => {
  const run = await begun('spread-ippo');
  for (const player of [0, 1, 2]) {
    const map = await mapPolicy(run.state, 0, { ...VIEW, player });
    expect(map?.seen).toHaveLength(18);
    expect(map?.actions.every((action) => Number.isInteger(action) && action < 5)).toBe(true);
    expect(map?.values).toHaveLength(64);
    expect(map?.valuedBy).toBe('Critic of agent');
  }
  run.dispose();
});
