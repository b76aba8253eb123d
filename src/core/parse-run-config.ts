import type { Catalog } from './catalog.ts';
import type { ConfigContext } from './config-rules/rule.ts';
import { RULES } from './config-rules/rules.ts';
import { declarationIn } from './declaration-in.ts';
import { fieldsFor } from './fields.ts';
import { isRecord, plainCopy } from './plain-data.ts';
import { fieldProblem, fieldTree, readFields } from './read-fields.ts';
import { withoutRetired } from './retired.ts';
import type { Problem, RunConfig } from './run-config.ts';
import { parseSchedule } from './schedule.ts';

export type Parsed =
  | {
      readonly ok: true;
      /** New data, frozen throughout. */
      readonly config: RunConfig;
      /** A sentence for each field that was left out because it is no more; absent: none was. */
      readonly dropped?: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Problems reported at most; a person mends the first few and tries again. */
const MAX_PROBLEMS = 100;

/** Makes a configuration of anything, or says everything that is wrong with it. Never throws. */
export function parseRunConfig(input: unknown, catalog: Catalog): Parsed {
  const { data, dropped } = withoutRetired(plainCopy(input));
  if (!isRecord(data))
    return failure([
      fieldProblem('', data, 'a configuration must be an object with the fields of a run'),
    ]);

  const environment = catalog.environments.find(({ id }) => id === data['environment']);
  const algorithm = catalog.algorithms.find(({ id }) => id === data['algorithm']);
  const chosen = { algorithm: algorithm?.id ?? '', environment: environment?.id ?? '' };
  const tree = fieldTree(fieldsFor(catalog, chosen));
  // Without an algorithm or environment it is unknown which of its fields are right.
  for (const own of ['hyperparameters', 'settings'])
    if (!algorithm) tree.delete(own);
    else if (!tree.has(own)) tree.set(own, new Map());

  const problems: Problem[] = [];
  const { schedule, ...fields } = data;
  const config = readFields(fields, tree, '', {
    wrong: (found) => problems.push(found),
    unknown(path, value) {
      if (!algorithm && /^(hyperparameters|settings)$/.test(path)) return;
      if (!environment && path === 'environmentOptions') return;
      problems.push(fieldProblem(path, value, 'there is no such field; take it out'));
    },
  });

  const { settings = {} } = config as Partial<RunConfig>; // as far as it could be read
  const placed = declarationIn(catalog, { ...chosen, settings });
  const recorded = schedule !== undefined && placed ? parseSchedule(schedule, placed) : null;
  problems.push(...(recorded?.problems ?? []));

  if (problems.length > 0 || !environment || !algorithm) return failure(problems);
  // Every field of the tree was read, and each value was accepted.
  const whole = config as unknown as RunConfig;
  const context: ConfigContext = {
    config: recorded ? Object.freeze({ ...whole, schedule: recorded.schedule }) : whole,
    environment,
    algorithm,
  };
  const broken = RULES.flatMap((rule) => rule(context));
  return broken.length > 0
    ? failure(broken)
    : { ok: true, config: context.config, ...(dropped.length > 0 && { dropped }) };
}

const failure = (problems: readonly Problem[]): Parsed => ({
  ok: false,
  problems: problems.slice(0, MAX_PROBLEMS),
});
