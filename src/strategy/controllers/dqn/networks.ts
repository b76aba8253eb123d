import type { AgentSetup, NetworkSlot } from '#compute/device.ts';
import type { MlpGenome, NetworkGenome } from '#core/genome.ts';
import { pow } from '#core/maths.ts';
import type { Key } from '#core/random.ts';
import { vector } from '#core/shape.ts';
import type { DqnSettings } from '#core/strategy/controller-settings.ts';
import type { Seat } from '#core/strategy/seats.ts';
import { type NetworkShape, type Plan, planNetwork } from '#networks/plan.ts';
import { subkey } from '#networks/subkey.ts';
import { forSeats } from '../decisions.ts';
import { controllerKey } from '../keys.ts';
import type { DqnLayout, SeatLayout } from './layout.ts';

/** Fully connected layers as a network that could evolve: all but the last two are its encoder's. */
export function multilayerGenome(hidden: readonly number[], layerNorm: boolean): NetworkGenome {
  const last = hidden.length > 1 ? hidden.slice(-1) : [];
  const latent = hidden.at(hidden.length > 1 ? -2 : -1);
  if (latent === undefined) throw new RangeError('a network needs one hidden layer at least');
  const limits = { minLayers: 0, maxLayers: 3, minNodes: 16, maxNodes: 256 };
  const module = (widths: readonly number[], isHead: boolean): MlpGenome => ({
    kind: 'mlp',
    hidden: widths,
    activation: 'relu',
    outputActivation: isHead ? 'identity' : 'relu',
    layerNorm,
    outputLayerNorm: layerNorm && !isHead,
    outputVanish: isHead,
    limits,
  });
  return {
    encoder: module(hidden.slice(0, -2), false),
    latent,
    minLatent: 16,
    maxLatent: 256,
    head: module(last, true),
  };
}

/** A network of each seat, and one that follows it. */
export const networkSlots = ({ seats }: DqnLayout): NetworkSlot[] =>
  seats.flatMap(({ seat, target }) => [
    { name: seat, targetOf: null, trained: true },
    { name: target, targetOf: seat, trained: false },
  ]);

/** Returns the inputs and outputs of a seat's network. */
export const seatShape = (
  { dueling }: Pick<DqnSettings, 'dueling'>,
  { choices, inputs }: SeatLayout,
): NetworkShape => ({
  inputs: vector(inputs),
  headInputs: 0,
  outputs: dueling ? choices + 1 : choices,
});

/** The seats' networks: as evolution has shaped them, or with hidden layers as they are set. */
export const genomesOf = (settings: DqnSettings): Readonly<Record<Seat, NetworkGenome>> =>
  settings.networks ?? forSeats(() => multilayerGenome(settings.hidden, settings.layerNorm));

/** The seats' networks as they begin, and what they learn by. */
export function foundTeam(settings: DqnSettings, layout: DqnLayout, seed: number): AgentSetup {
  const inheritance: Record<string, AgentSetup['inheritance'][string]> = {};
  const key: Key = controllerKey(seed, 'found');
  for (const { seat, target } of layout.seats) {
    inheritance[seat] = { kind: 'initialise', key: subkey(key, seat) };
    inheritance[target] = { kind: 'sync', online: seat };
  }
  return teamSetup(settings, layout, inheritance, controllerKey(seed, 'learn'));
}

/** A team on a device: its networks, how they come by their weights, and what they learn by, under a key. */
export function teamSetup(
  settings: DqnSettings,
  layout: DqnLayout,
  inheritance: AgentSetup['inheritance'],
  key: Key,
): AgentSetup {
  const genomes = genomesOf(settings);
  const plans: Record<string, Plan> = {};
  for (const each of layout.seats) {
    const plan = planNetwork(genomes[each.seat], seatShape(settings, each));
    plans[each.seat] = plan;
    plans[each.target] = plan;
  }
  const { learningRate, batch, discount, steps, target } = settings;
  return {
    parentSlot: 0,
    plans,
    inheritance,
    hyperparameters: {
      learningRate,
      batch,
      /** Discount of the value that is asked after so many rewards. */
      bootstrap: steps === null ? 0 : pow(discount, steps),
      share: target.kind === 'soft' ? target.share : 1,
    },
    key,
  };
}
