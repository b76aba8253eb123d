import type { Problem } from '#core/problem.ts';
import type { DataConfig } from '#core/strategy/strategy-config.ts';
import { domainProblems } from '#datasets/domain-problems.ts';

/** Problems between settings of a data set, at the fields of a configuration. */
export const dataProblems = (data: DataConfig): readonly Problem[] =>
  data.kind === 'own'
    ? []
    : domainProblems(data).map((problem) => ({ ...problem, path: `data.${problem.path}` }));
