import type { Device } from '#compute/device.ts';
import { contestEpisodes } from '#core/champion.ts';
import { type Moments, NO_MOMENTS, withValue } from '#core/moments.ts';
import { keyFor } from '#core/random.ts';
import { rivalsOf } from '#core/team.ts';
import type { Champion, Contest, Individual } from '#protocol/messages.ts';
import { playGreedily } from './greedy-episodes.ts';
import { openGuests } from './guests.ts';
import { individualOf } from './inspect.ts';
import type { RunState } from './state.ts';

type Happening =
  | { readonly kind: 'tick'; readonly phase: 'evaluate'; readonly done: number }
  | { readonly kind: 'champion'; readonly champion: Champion; readonly contest: Contest };

/** Number in place of an episode's in the key of what agents draw as they act; no contest has so many episodes. */
const ACTING = 2 ** 31;

/**
 * Lets the generation's fittest agent challenge the champion, once fitness stands and all are alive: it does if its
 * fitness exceeds the champion's mean over fresh episodes, if fitness is measured against the others of the generation,
 * or if there is no champion yet. Both then play the same fresh episodes, and the higher mean is the champion; of equals
 * the older stays. The champion's figure is the mean of all fresh episodes it has ever played. An agent whose fitness is no
 * number never challenges. Where fitness is the return of one side, both meet the other sides of both, and as long as there
 * is no champion, the challenger its own and that of another agent of the generation.
 *
 * Ends with whether the champion's figure has reached the run's target.
 */
export async function* crown(
  state: RunState,
  device: Device,
): AsyncGenerator<Happening, boolean, void> {
  const challenge = await challengeIn(state);
  if (challenge) {
    const contest = yield* hold(state, device, challenge);
    if (state.champion) yield { kind: 'champion', champion: state.champion, contest };
  }
  const { enabled, fitness } = state.config.target;
  return enabled && state.champion !== null && state.champion.evaluation.mean >= fitness;
}

interface Challenge {
  readonly individual: Individual;
  readonly fitness: number;
  /** Agent whose other side the challenger meets while there is no champion; absent: it meets its own alone. */
  readonly rival?: Individual;
}

/** Null: there is no challenger. */
async function challengeIn(state: RunState): Promise<Challenge | null> {
  const fitness = state.agents.map(({ fitnessHistory }) => fitnessHistory.at(-1) ?? Number.NaN);
  // Fitness against the others of a generation says nothing beside the champion's figure: there the fittest always challenges.
  const { environment, config } = state;
  const hasOtherSide = rivalsOf(environment, config.evaluation.fitness).length > 0;
  const isRelative = environment.duel?.selfPlay.fitness === 'tournament' || hasOtherSide;
  const figure = isRelative ? undefined : state.champion?.evaluation.mean;
  // The first of equals; NaN exceeds nothing.
  const level = figure ?? Number.NEGATIVE_INFINITY;
  const slot = fitness.reduce(
    (best, value, i) => (value > (fitness[best] ?? level) ? i : best),
    -1,
  );
  if (slot < 0) return null;
  const challenge = {
    individual: await individualOf(state, slot),
    fitness: fitness[slot] as number,
  };
  if (state.champion || !hasOtherSide) return challenge;
  const rival = fitness.findIndex((value, other) => other !== slot && Number.isFinite(value));
  return rival < 0 ? challenge : { ...challenge, rival: await individualOf(state, rival) };
}

async function* hold(
  state: RunState,
  device: Device,
  { individual, fitness, rival }: Challenge,
): AsyncGenerator<Happening, Contest, void> {
  const { config, generation, champion: before } = state;
  const episodes = contestEpisodes(config);
  const contest = { ...config, evaluation: { ...config.evaluation, episodes } };
  const guests = openGuests(
    state,
    device,
    [individual, ...(before ? [before.individual] : rival ? [rival] : [])],
    'evaluate',
    { config: contest, key: keyFor(config.seed, 'champion', ACTING, generation) },
  );
  try {
    const playing = playGreedily(
      { device: guests, environment: state.environment, config: contest },
      (episode) => keyFor(config.seed, 'champion', episode, generation),
    );
    let next = await playing.next();
    while (!next.done) {
      yield { kind: 'tick', phase: 'evaluate', done: 1 };
      next = await playing.next();
    }
    const { returns, lengths } = next.value;
    const challenger = added(NO_MOMENTS, returns.subarray(0, episodes));
    const holder = added(NO_MOMENTS, returns.subarray(episodes));
    const won = challenger.mean > (before ? holder.mean : Number.NEGATIVE_INFINITY);
    if (won) state.champion = { individual, fitness, evaluation: challenger };
    else if (before) {
      const evaluation = added(before.evaluation, returns.subarray(episodes));
      state.champion = { ...before, evaluation };
    }
    state.contestSteps += lengths.reduce((sum, length) => sum + length, 0);
    return {
      generation,
      episodes,
      challenger: { agent: individual.agent, generation, mean: challenger.mean },
      before: before && {
        agent: before.individual.agent,
        generation: before.individual.generation,
        mean: holder.mean,
      },
      won,
    };
  } finally {
    guests.dispose();
  }
}

const added = (moments: Moments, values: Float64Array): Moments =>
  values.reduce(withValue, moments);

/** A copy that stays whole where the original is moved away. */
export const copyOf = (champion: Champion): Champion => ({
  ...champion,
  individual: copyOfIndividual(champion.individual),
});

/** The same of an agent alone. */
export const copyOfIndividual = (individual: Individual): Individual => ({
  ...individual,
  weights: Object.fromEntries(
    Object.entries(individual.weights).map(([name, slab]) => [name, slab.slice()]),
  ),
});
