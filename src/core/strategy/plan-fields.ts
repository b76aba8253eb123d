import { accepts, expectation, type Field } from '../field.ts';
import { field, integer } from '../field-makers.ts';
import { FIELDS } from '../fields.ts';
import { FAMILIES } from '../lineage.ts';
import { isRecord, valueAt } from '../plain-data.ts';
import type { Problem } from '../problem.ts';
import { fieldProblem } from '../read-fields.ts';
import { DOMAIN_FIELDS, SEED_FIELD, TRAINING_FIELDS } from './strategy-fields.ts';

type PlanFieldGroup = 'population' | 'images' | 'training' | 'selection' | 'mutation';
export type PlanField = Field<PlanFieldGroup>;

/** A field of a strategy run as a plan has it: under its own path. */
const asOfRun = (path: string, own: string, group: PlanFieldGroup): PlanField => {
  const found = [...DOMAIN_FIELDS, ...TRAINING_FIELDS].find((each) => each.path === path);
  if (!found) throw new RangeError(`a run has no field '${path}'`);
  return { ...found, path: own, group };
};

const EVOLVING = ['selection', 'mutation'] as const;

/** Selection and mutation as every population has them; founders of teams have learned nothing that could be mutated. */
const evolving = (): PlanField[] =>
  FIELDS.filter(({ path }) => path !== 'mutation.preTraining').flatMap((each) => {
    const group = EVOLVING.find((known) => known === each.group);
    return group ? [{ ...each, group, live: false }] : [];
  });

const MOST_SEEDS = 100_000;
/** Runs by which a generation is judged at most. */
export const MOST_EVALUATIONS = 16;
/** Seeds after the first, of training and of judging. */
const FURTHER_SEEDS = (1 + MOST_EVALUATIONS) * MOST_SEEDS;

/** Fields of a plan, by the words that a population of teams has for them. */
// biome-ignore format: a field a line
export const PLAN_FIELDS: readonly PlanField[] = [
  field<PlanFieldGroup>('rows', 'Teams', 'How many teams there are in each generation; each steers how one classifier trains.', 'population', integer(1, 16)),
  field<PlanFieldGroup>('episodes', 'Generations', 'After so many generations the evolution ends. How much teams explore falls over them.', 'population', integer(1, 100_000, 'log')),
  field<PlanFieldGroup>('seed', 'Seed', 'Every random number follows from it: the same plan gives the same teams.', 'population', integer(0, SEED_FIELD.highest - FURTHER_SEEDS)),
  field<PlanFieldGroup>('seeds', 'Seeds in turn', 'Generations train on images and initial weights of so many seeds in turn, and are judged on those of others; more make it less likely that teams learn one set by heart.', 'population', integer(1, MOST_SEEDS, 'log')),
  field<PlanFieldGroup>('evaluations', 'Evaluation runs', 'After it has learned, every team steers so many classifiers more without exploring or learning, all on the same images and initial weights. Its fitness is the mean of their mAPs on the validation images at the end.', 'population', integer(1, MOST_EVALUATIONS)),
  asOfRun('data.size', 'images.size', 'images'),
  asOfRun('data.images.train', 'images.train', 'images'),
  asOfRun('data.images.validation', 'images.validation', 'images'),
  asOfRun('network.width', 'network.width', 'training'),
  asOfRun('training.steps', 'training.steps', 'training'),
  asOfRun('training.batch', 'training.batch', 'training'),
  asOfRun('training.interval', 'training.interval', 'training'),
  ...evolving(),
];

/** Lists the problems of a plan's numbers, and of its population's evolution, field by field. */
export function planProblems(plan: object): readonly Problem[] {
  const present = PLAN_FIELDS.filter(({ path }) => {
    const [part = ''] = path.split('.');
    return !isOptional(part) || valueAt(plan, part) !== undefined;
  });
  const problems = present.flatMap((each) => {
    const value = valueAt(plan, each.path);
    return accepts(each, value)
      ? []
      : [fieldProblem(each.path, value, `it must be ${expectation(each)}`)];
  });
  const domains = valueAt(plan, 'domains');
  if (!Array.isArray(domains) || domains.length === 0)
    problems.push(fieldProblem('domains', domains, 'it must be a list of one at least'));
  return problems.length > 0 ? problems : [...foreignKeys(plan), ...misfits(plan)];
}

/** Tells whether a plan may leave a part out: only populations have it. */
const isOptional = (part: string) => [...EVOLVING, 'evaluations'].some((known) => known === part);

/** Keys of selection and mutation that they do not have. */
function foreignKeys(plan: object): Problem[] {
  return EVOLVING.flatMap((part) => {
    const found = valueAt(plan, part);
    const known = PLAN_FIELDS.map(({ path }) => path);
    return Object.keys(isRecord(found) ? found : {})
      .map((key) => `${part}.${key}`)
      .filter((path) => !known.includes(path))
      .map((path) => fieldProblem(path, valueAt(plan, path), 'there is no such field'));
  });
}

/** Lists the contradictions between fields that are each within their limits. */
function misfits(plan: object): Problem[] {
  const problems: Problem[] = [];
  const check = (holds: boolean, path: string, advice: string) => {
    if (!holds) problems.push(fieldProblem(path, valueAt(plan, path), advice));
  };
  const [rows, size] = [valueAt(plan, 'rows'), valueAt(plan, 'selection.tournamentSize')];
  if (size !== undefined)
    check(
      Number(size) <= Number(rows),
      'selection.tournamentSize',
      `there are only ${rows} teams to draw from`,
    );
  if (valueAt(plan, 'mutation') === undefined) return problems;
  const shareOf = (family: string) => Number(valueAt(plan, `mutation.${family}`));
  check(
    FAMILIES.some((family) => shareOf(family) > 0),
    'mutation.none',
    'one share at least must be above 0',
  );
  const activations = valueAt(plan, 'mutation.activations');
  check(
    shareOf('activation') === 0 || (Array.isArray(activations) && activations.length > 0),
    'mutation.activations',
    'an activation mutation needs one to choose',
  );
  return problems;
}
