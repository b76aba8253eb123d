import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { WholeTrainingPlan } from '#protocol/teams-messages.ts';
import { USUAL_EVOLUTION } from './team-evolution.ts';
import { usualPlan } from './training-plan.ts';

/** Returns the plan of a small population that is over in a few minutes, of networks that learn from few decisions. */
export const usualEvolution = (catalog: StrategyCatalog): WholeTrainingPlan => ({
  ...usualPlan(catalog),
  name: 'Evolved team',
  controller: 'dqn-vdn',
  // The reward comes at the end, so nothing but the discount tells the first decision what it was worth.
  settings: { warmUp: 8, batch: 16, capacity: 1000, discount: 0.99 },
  rows: 6,
  episodes: 8,
  ...USUAL_EVOLUTION,
});
