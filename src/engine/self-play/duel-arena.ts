import type { Duel, Environment } from '#core/environment.ts';
import { type Draws, draws, keyFor } from '#core/random.ts';
import { choiceSize, storedSize } from '#core/spaces.ts';
import type { Outcome, TrainingArena } from '../arena.ts';
import { allowed, writeMask } from '../masks.ts';
import { EPISODES_PER_GENERATION, type RunState } from '../state.ts';
import { openReplies, type Waiting } from './replies.ts';
import { drawRivals } from './rivals.ts';

/** Share of a rival's moves that are drawn: agents must not rely on one line of play. */
const SLIPS = 0.05;

/** Plies drawn before a game at most, in pairs, so that games differ from the beginning. */
const OPENING_PAIRS = 2;

/** One agent's game in one of its environments. */
interface Lane {
  game: unknown;
  random: Draws;
  /** Position of the agent among the two players. */
  seat: number;
  episodes: number;
  length: number;
  episodeReturn: number;
  outcome: Outcome;
}

/**
 * The environments in which a generation learns a game: agent by agent, `environmentsPerAgent` games each, in each of
 * which somebody of `drawRivals` is on the other side. A step is the agent's move and the rival's reply. Games begin
 * with a few drawn moves, and who moves first is drawn. Rivals act without exploring, but for a share of drawn moves.
 */
export function createDuelArena(state: RunState, duel: Duel): TrainingArena {
  const { game } = duel;
  const { agents, generation, config } = state;
  const { environmentsPerAgent: perAgent } = config.training;
  const count = agents.length * perAgent;
  const rivals = drawRivals(state, duel);
  const spaces = game.players[0] as Environment['players'][number]; // both are alike
  const width = choiceSize(spaces.observationSpace);
  const choiceCount = choiceSize(spaces.actionSpace);
  const lanes = Array.from({ length: count }, newLane);
  const lane = (index: number) => lanes[index] as Lane; // index < count
  const replies = openReplies(state, duel, rivals);
  const { shaping } = duel.selfPlay;
  const observation = new Float32Array(width);

  const choicesOf = ({ game: position, seat }: Lane) => game.choices?.(position, seat) ?? [];

  /** One move of the player whose turn it is; true if the game goes on. */
  function move(it: Lane, who: number, choice: number): boolean {
    const { state: after, rewards, terminated } = game.step(it.game, [choice, choice], it.random);
    it.game = after;
    const reward = rewards[it.seat] as number; // of two
    it.outcome = {
      rewards: [reward],
      terminated,
      truncated: false,
      ended: Uint8Array.of(terminated ? 1 : 0),
    };
    it.episodeReturn += reward;
    if (who === it.seat) it.length++;
    return !terminated;
  }

  function potentialOf({ game: position, seat }: Lane): number {
    game.observe(position, seat, observation, 0);
    return shaping * duel.potential(observation);
  }

  /**
   * Pays γΦ(s′) − Φ(s) for a step from s to s′ (Ng, Harada and Russell 1999): −Φ(s) at once, and Φ(s′) with the value of
   * what follows, which every learner discounts by its own γ. Φ is 0 once a game is over. No part of the return.
   */
  function shape(it: Lane, before: number): void {
    const { rewards, terminated } = it.outcome;
    const potential = terminated ? 0 : potentialOf(it);
    it.outcome = { ...it.outcome, rewards: [(rewards[0] as number) - before], potential };
  }

  function reset(index: number): void {
    const it = lane(index);
    const agent = agents[Math.floor(index / perAgent)]?.id as number; // index < count
    const at = generation * EPISODES_PER_GENERATION + it.episodes;
    it.random = draws(keyFor(config.seed, 'reset', agent * perAgent + (index % perAgent), at));
    it.episodes++;
    it.game = game.reset(it.random);
    it.seat = it.random.integer(2);
    it.length = 0;
    const drawn = it.seat + 2 * it.random.integer(OPENING_PAIRS + 1);
    for (let ply = 0; ply < drawn; ply++) {
      const choices = game.choices?.(it.game, ply % 2) ?? [];
      move(it, ply % 2, choices[it.random.integer(choices.length)] as number);
    }
    it.episodeReturn = 0;
    it.length = 0;
  }

  for (let index = 0; index < count; index++) reset(index);
  return {
    count,
    playerCount: 1,
    observationWidth: width,
    actionWidth: storedSize(spaces.actionSpace),
    reset,
    step: (index) => lane(index).outcome,
    async stepAll(actions, step) {
      const waiting: Waiting[] = [];
      const before = shaping > 0 ? lanes.map(potentialOf) : [];
      lanes.forEach((it, index) => {
        const goesOn = move(it, it.seat, actions[index] as number); // one choice per lane
        if (!goesOn) return;
        waiting.push({ lane: index, position: it.game, who: 1 - it.seat, random: it.random });
      });
      const answers = await replies.to(waiting, step);
      waiting.forEach(({ lane: index, position, who, random }, i) => {
        const choices = game.choices?.(position, who) ?? [];
        const slips = rivals[index % perAgent]?.kind !== 'rung' && random.uniform() < SLIPS;
        const choice = slips
          ? (choices[random.integer(choices.length)] as number)
          : allowed(answers[i] as number, choices, () => random); // one per game
        move(lane(index), who, choice);
      });
      before.forEach((potential, index) => {
        shape(lane(index), potential);
      });
    },
    observe: (index, into, at) => game.observe(lane(index).game, lane(index).seat, into, at),
    writeMask: (index, into, at) => writeMask(choicesOf(lane(index)), choiceCount, into, at),
    choices: (index) => choicesOf(lane(index)),
    state: (index) => lane(index).game,
    episodeReturn: (index) => lane(index).episodeReturn,
    playerReturns: (index) => [lane(index).episodeReturn],
    episodeLength: (index) => lane(index).length,
    dispose: () => replies.dispose(),
  };
}

const newLane = (): Lane => ({
  game: null,
  random: draws([0, 0]),
  seat: 0,
  episodes: 0,
  length: 0,
  episodeReturn: 0,
  outcome: { rewards: [0], terminated: false, truncated: false, ended: new Uint8Array(1) },
});
