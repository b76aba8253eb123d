import { readFileSync } from 'node:fs';
import {
  BaseSequencer,
  ForksPoolWorker,
  type PoolRunnerInitializer,
  type PoolTask,
  type TestSpecification,
} from 'vitest/node';

/**
 * Kinds of processes, in the order in which their files are run: of files that put modules in the place of others each
 * has one of its own; those with a document share some, and those without. To load all modules anew for each file takes
 * a third of the processor time of the unit tests.
 */
const KINDS = ['alone', 'document', 'plain'] as const;
type Kind = (typeof KINDS)[number];

function kindOf(path: string): Kind {
  const text = readFileSync(path, 'utf8');
  if (/vi\.(do)?[mM]ock\(/.test(text)) return 'alone';
  return text.includes('@vitest-environment') ? 'document' : 'plain';
}

/** A process that runs test files of one kind one after the other, or one file that must be alone. */
class Worker extends ForksPoolWorker {
  override readonly name = 'shared forks';
  #kind: Kind = 'alone';

  override send(message: Parameters<ForksPoolWorker['send']>[0]): void {
    if ('context' in message && 'files' in message.context) {
      const [file] = message.context.files;
      if (file) this.#kind = kindOf(file.filepath);
    }
    super.send(message);
  }

  canReuse({ context }: PoolTask): boolean {
    return (
      this.#kind !== 'alone' &&
      context.files.every(({ filepath }) => kindOf(filepath) === this.#kind)
    );
  }
}

export const SHARED_WORKERS: PoolRunnerInitializer = {
  name: 'shared forks',
  createPoolWorker: (options) => new Worker(options),
};

/** Files that take ten seconds and more although they are short: by itself the runner begins with the longest text. */
const SLOW = /\/(hashes|recorded-strategy|training-world|cli\/evolve|cli\/strategy)\.test\.ts$/;

/**
 * Runs files kind by kind: a worker ends where the next file in the queue cannot use it. The slowest of a kind begin
 * first, else the last of them keeps one core busy while the others have nothing left.
 */
export class KindByKind extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const kinds = new Map(sorted.map(({ moduleId }) => [moduleId, kindOf(moduleId)]));
    const slowFirst = sorted.toSorted(
      (a, b) => Number(SLOW.test(b.moduleId)) - Number(SLOW.test(a.moduleId)),
    );
    return KINDS.flatMap((kind) =>
      slowFirst.filter(({ moduleId }) => kinds.get(moduleId) === kind),
    );
  }
}
