/** Calls that may come often, made seldom. */
export interface Paced {
  /** At once. */
  now(): void;
  /** At once if the last call is `ms` ago, else as soon as it is. */
  soon(): void;
  stop(): void;
}

export function paced(ms: number, call: () => void): Paced {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let due = false;
  const rest = () => {
    timer = setTimeout(() => {
      timer = null;
      if (due) now();
    }, ms);
  };
  const now = () => {
    if (timer !== null) clearTimeout(timer);
    due = false;
    rest();
    call();
  };
  return {
    now,
    soon() {
      if (timer === null) now();
      else due = true;
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      due = false;
    },
  };
}
