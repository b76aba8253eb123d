import type { Environment } from '#core/environment.ts';
import { keyFor } from '#core/random.ts';
import { signed } from '#core/signed.ts';
import type { Space } from '#core/spaces.ts';
import { actionWidths, choiceWidths, type Share, sharesOf, spokenName } from '#core/team.ts';
import type { Appraisal, Picture } from '#protocol/messages.ts';
import { actionScaler, createArena } from './arena.ts';
import { masksIn } from './masks.ts';
import { appraise } from './self-play/consider.ts';
import type { RunState } from './state.ts';

/**
 * An agent playing greedily for a viewer, with its weights of the moment. It has an environment, random keys and program
 * of its own, so that watching changes nothing in the run.
 */
export interface Stage {
  /**
   * `steps` on from the last picture, but not beyond the end of an episode: its last moment is always shown. A new
   * episode begins after it, or when another agent takes the stage.
   */
  advance(slot: number, steps: number): Promise<Picture>;
}

/** Some agents playing side by side, each an episode of its own. */
export interface Gallery {
  /** The agents in these slots, `steps` on from their last pictures, each as on a stage. */
  advance(slots: readonly number[], steps: number): Promise<readonly Picture[]>;
}

/** Pictures stop for longer than steps do; a watcher who was away need not see what was missed. */
const MOST_STEPS = 500;

/** `watch` is given each observation that is acted on; it is not to be kept. */
export function createStage(state: RunState, watch?: (observation: Float32Array) => void): Stage {
  const players = createPlayers(state, 1, 0, watch);
  return {
    advance: async (slot, steps) =>
      (await players.advance([{ lane: 0, slot }], steps))[0] as Picture,
  };
}

/** All agents see the same first states, episode by episode, so that they differ by what they do. */
export function createGallery(state: RunState): Gallery {
  const players = createPlayers(state, state.device.size, 1);
  return {
    advance: (slots, steps) =>
      players.advance(
        slots.map((slot) => ({ lane: slot, slot })),
        steps,
      ),
  };
}

/** The player in a lane. */
interface Seat {
  readonly lane: number;
  readonly slot: number;
}

interface Lane {
  /** Id of the agent; −1: none has played. */
  agent: number;
  over: boolean;
  action: string;
  /** Appraisal of its choices; null: it is not known, or there are none. */
  appraisal: Appraisal | null;
}

/** `keys` tells the episodes of stage and gallery apart. */
function createPlayers(
  state: RunState,
  count: number,
  keys: number,
  watch?: (observation: Float32Array) => void,
) {
  const { environment, device } = state;
  const { seed, evaluation } = state.config;
  const arena = createArena(
    environment,
    count,
    (_, episode) => keyFor(seed, 'play', keys, episode),
    evaluation.fitness,
  );
  const lanes: Lane[] = Array.from({ length: count }, () => ({
    agent: -1,
    over: true,
    action: '',
    appraisal: null,
  }));
  const observation = new Float32Array(arena.observationWidth);
  const masks = masksIn(environment);
  const mask = new Float32Array(masks?.width ?? 0);
  const inWords = actionWords(environment);
  const laneOf = (index: number) => lanes[index] as Lane; // index < count

  /** One step of all who still play. */
  async function step(seats: readonly Seat[]): Promise<void> {
    const active = new Uint8Array(device.size);
    for (const { lane, slot } of seats) {
      arena.observe(lane, observation, 0);
      watch?.(observation);
      device.write('play', 'observations', slot, observation);
      if (masks) {
        masks.write(arena.state(lane), mask, 0);
        device.write('play', 'mask', slot, mask);
      }
      active[slot] = 1;
    }
    // Greedy play draws no random numbers: the step that they would be keyed by says nothing.
    const running = device.run('play', 0, active);
    if (running) await running;
    for (const { lane, slot } of seats) {
      const read = device.read('play', 'actions', slot);
      const actions = read instanceof Float32Array ? read : await read;
      const it = laneOf(lane);
      it.action = inWords(actions);
      const { terminated, truncated } = arena.step(lane, actions, 0);
      it.over = terminated || truncated;
    }
  }

  /** Asks what an agent makes of its choices, of a game for two. */
  async function appraisalIn(slot: number, lane: number) {
    if (!environment.duel) return null;
    arena.observe(lane, observation, 0);
    const choices = environment.choices?.(arena.state(lane), 0) ?? [];
    return await appraise(state, slot, observation, choices);
  }

  return {
    async advance(seats: readonly Seat[], steps: number): Promise<readonly Picture[]> {
      for (const seat of seats) {
        const it = laneOf(seat.lane);
        const agent = state.agents[seat.slot]?.id as number; // slot < population size
        if (agent === it.agent && !(it.over && steps > 0)) continue;
        it.agent = agent;
        it.over = false;
        it.action = '';
        it.appraisal = null;
        arena.reset(seat.lane);
      }
      for (let i = 0; i < Math.min(steps, MOST_STEPS); i++) {
        const playing = seats.filter(({ lane }) => !laneOf(lane).over);
        if (playing.length === 0) break;
        await step(playing);
      }
      const pictures: Picture[] = [];
      for (const { lane, slot } of seats) {
        const it = laneOf(lane);
        if (count === 1 && (steps > 0 || !it.appraisal))
          it.appraisal = it.over ? null : await appraisalIn(slot, lane);
        const { agent, action, over, appraisal } = it;
        pictures.push({
          agent,
          scene: environment.draw(arena.state(lane)),
          episodeReturn: arena.episodeReturn(lane),
          episodeLength: arena.episodeLength(lane),
          action,
          over,
          ...(appraisal && { appraisal }),
        });
      }
      return pictures;
    },
  };
}

const inFigures = (size: number): string => size.toFixed(2);

/** An agent's action, for each player: the name of its choice, or each number in the environment's unit behind its name. */
function actionWords(environment: Environment): (actions: Float32Array) => string {
  const { players, actionLabels } = environment;
  const stored = sharesOf(actionWidths(players));
  const chosen = sharesOf(choiceWidths(players));
  const words = players.map(({ name, actionSpace }, player) => {
    const { from } = stored[player] as Share; // one per player
    const labels = labelsIn(actionLabels, chosen[player] as Share);
    const own = wordsOf(actionSpace, labels);
    return players.length === 1
      ? (actions: Float32Array) => own(actions, from)
      : (actions: Float32Array) => `${spokenName(name)}: ${own(actions, from)}`;
  });
  return (actions) => words.map((inWords) => inWords(actions)).join('; ');
}

const labelsIn = (labels: readonly string[], { from, width }: Share) =>
  labels.slice(from, from + width);

function wordsOf(
  space: Space,
  labels: readonly string[],
): (actions: Float32Array, at: number) => string {
  if (space.kind === 'discrete') return (actions, at) => labels[actions[at] as number] ?? '';
  const scale = actionScaler(space);
  const scaled = new Float32Array(labels.length);
  const names = labels.map((label) => label.split(',')[0]);
  return (actions, at) => {
    scale(actions, at, scaled);
    return names.map((name, i) => `${name} ${signed(scaled[i] as number, inFigures)}`).join(', ');
  };
}
