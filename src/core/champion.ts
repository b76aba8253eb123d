import type { RunConfig } from './run-config.ts';

/** Fresh episodes of a contest where a configuration names no number. */
export const CONTEST_EPISODES = 20;

/** Fresh episodes that challenger and champion each play in a contest. */
export const contestEpisodes = ({ champion }: RunConfig): number =>
  champion?.episodes ?? CONTEST_EPISODES;
