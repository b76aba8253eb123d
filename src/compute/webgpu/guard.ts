/** Guard that knows whether the GPU works. A fault is final: it ends all that waits, and all that comes. */
export interface Guard {
  /** Throws once there was a fault. */
  check(): void;
  /** The first fault counts. */
  fail(error: Error): void;
  /** Resolves as the promise does, or rejects with the fault if that comes first. */
  race<T>(promise: Promise<T>): Promise<T>;
}

export function createGuard(): Guard {
  let fault: Error | null = null;
  const waiting = new Set<(error: Error) => void>();
  return {
    check() {
      if (fault) throw new Error(fault.message, { cause: fault });
    },
    fail(error) {
      if (fault) return;
      fault = error;
      for (const reject of waiting) reject(error);
      waiting.clear();
    },
    race(promise) {
      if (fault) {
        promise.catch(() => {}); // the fault says why
        return Promise.reject(fault);
      }
      return new Promise((resolve, reject) => {
        waiting.add(reject);
        promise.then(
          (value) => {
            waiting.delete(reject);
            resolve(value);
          },
          (error: unknown) => {
            waiting.delete(reject);
            reject(fault ?? error);
          },
        );
      });
    },
  };
}
