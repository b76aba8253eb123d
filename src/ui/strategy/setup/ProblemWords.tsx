import type { Problem } from '#core/problem.ts';
import setup from '../../setup/Setup.module.css';

/** A problem of the part that it is drawn in; nothing where there is none. */
export const ProblemWords = ({ problem }: { readonly problem: Problem | undefined }) =>
  problem && (
    <p role="alert" className={setup['problem']}>
      {problem.message.replace(problem.path, 'This')}
    </p>
  );
