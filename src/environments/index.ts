import type { Environment } from '#core/environment.ts';
import type { RunConfig } from '#core/run-config.ts';
import { acrobot } from './acrobot.ts';
import { cartPole } from './cart-pole.ts';
import { connectFourSelfPlay } from './connect-four/self-play.ts';
import { lunarLander } from './lunar-lander/lunar-lander.ts';
import { mountainCar } from './mountain-car.ts';
import { mountainCarContinuous } from './mountain-car-continuous.ts';
import { adversary } from './particles/adversary.ts';
import { hunt } from './particles/hunt.ts';
import { speakerListener } from './particles/speaker-listener.ts';
import { spread } from './particles/spread.ts';
import { tag } from './particles/tag.ts';
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
  speakerListener(),
  speakerListener('continuous'),
  spread(),
  spread('continuous'),
  hunt(),
  tag(),
  tag('continuous'),
  adversary(),
  connectFourSelfPlay(),
];

/** The environment of a run, as its options have it. Throws a RangeError where there is none such. */
export function environmentOf({
  environment: id,
  environmentOptions: options,
}: Pick<RunConfig, 'environment' | 'environmentOptions'>): Environment {
  const environment = environmentById(id);
  if (!options) return environment;
  const names = environment.options?.map(({ name }) => name) ?? [];
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined || !environment.with)
    throw new RangeError(`${id} has no option '${unknown}'; it has ${names.join(', ') || 'none'}`);
  return environment.with(options);
}

/** Finds an environment as declared. Throws a RangeError for an unknown id. */
export function environmentById(id: string): Environment {
  const found = ENVIRONMENTS.find((environment) => environment.id === id);
  if (found) return found;
  throw new RangeError(
    `no environment '${id}'; there are ${ENVIRONMENTS.map((environment) => environment.id).join(', ')}`,
  );
}
