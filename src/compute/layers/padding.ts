import { LANES } from '#networks/plan.ts';
import { OF_HALVES } from '../lowering/abi.ts';
import type { Storage } from '../value.ts';

/** Floats of a row of so many numbers, padded to whole vectors. */
export const paddedTo = (width: number): number => Math.ceil(width / LANES) * LANES;

/** Floats that a row of so many numbers takes up, as they are stored. */
export const floatsOf = (stride: number, storage: Storage): number =>
  storage === 'f16' ? stride / 2 : stride;

/** An address that says how the matrix there is stored. */
export const addressOf = (address: number, storage: Storage): number =>
  storage === 'f16' ? address | OF_HALVES : address;

/** Storage of the matrix at an address. */
export const storageAt = (address: number): Storage => (address & OF_HALVES ? 'f16' : 'f32');
