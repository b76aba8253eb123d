import type { Environment } from '#core/environment.ts';
import { acrobot } from './acrobot.ts';
import { cartPole } from './cart-pole.ts';
import { lunarLander } from './lunar-lander/lunar-lander.ts';
import { mountainCar } from './mountain-car.ts';
import { mountainCarContinuous } from './mountain-car-continuous.ts';
import { pendulum } from './pendulum.ts';

/** Every task there is, in the order in which they are offered. */
export const ENVIRONMENTS: readonly Environment[] = [
  cartPole,
  mountainCar,
  acrobot,
  pendulum,
  mountainCarContinuous,
  lunarLander(),
  lunarLander({ continuous: true }),
];

/** Throws a RangeError for an unknown id. */
export function environmentById(id: string): Environment {
  const found = ENVIRONMENTS.find((environment) => environment.id === id);
  if (found) return found;
  throw new RangeError(
    `no environment '${id}'; there are ${ENVIRONMENTS.map((environment) => environment.id).join(', ')}`,
  );
}
