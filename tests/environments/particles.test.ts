import { describe, expect, test } from 'vitest';
import type { Environment } from '#core/environment.ts';
import { draws } from '#core/random.ts';
import { choiceSize, storedSize } from '#core/spaces.ts';
import { type ActionKind, MOVES } from '#environments/particles/actions.ts';
import { adversary } from '#environments/particles/adversary.ts';
import { fleeing, hunt } from '#environments/particles/hunt.ts';
import { type Body, distance, type Motion, moved } from '#environments/particles/particles.ts';
import { speakerListener } from '#environments/particles/speaker-listener.ts';
import { spread } from '#environments/particles/spread.ts';
import { tag } from '#environments/particles/tag.ts';
import reference from '../reference/mpe.json' with { type: 'json' };
import {
  meanReturns,
  type Script,
  scriptedDeception,
  scriptedHunt,
  scriptedHunters,
  scriptedSpread,
  scriptedTalk,
} from './particle-play.ts';

/** The part of a recorded run that is read here; MPE2's agents are in the order of our players. */
interface Recorded {
  readonly continuousActions: boolean;
  readonly initialWorld: {
    readonly agents: readonly Placed[];
    readonly landmarks: readonly Placed[];
    readonly goals: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  readonly initialObservations: Readonly<Record<string, readonly number[]>>;
  readonly steps: readonly {
    readonly actions: Readonly<Record<string, number | readonly number[]>>;
    readonly observations: Readonly<Record<string, readonly number[]>>;
    readonly rewards: Readonly<Record<string, number>>;
  }[];
}

interface Placed {
  readonly name: string;
  readonly position: readonly number[];
  readonly velocity?: readonly number[];
}

type Build = (kind: ActionKind) => Environment<never>;

const WORLDS: Readonly<Record<keyof typeof reference.environments, Build>> = {
  simple_spread_v3: spread as Build,
  simple_speaker_listener_v4: speakerListener as Build,
  simple_adversary_v3: adversary as Build,
  simple_tag_v3: tag as Build,
};

/** The recorded start as our state; fields that a world does not have do no harm. */
function stateOf({ initialWorld: { agents, landmarks, goals } }: Recorded): unknown {
  const motions = [...agents, ...landmarks].map(({ position, velocity = [0, 0] }) => ({
    position,
    velocity,
  }));
  const meant = Object.values(goals).flatMap((each) => Object.values(each));
  return {
    motions,
    goal: landmarks.findIndex(({ name }) => meant.includes(name)),
    message: [0, 0, 0],
  };
}

const runs = Object.entries(reference.environments).flatMap(([id, recorded]) =>
  (recorded as unknown as readonly Recorded[]).map((run, i) => ({
    name: `${id}, run ${i}, ${run.continuousActions ? 'continuous' : 'discrete'}`,
    environment: WORLDS[id as keyof typeof WORLDS](
      run.continuousActions ? 'continuous' : 'discrete',
    ) as Environment<unknown>,
    run,
  })),
);

function observed(environment: Environment<unknown>, state: unknown): number[][] {
  return environment.players.map(({ observationSpace }, player) => {
    const into = new Float32Array(storedSize(observationSpace));
    environment.observe(state, player, into, 0);
    return [...into];
  });
}

/** Largest difference of two lists of lists of equal lengths. */
function difference(ours: readonly (readonly number[])[], theirs: typeof ours): number {
  expect(ours.map(({ length }) => length)).toEqual(theirs.map(({ length }) => length));
  return Math.max(
    ...ours.flatMap((list, i) => list.map((x, at) => Math.abs(x - (theirs[i]?.[at] as number)))),
  );
}

test('there are runs of each world, with both kinds of action, and some in which bodies touch', () => {
  expect(runs).toHaveLength(10);
  expect(runs.every(({ run }) => run.steps.length === 25)).toBe(true);
  const touches = reference.environments.simple_tag_v3.flatMap(({ steps }) =>
    steps.filter(({ rewards }) => rewards.adversary_0 > 0),
  );
  expect(touches.length).toBeGreaterThan(0);
});

test.each(runs)('$name is MPE2’s to 1e-6', ({ environment, run }) => {
  let state = stateOf(run);
  expect(
    difference(observed(environment, state), Object.values(run.initialObservations)),
  ).toBeLessThan(1e-6);
  for (const [i, step] of run.steps.entries()) {
    const action = Object.values(step.actions).flat();
    const { state: next, rewards, terminated } = environment.step(state, action, draws([0, 0]));
    expect(
      difference(observed(environment, next), Object.values(step.observations)),
      `step ${i}`,
    ).toBeLessThan(1e-6);
    expect(difference([rewards], [Object.values(step.rewards)]), `step ${i}`).toBeLessThan(1e-6);
    expect(terminated).toBe(false);
    state = next;
  }
});

test('a scripted prey is that of tag, which moves by its rule', () => {
  const [whole, team] = [tag(), hunt()];
  const reader = draws([5, 6]);
  let state = team.reset(reader);
  expect(team.players).toEqual(whole.players.slice(0, 3));
  for (let step = 0; step < 25; step++) {
    const moves = [0, 1, 2].map(() => reader.integer(5));
    const next = team.step(state, moves, reader);
    const same = whole.step(state, [...moves, fleeing(state)], reader);
    expect(next).toEqual({ ...same, rewards: same.rewards.slice(0, 3) });
    ({ state } = next);
  }
});

test('a scripted prey runs from the nearest predator, but stands still while that one is upon it', () => {
  const at = (...position: readonly [number, number]) => ({ position, velocity: [0, 0] }) as const;
  const far = [at(0.7, 0.7), at(-0.7, 0.7)];
  const away = (x: number, y: number) => fleeing({ motions: [at(x, y), ...far, at(0, 0)] });
  expect(MOVES[away(-0.11, 0)]).toBe('right');
  expect(MOVES[away(0.05, 0.11)]).toBe('down');
  expect(MOVES[away(-0.09, 0.09)]).toBe('stay');
});

test('nearness is rewarded where that is asked for: a tenth of every predator’s distance to the prey', () => {
  const [plain, shaped] = [hunt(), hunt({ shaped: true })];
  const reader = draws([7, 8]);
  const start = plain.reset(reader);
  const { state, rewards } = plain.step(start, [1, 2, 3], reader);
  const near = shaped.step(start, [1, 2, 3], reader).rewards;
  const prey = (state.motions[3] as Motion).position;
  const cost = state.motions
    .slice(0, 3)
    .reduce((sum, { position }) => sum + distance(position, prey) / 10, 0);
  expect(cost).toBeGreaterThan(0);
  near.forEach((reward, i) => {
    expect(reward).toBeCloseTo((rewards[i] as number) - cost, 12);
  });
});

describe('physics', () => {
  const body: Body = { radius: 0.1, moves: true, collides: true, strength: 5 };
  const still = (x: number): Motion => ({ position: [x, 0], velocity: [0, 0] });

  test('what one body pushes another with, that pushes back', () => {
    const [a, b] = moved([body, body], [still(0), still(0.15)], []);
    expect(a?.velocity[0]).toBeLessThan(-0.1);
    expect(b?.velocity[0]).toBe(-(a?.velocity[0] as number));
  });

  test('bodies in one place are finite, and a fixed one stays', () => {
    const [a, b] = moved([body, { ...body, moves: false }], [still(0), still(0)], [[1, 1]]);
    expect(a?.velocity).toEqual([0.5, 0.5]);
    expect(b).toEqual(still(0));
  });
});

/** Mean returns of all players together, of 300 episodes, to one: as random players and those who know get them. */
test.each([
  ['speaker and listener', speakerListener(), scriptedTalk, -78, -17],
  ['spread', spread(), scriptedSpread, -78, -26],
  ['adversary', adversary(), scriptedDeception, -12, 3],
  ['tag', tag(), scriptedHunt, -3, 34],
  ['tag with a scripted prey', hunt(), scriptedHunters, 5.6, 58],
] as const)(
  'in %s scripted players know what random ones do not',
  (_, environment, script, random, scripted) => {
    const world = environment as Environment<unknown>;
    const reader = draws([3, 4]);
    const anything = () =>
      world.players.map(({ actionSpace }) => reader.integer(choiceSize(actionSpace)));
    const of = (each: Script<unknown>) =>
      meanReturns(world, each, 300).reduce((sum, mean) => sum + mean, 0);
    expect(Math.abs(of(anything) - random)).toBeLessThan(4);
    expect(Math.abs(of(script as Script<unknown>) - scripted)).toBeLessThan(4);
  },
);
