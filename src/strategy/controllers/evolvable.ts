import type { AgentSetup, Device } from '#compute/device.ts';
import type { HyperparameterDeclaration } from '#core/algorithm.ts';
import type { Genome } from '#core/genome.ts';
import type { Key } from '#core/random.ts';
import type { ControllerSettings } from '#core/strategy/controller-settings.ts';
import type { SeatOptions } from '#core/strategy/options.ts';
import type { Seat } from '#core/strategy/seats.ts';
import type { StateElement } from '#core/strategy/state-settings.ts';
import type { NetworkShape } from '#networks/plan.ts';
import type { ControllerSnapshot } from './controller.ts';

/** A controller as evolution sees it, whatever it learns by: traits that change, and how a child comes by them. */
export interface Evolvable {
  /** Networks by name, and the value of each hyperparameter below. */
  readonly genome: Genome;
  readonly hyperparameters: readonly EvolvableHyperparameter[];
  /** Experiences that it keeps, and has before it begins to learn. */
  readonly memory: { readonly capacity: number; readonly warmUp: number };
  /** Describes the networks of one that sees these elements and chooses among these options. */
  networks(elements: readonly StateElement[], options: SeatOptions): readonly EvolvableNetwork[];
  /** Settings of a child of this genome. */
  shaped(genome: Genome): ControllerSettings;
  /** Learned state of a child at birth; its parent's stays as it is. */
  inherited(descent: Descent, device: Device): Promise<ControllerSnapshot>;
}

/** Hyperparameter that a mutation may change, with the limits that it keeps. */
export type EvolvableHyperparameter = Pick<
  HyperparameterDeclaration,
  'name' | 'label' | 'kind' | 'scale'
> & { readonly min: number; readonly max: number };

/** Network of a seat, which decides for it, or one that follows such a network. */
export interface EvolvableNetwork {
  readonly name: string;
  readonly seat: Seat;
  readonly shape: NetworkShape;
  /** Network that it follows; null: it learns by itself. */
  readonly targetOf: string | null;
}

/** Descent of a controller: how a child comes by what its parent has learned. */
export interface Descent {
  /** Settings of the child. */
  readonly settings: ControllerSettings;
  /** Learned state of its parent. */
  readonly learned: ControllerSnapshot;
  readonly elements: readonly StateElement[];
  /** True when the child is rewarded as its parent was. */
  readonly rewardsStay: boolean;
  /** Inheritance of each network. */
  readonly inheritance: AgentSetup['inheritance'];
  /** Under which the child learns. */
  readonly key: Key;
}
