import { actionWidths, rivalsOf, type Share, sharesOf, total } from '#core/team.ts';
import type { RunState } from './state.ts';

/** The players of greedy episodes who are against those by whose return fitness is measured. */
interface OtherSides {
  /**
   * Returns the actions of one step with those of the other side exchanged: of every agent's own, by lane, as the program
   * `evaluate` has just given them. They are overwritten by the next call.
   */
  act(step: number, observations: Float32Array, own: Float32Array): Promise<Float32Array>;
  /** The lane in which a player of this lane's agent plays the same episode. */
  laneOf(player: number, lane: number): number;
  /** Number of the start that an episode has. */
  startOf(episode: number): number;
}

/**
 * Lets agents be rivals of each other, where fitness is the return of one side: every agent meets the other sides of all,
 * its own among them, in turn from episode to episode, each from the same starts. So all have the same opposition, and
 * no agent is fitter than another by the play of its own other side. With fewer episodes than agents it meets some of
 * them, spread evenly. Lanes are [agents × episodes]; null: all players are the agent's own.
 *
 * In every episode each agent's other side plays in one lane, so one more run of the program answers for all.
 */
export function openOtherSides({
  device,
  environment,
  config,
}: Pick<RunState, 'device' | 'environment' | 'config'>): OtherSides | null {
  const { episodes, fitness } = config.evaluation;
  const rivals = rivalsOf(environment, fitness);
  if (rivals.length === 0) return null;
  const { size } = device;
  const widths = actionWidths(environment.players);
  const shares = sharesOf(widths);
  const actionWidth = total(widths);
  const mixed = new Float32Array(size * episodes * actionWidth);
  const everyone = new Uint8Array(size).fill(1);

  /** Distance in slots to the rival of an episode. */
  const shiftOf = (episode: number) =>
    size <= episodes ? episode % size : Math.floor((episode * size) / episodes);
  const laneAt = (slot: number, episode: number) => (slot % size) * episodes + episode;
  /** The lane in which this lane's agent plays the other side. */
  const otherLane = (lane: number): number => {
    const episode = lane % episodes;
    return laneAt(Math.floor(lane / episodes) + size - shiftOf(episode), episode);
  };

  return {
    async act(step, observations, own) {
      mixed.set(own);
      const width = observations.length / (size * episodes);
      const seen = new Float32Array(episodes * width);
      for (let slot = 0; slot < size; slot++) {
        for (let episode = 0; episode < episodes; episode++) {
          const from = otherLane(laneAt(slot, episode)) * width;
          seen.set(observations.subarray(from, from + width), episode * width);
        }
        device.write('evaluate', 'observations', slot, seen);
      }
      await device.run('evaluate', step, everyone);
      const answers = await device.readAll('evaluate', 'actions');
      for (let lane = 0; lane < size * episodes; lane++)
        for (const rival of rivals) {
          const { from, width: length } = shares[rival] as Share; // one per player
          const at = lane * actionWidth + from;
          mixed.set(answers.subarray(at, at + length), otherLane(lane) * actionWidth + from);
        }
      return mixed;
    },
    laneOf: (player, lane) => (rivals.includes(player) ? otherLane(lane) : lane),
    startOf: (episode) => (size <= episodes ? Math.floor(episode / size) : episode),
  };
}
