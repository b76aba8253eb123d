import {
  activationsGiven,
  recipeFitsGenerations,
  scheduleHasOneAgent,
  someMutationPossible,
  tournamentFits,
} from './evolution-rules.ts';
import {
  hyperparametersInOrder,
  hyperparametersInRange,
  settingsInOrder,
} from './hyperparameter-rules.ts';
import { latentInRange, layersInRange, nodesInRange } from './network-rules.ts';
import type { ConfigRule } from './rule.ts';
import { fitsTask, rivalSharesFit, tournamentHasPlayers } from './task-rules.ts';
import {
  batchFitsReplayBuffer,
  environmentsGetSteps,
  learningBegins,
  replayBufferHoldsAStep,
  rolloutFitsGeneration,
  runEnds,
} from './training-rules.ts';

/** Rules in the order in which their problems are told. */
export const RULES: readonly ConfigRule[] = [
  fitsTask,
  rivalSharesFit,
  tournamentHasPlayers,
  hyperparametersInRange,
  hyperparametersInOrder,
  settingsInOrder,
  layersInRange,
  nodesInRange,
  latentInRange,
  tournamentFits,
  someMutationPossible,
  activationsGiven,
  batchFitsReplayBuffer,
  replayBufferHoldsAStep,
  learningBegins,
  rolloutFitsGeneration,
  environmentsGetSteps,
  runEnds,
  scheduleHasOneAgent,
  recipeFitsGenerations,
];
