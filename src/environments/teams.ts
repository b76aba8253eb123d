import type { Environment } from '#core/environment.ts';
import { connectFour } from './connect-four/connect-four.ts';
import { adversary } from './particles/adversary.ts';
import { tag } from './particles/tag.ts';

/**
 * Worlds whose players are against each other. An agent is all players of a world, and one fitness for both sides says
 * nothing of either, so they are not among those that are offered.
 */
export const RIVAL_ENVIRONMENTS: readonly Environment[] = [
  ...(['discrete', 'continuous'] as const).flatMap((kind): Environment[] => [
    adversary(kind),
    tag(kind),
  ]),
  connectFour,
];
