import type { Environment } from '#core/environment.ts';
import { keyFor } from '#core/random.ts';
import type { Scene } from '#core/scene.ts';
import { type Arena, actionScaler, createArena, soloPlayer } from './arena.ts';
import type { RunState } from './state.ts';

/** A moment of the agent on the stage. */
export interface Picture {
  readonly agent: number;
  readonly scene: Scene;
  readonly episodeReturn: number;
  readonly episodeLength: number;
  /** What it did last, by name. */
  readonly action: string;
}

/**
 * An agent playing greedily for whoever watches, with its weights of the moment. It has an environment, random keys
 * and program of its own, so that watching changes nothing in the run.
 */
export interface Stage {
  /** `steps` on from the last picture; begins a new episode when one has ended or another agent takes the stage. */
  advance(slot: number, steps: number): Promise<Picture>;
}

/** Pictures stop for longer than steps do; a watcher who was away need not see what was missed. */
const MOST_STEPS = 500;

export function createStage(state: RunState): Stage {
  const { environment, device } = state;
  const arena: Arena = createArena(environment, 1, (_, episode) =>
    keyFor(state.config.seed, 'play', 0, episode),
  );
  const observation = new Float32Array(arena.observationWidth);
  const inWords = actionWords(environment);
  let playing = -1;
  let over = true;
  let action = '';

  async function step(slot: number): Promise<void> {
    if (over) {
      arena.reset(0);
      over = false;
    }
    arena.observe(0, observation, 0);
    const active = new Uint8Array(device.size);
    active[slot] = 1;
    device.write('play', 'observations', slot, observation);
    const running = device.run('play', arena.episodeLength(0), active);
    if (running) await running;
    const read = device.read('play', 'actions', slot);
    const actions = read instanceof Float32Array ? read : await read;
    action = inWords(actions);
    const { terminated, truncated } = arena.step(0, actions, 0);
    over = terminated || truncated;
  }

  return {
    async advance(slot, steps) {
      const agent = state.agents[slot]?.id as number; // slot < population size
      if (agent !== playing) {
        playing = agent;
        over = true;
      }
      if (over && steps <= 0) await step(slot); // there is a picture from the first request on
      for (let i = 0; i < Math.min(steps, MOST_STEPS); i++) await step(slot);
      return {
        agent,
        scene: environment.draw(arena.state(0)),
        episodeReturn: arena.episodeReturn(0),
        episodeLength: arena.episodeLength(0),
        action,
      };
    },
  };
}

/** What an agent does: the name of its choice, or each number in the environment's unit behind its name. */
function actionWords(environment: Environment): (actions: Float32Array) => string {
  const { actionSpace } = soloPlayer(environment);
  const { actionLabels } = environment;
  if (actionSpace.kind === 'discrete') return (actions) => actionLabels[actions[0] as number] ?? '';
  const scale = actionScaler(actionSpace);
  const scaled = new Float32Array(actionLabels.length);
  const names = actionLabels.map((label) => label.split(',')[0]);
  return (actions) => {
    scale(actions, 0, scaled);
    return names.map((name, i) => `${name} ${scaled[i]?.toFixed(2)}`).join(', ');
  };
}
