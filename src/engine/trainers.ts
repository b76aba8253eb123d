import { meanOf, type ProgramName, type Programs } from '#algorithms/contract.ts';
import type { Program } from '#compute/program.ts';
import type { AlgorithmDeclaration, Training } from '#core/algorithm.ts';
import type { RunConfig } from '#core/run-config.ts';
import { vectorSteps } from '#core/vector-steps.ts';
import type { RunState } from './state.ts';
import { trainOffPolicy } from './train-off-policy.ts';
import { trainOnPolicy } from './train-on-policy.ts';

/** A kind of training. */
export interface Trainer {
  /** Number of steps of a generation. */
  steps(config: RunConfig): number;
  /** Trains one generation. Yields the number of each step before it is made; the run pauses while nothing is pulled. */
  train(state: RunState): AsyncGenerator<number, void, void>;
  /** The programs that it runs, and the values that it reads of each. */
  readonly needs: Needs;
}

type Needs = { readonly [Name in ProgramName]?: readonly Programs[Name]['outputs'][] };

/** All kinds of training; a new one is a file and a line here. */
export const TRAINERS: Readonly<Record<Training, Trainer>> = {
  'off-policy': {
    steps: vectorSteps,
    train: trainOffPolicy,
    needs: { act: ['actions'], learn: [] },
  },
  'on-policy': {
    steps: vectorSteps,
    train: trainOnPolicy,
    needs: {
      act: ['actions', 'logProbabilities', 'values'],
      value: ['values'],
      learn: ['divergence'],
    },
  },
};

const ALWAYS: Needs = { evaluate: ['actions'], play: ['actions'] };

/** Throws a RangeError where an algorithm lacks a program, or one of its programs a value, that its training needs. */
export function checkPrograms(
  { id, training, metrics = [] }: AlgorithmDeclaration,
  programs: readonly Program[],
): void {
  for (const [name, outputs] of Object.entries({ ...ALWAYS, ...TRAINERS[training].needs })) {
    const program = programs.find((each) => each.name === name);
    if (!program)
      throw new RangeError(
        `algorithm ${id} has no program '${name}', which ${training} training runs`,
      );
    for (const output of outputs)
      if (!program.values.some((value) => value.name === output))
        throw new RangeError(
          `program '${name}' of algorithm ${id} leaves no '${output}', which ${training} training reads`,
        );
  }
  for (const { name, program } of metrics) {
    const update = programs.find((each) => each.name === program);
    if (!update?.values.some((value) => value.name === meanOf(name)))
      throw new RangeError(
        `program '${program}' of algorithm ${id} leaves no '${meanOf(name)}', the mean of a metric that is declared`,
      );
  }
}
