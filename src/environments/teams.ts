import type { Environment } from '#core/environment.ts';
import { connectFour } from './connect-four/connect-four.ts';
import { adversary } from './particles/adversary.ts';

/** Worlds that are not among those that are offered. */
export const RIVAL_ENVIRONMENTS: readonly Environment[] = [adversary('continuous'), connectFour];
