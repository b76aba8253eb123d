import { readFileSync } from 'node:fs';
import {
  BaseSequencer,
  ForksPoolWorker,
  type PoolRunnerInitializer,
  type PoolTask,
  type TestSpecification,
} from 'vitest/node';

/**
 * Tells whether a test file must have a process of its own: it has a document, or puts modules in the place of others.
 * To load the modules of all others anew for each file takes a third of the processor time of the unit tests.
 */
function isAlone(path: string): boolean {
  return /@vitest-environment|vi\.(do)?[mM]ock\(/.test(readFileSync(path, 'utf8'));
}

/** A process that runs one test file that must be alone, or any number of others one after the other. */
class Worker extends ForksPoolWorker {
  override readonly name = 'shared forks';
  #isAlone: boolean | null = null;

  override send(message: Parameters<ForksPoolWorker['send']>[0]): void {
    if ('context' in message && 'files' in message.context)
      this.#isAlone = message.context.files.some(({ filepath }) => isAlone(filepath));
    super.send(message);
  }

  canReuse({ context }: PoolTask): boolean {
    return this.#isAlone === false && !context.files.some(({ filepath }) => isAlone(filepath));
  }
}

export const SHARED_WORKERS: PoolRunnerInitializer = {
  name: 'shared forks',
  createPoolWorker: (options) => new Worker(options),
};

/** Files that must be alone come first: a worker ends where the next file in the queue cannot use it. */
export class AloneFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const alone = new Set(sorted.filter(({ moduleId }) => isAlone(moduleId)));
    return [...alone, ...sorted.filter((file) => !alone.has(file))];
  }
}
