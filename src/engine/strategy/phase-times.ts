import { now } from '../clock.ts';

/** Adds up how long each phase of a run took. */
export interface PhaseTimes {
  /** Does something as a part of a phase. */
  during<T>(phase: string, work: () => Promise<T>): Promise<T>;
  /** Time so far by phase, ms. */
  readonly ms: Readonly<Record<string, number>>;
}

export function createPhaseTimes(): PhaseTimes {
  const ms: Record<string, number> = {};
  return {
    ms,
    async during(phase, work) {
      const begun = now();
      try {
        return await work();
      } finally {
        ms[phase] = (ms[phase] ?? 0) + now() - begun;
      }
    },
  };
}

/** Returns the part of the time that the agents took, ms. */
export const agentMsOf = ({ decide = 0, learn = 0 }: PhaseTimes['ms']): number => decide + learn;
