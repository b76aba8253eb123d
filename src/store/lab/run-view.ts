import type { Lab } from './lab.ts';

/** Source of a population's history, as parts of the page that draw it need it: a lab, or another source. */
export type RunView = Pick<
  Lab,
  'store' | 'shown' | 'history' | 'select' | 'hover' | 'setBeside' | 'notify'
>;
