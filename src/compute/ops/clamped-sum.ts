import { CLAMPED_SUM } from '../lowering/abi.ts';
import { pairwise } from './pairwise.ts';

/** a + b, kept in [−1, 1]: an action and noise on it. */
export const clampedSum = pairwise('clampedSum', CLAMPED_SUM);
