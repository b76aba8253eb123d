import { counted } from '../../counted.ts';
import { type Estimate, seedEstimate } from './estimate.ts';
import type { RunResult } from './experiment.ts';
import { estimateWords } from './experiment-table.ts';

/** Explanation of the matrix of tests elsewhere. */
export const ELSEWHERE_WORDS =
  'Tested without training: mAP, %, on the test images of other data, over the classes that these share with those it was trained on.';

/** Test of an arm's classifiers on one kind of data. */
export interface ElsewhereCell {
  /** mAP, a share; null: undefined in every run. */
  readonly mean: Estimate | null;
  /** Classes of the same name, which alone count. */
  readonly shared: number;
}

/** Tests without training: a line for each arm by the run that it trained in, a cell for each data it was tested on. */
export interface ElsewhereMatrix {
  /** Data by name. */
  readonly names: readonly string[];
  readonly lines: readonly {
    readonly name: string;
    /** Name of the data that it trained on. */
    readonly key: string;
    readonly seeds: number;
    readonly cells: readonly ElsewhereCell[];
  }[];
}

/** Returns the tests without training of all runs; null: no run was tested elsewhere. */
export function elsewhereMatrix(results: readonly RunResult[]): ElsewhereMatrix | null {
  const keys = [...new Set(results.map(({ key }) => key))];
  const place = (name: string) => (keys.includes(name) ? keys.indexOf(name) : keys.length);
  const found = new Set(results.flatMap(({ elsewhere = {} }) => Object.keys(elsewhere)));
  if (found.size === 0) return null;
  // Data that is trained on, too, comes in the order of the runs, so that own data lies on a diagonal.
  const names = [...found].sort((a, b) => place(a) - place(b));
  const lines = new Map<string, RunResult[]>();
  for (const run of results)
    for (const { name } of run.rows) {
      const id = `${run.key}\n${name}`;
      lines.set(id, [...(lines.get(id) ?? []), run]);
    }
  return {
    names,
    lines: [...lines].map(([id, runs]) => {
      const [key = '', name = ''] = id.split('\n');
      const cells = names.map((other): ElsewhereCell => {
        const tests = runs.map(({ rows, elsewhere }) => ({
          shared: elsewhere?.[other]?.shared ?? 0,
          mAP: elsewhere?.[other]?.mAP[rows.findIndex((row) => row.name === name)] ?? null,
        }));
        const shared = Math.max(...tests.map((each) => each.shared));
        return { mean: seedEstimate(tests.map(({ mAP }) => mAP)), shared };
      });
      return { name, key, seeds: runs.length, cells };
    }),
  };
}

/** Head and cells of a matrix of tests without training as text. */
export const elsewhereText = ({
  names,
  lines,
}: ElsewhereMatrix): {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
} => ({
  head: ['Arm', 'Trained on', ...names],
  rows: lines.map(({ name, key, seeds, cells }) => [
    name,
    key,
    ...cells.map(({ mean, shared }) => {
      const words = estimateWords(mean, 'mAP', seeds);
      return mean ? `${words}, ${counted(shared, 'class', 'classes')}` : words;
    }),
  ]),
});
