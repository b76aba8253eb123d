import { championFigure } from '#archive/champion-words.ts';
import { counted } from '#core/counted.ts';
import { shortNumber } from '#core/short-number.ts';
import type { LabState } from './lab-state.ts';
import { isRunsForm } from './set-up-state.ts';

/** Progress of a run towards a lesson's goal. */
export interface GoalProgress {
  readonly kind: 'ahead' | 'reached' | 'missed';
  /** Words as a sentence. */
  readonly words: string;
}

/** Measures whether the champion of the run shown has a mean return of at least `goal`. */
export function goalProgress(goal: number, state: LabState): GoalProgress {
  const { champion, generations, status, waiting, run } = state;
  if (waiting || run === 0 || !isRunsForm(state))
    return { kind: 'ahead', words: 'The run has not begun yet.' };
  if (!champion) return { kind: 'ahead', words: 'No agent has been evaluated yet.' };
  const has = `agent ${champion.agent}, the champion, has ${shortNumber(championFigure(champion))}`;
  if (championFigure(champion) >= goal) return { kind: 'reached', words: `Reached: ${has}.` };
  return status.kind === 'finished'
    ? { kind: 'missed', words: `Missed: ${has} after ${counted(generations, 'generation')}.` }
    : { kind: 'ahead', words: `Not yet: ${has}.` };
}
