import type { Environment } from '#core/environment.ts';
import { connectFour } from './connect-four/connect-four.ts';
import { adversary } from './particles/adversary.ts';
import { speakerListener } from './particles/speaker-listener.ts';
import { spread } from './particles/spread.ts';
import { tag } from './particles/tag.ts';

/** Worlds of several players. No algorithm trains in them yet, so they are not among those that are offered. */
export const TEAM_ENVIRONMENTS: readonly Environment[] = [
  ...(['discrete', 'continuous'] as const).flatMap((kind): Environment[] => [
    speakerListener(kind),
    spread(kind),
    adversary(kind),
    tag(kind),
  ]),
  connectFour,
];
