import type { ControllerSettings } from '#core/strategy/controller-settings.ts';
import { evolvableDqn } from './dqn/evolvable-dqn.ts';
import type { Evolvable } from './evolvable.ts';

/** Returns a controller as evolution sees it; null: its kind does not evolve. */
export const evolvableOf = (settings: ControllerSettings): Evolvable | null =>
  settings.kind === 'dqn' ? evolvableDqn(settings) : null;
