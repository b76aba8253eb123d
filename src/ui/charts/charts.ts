import { AGENTS } from './agents.tsx';
import type { Chart } from './chart.ts';
import { DIVERSITY } from './diversity.tsx';
import { FITNESS } from './fitness.tsx';
import { HYPERPARAMETERS } from './hyperparameters.tsx';
import { IMPORTANCE } from './importance.tsx';
import { LINEAGE } from './lineage.tsx';
import { MUTATIONS } from './mutations.tsx';
import { NETWORKS } from './networks.tsx';
import { PARALLEL } from './parallel.tsx';
import { STRENGTH } from './strength.tsx';
import { THROUGHPUT } from './throughput.ts';
import { TRAINING } from './training.tsx';

/** Charts in the order of their tabs. A chart is added by a description, and a line here. */
export const CHARTS: readonly Chart[] = [
  FITNESS,
  STRENGTH,
  AGENTS,
  LINEAGE,
  HYPERPARAMETERS,
  PARALLEL,
  MUTATIONS,
  IMPORTANCE,
  TRAINING,
  DIVERSITY,
  NETWORKS,
  THROUGHPUT,
];
