import type { Problem } from '#core/run-config.ts';

/** A request that cannot be met: said in a sentence, without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** A refusal that names every problem of a configuration, a line each. */
export const refusalOf = (problems: readonly Problem[]): Refusal =>
  new Refusal(
    problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('\n'),
  );

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there, or its folder is not',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'its disk is read only',
  ENOSPC: 'its disk is full',
  EMFILE: 'too many files are open',
  EPIPE: 'who read it has gone',
  ENAMETOOLONG: 'its name is too long',
};

/** Says why a file could not be read or written (`deed`). */
export function fileRefusal(deed: 'read' | 'written', path: string, error: unknown): Refusal {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === undefined) throw error; // nothing of the file system
  return new Refusal(`'${path}' cannot be ${deed}: ${REASONS[code] ?? code}.`);
}

/** Exit code of a command that broke, or whose run failed. */
export const FAILED = 1;
/** Exit code of a command that cannot do what was asked. */
export const REFUSED = 2;

/** Says on standard error why a command ended: a refusal in its sentence, anything else as it is. Gives the exit code. */
export function exitCodeAfter(error: unknown): number {
  const isRefusal = error instanceof Refusal;
  console.error(isRefusal ? error.message : error);
  return isRefusal ? REFUSED : FAILED;
}
