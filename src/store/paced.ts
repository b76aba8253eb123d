/** Calls that may come often, made seldom. */
export function paced(ms: number, call: () => void) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let due = false;
  const rest = () => {
    timer = setTimeout(() => {
      timer = null;
      if (due) now();
    }, ms);
  };
  /** At once. */
  const now = (): void => {
    if (timer !== null) clearTimeout(timer);
    due = false;
    rest();
    call();
  };
  return {
    now,
    /** At once if the last call is `ms` ago, else as soon as it is. */
    soon(): void {
      if (timer === null) now();
      else due = true;
    },
    stop(): void {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      due = false;
    },
  };
}
