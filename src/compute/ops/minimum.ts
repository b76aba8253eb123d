import { MINIMUM } from '../lowering/abi.ts';
import { pairwise } from './pairwise.ts';

/** min(a, b), element by element: of two critics the more careful (Fujimoto et al. 2018, section 4.2). */
export const minimum = pairwise('minimum', MINIMUM);
