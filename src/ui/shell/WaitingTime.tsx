import { useRunTime } from '../setup/use-run-time.ts';
import { useLabState } from './lab-context.ts';

/** Time that the waiting run takes, as the rest of a sentence; nothing where that is not known. */
export function WaitingTime() {
  const draft = useLabState((state) => (state.problems.length === 0 ? state.draft : null));
  const time = useRunTime(draft);
  return time && `: it takes ${time.words}`;
}
