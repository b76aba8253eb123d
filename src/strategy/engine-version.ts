/** Version of everything that decides a strategy run's results. Raised whenever the same configuration gives other bits. */
export const STRATEGY_ENGINE = '3';
/** Difference from the versions before, as the end of 'which …'. */
export const STRATEGY_ENGINE_CHANGES =
  'keeps every optimizer to its own learning rate while one choice gives way to the next, mends what agents see and are rewarded for, and lets the new weights of evolving networks begin at the pace of those beside them';
