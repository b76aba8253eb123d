import { failureOf } from './failure-of.ts';
import type { Lab } from './lab.ts';

/** A lab that is loaded when it is needed. */
export interface LazyLab<C> extends Lab<C> {
  /** Loads it, so that its first command need not wait. After a failure that command tries again. */
  preload(): void;
}

/** `load` gives what obeys; `fail` says what failed while there was no run. */
export function createLazyLab<C>(
  load: () => Promise<Pick<Lab<C>, 'obey'>>,
  fail: (message: string, stack: string) => void,
): LazyLab<C> {
  let loading: Promise<Pick<Lab<C>, 'obey'>> | null = null;
  const loaded = () => {
    loading ??= load().catch((error: unknown) => {
      loading = null; // the next command tries again
      throw error;
    });
    return loading;
  };
  return {
    preload: () => void loaded().catch(() => {}), // the first command says what is wrong
    async obey(command, holder) {
      await (await loaded()).obey(command, holder);
    },
    fail(error) {
      const { message, stack } = failureOf(error);
      fail(message, stack);
    },
  };
}
