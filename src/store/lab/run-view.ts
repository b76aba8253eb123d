import type { Lab } from './lab.ts';

/** What parts of the page that draw a population's history need of where it comes from: of a lab, or of another source. */
export type RunView = Pick<
  Lab,
  'store' | 'shown' | 'history' | 'select' | 'hover' | 'setBeside' | 'notify'
>;
