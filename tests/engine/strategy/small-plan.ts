import type { WholePlan } from '#engine/strategy/training-plan.ts';
import { SMALL_TEAMS } from './small-strategy.ts';

const [TEAM] = SMALL_TEAMS.teams;
if (!TEAM) throw new Error('there is no team');

/** A training that takes a moment. */
export const SMALL_PLAN: WholePlan = {
  options: TEAM.options,
  state: { ...TEAM.state, history: 1 },
  reward: TEAM.reward,
  domains: ['shapes'],
  images: { size: 16, train: 16, validation: 8 },
  network: { width: 'tiny' },
  training: { steps: 4, batch: 8, interval: 1, clip: 5, ramp: 0, mixing: 'area' },
  rows: 2,
  episodes: 3,
  seed: 7,
  seeds: 2,
};
