import { meanOf, type ProgramName, type Programs } from '#algorithms/contract.ts';
import type { Program } from '#compute/program.ts';
import type { AlgorithmDeclaration, Training } from '#core/algorithm.ts';

type Needs = { readonly [Name in ProgramName]?: readonly Programs[Name]['outputs'][] };

/** The programs that each kind of training runs, and the values that it reads of each. */
const NEEDS: Readonly<Record<Training, Needs>> = {
  'off-policy': { act: ['actions'], learn: [] },
  'on-policy': {
    act: ['actions', 'logProbabilities', 'values'],
    value: ['values'],
    learn: ['divergence'],
  },
};

const ALWAYS: Needs = { evaluate: ['actions'], play: ['actions'] };

/** Throws a RangeError where an algorithm lacks a program, or one of its programs a value, that its training needs. */
export function checkPrograms(
  { id, training, metrics = [] }: AlgorithmDeclaration,
  programs: readonly Program[],
): void {
  for (const [name, outputs] of Object.entries({ ...ALWAYS, ...NEEDS[training] })) {
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
    if (program === undefined) continue;
    const update = programs.find((each) => each.name === program);
    if (!update?.values.some((value) => value.name === meanOf(name)))
      throw new RangeError(
        `program '${program}' of algorithm ${id} leaves no '${meanOf(name)}', the mean of a metric that is declared`,
      );
  }
}
