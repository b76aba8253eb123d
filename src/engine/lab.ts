import type { CommandOf, LabId } from '#protocol/envelope.ts';
import type { StepUnit } from '#protocol/messages.ts';
import type { Stopwatch } from './clock.ts';

/** Commands that mean the same in every lab; the session sees to them. */
type Shared = 'play' | 'pause' | 'step' | 'stop' | 'pace';

/** The other commands: those that begin a run, and those of this lab alone. */
export type LabCommand<Id extends LabId> = Exclude<CommandOf<Id>, { readonly kind: Shared }>;

export type Labs = { readonly [Id in LabId]: Lab<LabCommand<Id>> };

/** A lab, as the session drives it. */
export interface Lab<C> {
  /** Takes a command, which may put another run into the holder. */
  obey(command: C, holder: RunHolder): Promise<void>;
  /** Says that something failed while there was no run. */
  fail(error: unknown): void;
}

/** Holds the one run that the session drives. */
export interface RunHolder {
  /** Takes away the run there was, if any. */
  clear(): Promise<void>;
  put(run: LabRun): void;
  /** Tells whether this is the run it holds. */
  holds(run: LabRun): boolean;
}

/** A run of a lab, as the session drives it. */
export interface LabRun {
  /** True when it is to compute on. */
  readonly playing: boolean;
  /** Counts the time of computing. */
  readonly stopwatch: Stopwatch;
  /** Computes up to its next event; true: that was a step, and the next one waits where runs are paced. */
  advance(): Promise<boolean>;
  /** Draws what was asked to be seen since the last time. */
  look(): Promise<void>;
  /** Goes on; to the end of a unit if one is given. */
  play(until: StepUnit | null): void;
  pause(): void;
  /** Ends it early. */
  stop(): Promise<void>;
  /** Goes on after a failure where that can be, else ends and says so. Never throws. */
  recover(error: unknown): Promise<void>;
  dispose(): Promise<void>;
}
