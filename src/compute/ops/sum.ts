import { SUM } from '../lowering/abi.ts';
import { pairwise } from './pairwise.ts';

/** a + b, element by element: the gradient of what two networks read is the sum of both. */
export const sum = pairwise('sum', SUM);
