import type { Field } from '#core/field.ts';
import { problemWords } from '#store/words/problem-words.ts';
import { useLabState } from '../shell/lab-context.ts';
import { ProblemList } from './ProblemList.tsx';

/** Problems of the set-up, each with a link to its field. */
export function Problems({ fields }: { readonly fields: readonly Field[] }) {
  const problems = useLabState((state) => state.problems);
  return (
    <ProblemList
      problems={problems.map((problem) => {
        const { path } = problem;
        const field = fields.find((each) => each.path === path);
        const label = field?.label ?? path;
        const words = problemWords(problem, label, field);
        return { path, words, label, field: field ? path : null };
      })}
    />
  );
}
