import type { AlgorithmDeclaration } from './algorithm.ts';
import { accepts, expectation } from './field.ts';
import { type Change, FAMILIES, type Family } from './lineage.ts';
import { placeOf } from './network-change.ts';
import { describeValue, isRecord } from './plain-data.ts';
import type { Problem } from './problem.ts';

/**
 * A lineage to be lived again by one agent alone: the births on the way from a founder to an agent, in order. In a
 * generation without a birth the agent lives on unchanged.
 *
 * Random numbers are drawn under ids, so the agent takes the ids that it had: its exploration, its fresh weights and its
 * perturbations are those of the run that the schedule is of. On-policy, under the same settings, so is everything else,
 * bit for bit. Off-policy the population filled the replay buffer together, and now one agent does alone.
 */
export type Schedule = readonly ScheduleStep[];

export interface ScheduleStep {
  /** Generation in which the agent lives first; 0 of the founder. */
  readonly generation: number;
  /** Its id. */
  readonly agent: number;
  /** Under whose id the mutation drew, if not its own: a mutated elite draws under the one it had. */
  readonly drawnAs?: number;
  readonly family: Family;
  readonly method: string;
  /** Changes with their outcomes. A mutation of weights has none: it is drawn again, under the same id. */
  readonly changes: readonly Change[];
}

const MOST_STEPS = 1000;
const MOST_CHANGES = 64;
const HIGHEST_ID = 2 ** 31 - 1;

/** Reads a schedule, or says what is wrong with it; never throws. New data. */
export function parseSchedule(
  input: unknown,
  algorithm: AlgorithmDeclaration,
): { readonly schedule: Schedule; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const wrong = (path: string, value: unknown, advice: string): null => {
    problems.push({
      path,
      value: describeValue(value),
      message: `${path} is ${describeValue(value)}: ${advice}`,
    });
    return null;
  };
  if (!Array.isArray(input) || input.length === 0 || input.length > MOST_STEPS) {
    wrong('schedule', input, `it must be a list of 1 to ${MOST_STEPS} steps`);
    return { schedule: [], problems };
  }
  const steps = input.map((step: unknown, i) => readStep(step, `schedule[${i}]`, algorithm, wrong));
  steps.forEach((step, i) => {
    const before = steps[i - 1];
    if (!step) return;
    const due = i === 0 ? step.generation === 0 : step.generation > (before?.generation ?? 0);
    if (!due)
      wrong(
        `schedule[${i}].generation`,
        step.generation,
        i === 0
          ? 'the first step must be the founder, in generation 0'
          : 'steps must come in order',
      );
    if (before && step.agent <= before.agent)
      wrong(`schedule[${i}].agent`, step.agent, 'ids must grow from step to step');
  });
  return { schedule: Object.freeze(steps.filter((step) => step !== null)), problems };
}

type Wrong = (path: string, value: unknown, advice: string) => null;

function readStep(
  input: unknown,
  path: string,
  algorithm: AlgorithmDeclaration,
  wrong: Wrong,
): ScheduleStep | null {
  if (!isRecord(input))
    return wrong(
      path,
      input,
      'it must be an object with generation, agent, family, method, changes',
    );
  const whole = (name: string, value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= HIGHEST_ID
      ? value
      : wrong(`${path}.${name}`, value, `it must be a whole number from 0 to ${HIGHEST_ID}`);
  const generation = whole('generation', input['generation']);
  const agent = whole('agent', input['agent']);
  const drawnAs = input['drawnAs'] === undefined ? undefined : whole('drawnAs', input['drawnAs']);
  const family = FAMILIES.find((each) => each === input['family']);
  if (!family) wrong(`${path}.family`, input['family'], `it must be one of ${FAMILIES.join(', ')}`);
  const method = input['method'];
  if (typeof method !== 'string' || method.length > 60)
    wrong(`${path}.method`, method, 'it must be a short text, as head.addNode');
  const changes = input['changes'];
  if (!Array.isArray(changes) || changes.length > MOST_CHANGES)
    return wrong(`${path}.changes`, changes, `it must be a list of at most ${MOST_CHANGES}`);
  for (const key of Object.keys(input))
    if (!['generation', 'agent', 'drawnAs', 'family', 'method', 'changes'].includes(key))
      wrong(`${path}.${key.slice(0, 60)}`, input[key], 'there is no such field; take it out');
  const read = family
    ? changes.map((change: unknown, i) =>
        readChange(change, `${path}.changes[${i}]`, family, algorithm, wrong),
      )
    : [];
  if (generation === null || agent === null || drawnAs === null || !family) return null;
  return Object.freeze({
    generation,
    agent,
    ...(drawnAs !== undefined && { drawnAs }),
    family,
    method: String(method),
    changes: Object.freeze(read.filter((change) => change !== null)),
  });
}

function readChange(
  input: unknown,
  path: string,
  family: Family,
  algorithm: AlgorithmDeclaration,
  wrong: Wrong,
): Change | null {
  if (!isRecord(input)) return wrong(path, input, 'it must be an object with path, from and to');
  const { path: what, from, to } = input;
  if (typeof what !== 'string')
    return wrong(`${path}.path`, what, 'it must say what was changed, as learningRate');
  if (!isValue(from)) return wrong(`${path}.from`, from, 'it must be a number, a text or null');
  const advice = expected(what, to, family, algorithm);
  if (advice !== null || !isValue(to)) return wrong(`${path}.to`, to, advice ?? 'it is no value');
  return Object.freeze({ path: what, from, to });
}

const isValue = (value: unknown): value is Change['to'] =>
  value === null ||
  typeof value === 'string' ||
  (typeof value === 'number' && !Number.isNaN(value));

/** Null if a family may change this to that; else what would be right. */
function expected(
  path: string,
  to: unknown,
  family: Family,
  { networks, hyperparameters }: AlgorithmDeclaration,
): string | null {
  const evaluated = networks.filter(({ role }) => role !== 'target').map(({ name }) => name);
  switch (family) {
    case 'none':
    case 'parameters':
      return `a step of the family ${family} has no changes`;
    case 'hyperparameter': {
      const declared = hyperparameters.find(({ name }) => name === path);
      if (!declared) return `there is no hyperparameter ${path.slice(0, 60)}`;
      const { kind, lowest, highest } = declared;
      const fits =
        typeof to === 'number' &&
        to >= lowest &&
        to <= highest &&
        (kind === 'real' || Number.isInteger(to));
      return fits
        ? null
        : `it must be a ${kind === 'real' ? '' : 'whole '}number from ${lowest} to ${highest}`;
    }
    case 'activation':
    case 'architecture': {
      const place = placeOf(path);
      if (place?.entry.family !== family || !evaluated.includes(place.network))
        return `${path.slice(0, 60)} names no ${family === 'activation' ? 'activation' : 'layer'}`;
      const { removable, values } = place.entry;
      return (to === null && removable) || accepts(values, to)
        ? null
        : `it must be ${expectation(values)}`;
    }
    default:
      return family satisfies never;
  }
}
