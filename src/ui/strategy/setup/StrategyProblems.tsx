import type { Problem } from '#core/problem.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { StrategyField } from '#core/strategy/strategy-fields.ts';
import { problemWords } from '#store/words/problem-words.ts';
import { ProblemList } from '../../setup/ProblemList.tsx';
import { useStrategyState } from '../strategy-context.ts';

/** Problems of the set-up, each with a link to its field. */
export function StrategyProblems({ fields }: { readonly fields: readonly StrategyField[] }) {
  const problems = useStrategyState((state) => state.problems);
  const draft = useStrategyState((state) => state.draft);
  if (!draft) return null;
  return (
    <ProblemList
      problems={problems.map((problem) => {
        const { path } = problem;
        const field = fields.find((each) => each.path === path);
        const words = problemWords(problem, field?.label ?? rowLabel(problem, draft), field);
        return {
          path,
          words,
          label: field?.label ?? words,
          field: field?.path ?? rowField(problem),
        };
      })}
    />
  );
}

/** The row that a problem is in, as a field that can be shown: 'rows.2'. */
const rowField = ({ path }: Problem): string | null => /^rows\.\d+/.exec(path)?.[0] ?? null;

/** A row's problem by the row's name. */
function rowLabel({ path }: Problem, { rows }: StrategyConfig): string {
  const [, at] = /^rows\.(\d+)/.exec(path) ?? [];
  const name = at === undefined ? undefined : rows[Number(at)]?.name;
  return name ? `“${name}”` : path;
}
