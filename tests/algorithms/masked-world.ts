import type { Environment } from '#core/environment.ts';
import { box } from '#core/spaces.ts';

/** Two numbers are seen, and one of so many choices is made, not all of which can be made at all times. */
export const maskedWorld = (choices: number) =>
  ({
    players: [
      {
        name: 'agent',
        observationSpace: box([2], -1, 1),
        actionSpace: { kind: 'discrete', n: choices },
      },
    ],
    choices: () => [],
  }) satisfies Pick<Environment, 'players' | 'choices'>;
