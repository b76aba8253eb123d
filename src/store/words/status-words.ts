import { championFigure, championFigures } from '#archive/champion-words.ts';
import { counted } from '#core/counted.ts';
import type { LabState } from '../lab/lab-state.ts';
import { shortNumber } from './mutation-words.ts';

/** One sentence on where the lab stands, for the live region. */
export function statusSentence(state: LabState): string {
  const { status, generations, config, champion } = state;
  const best = champion ? ` Champion: agent ${champion.agent}, ${championFigures(champion)}.` : '';
  switch (status.kind) {
    case 'loading':
      return 'The engine is loading.';
    case 'idle':
      return state.seeking ? 'Looking for the run that was left here.' : 'Ready.';
    case 'starting':
      return 'Starting.';
    case 'running':
      return `Generation ${generations} of ${config?.generations ?? '?'}.${best}`;
    case 'paused':
      return `Paused at generation ${generations}.${best}`;
    case 'finished': {
      const reason = {
        target: 'Target reached',
        generations: 'All generations done',
        stopped: 'Stopped',
      }[status.reason];
      return `${reason} after ${counted(generations, 'generation')}.${best}`;
    }
    case 'refused':
      return `The set-up cannot run: ${counted(status.problems.length, 'value')} to correct.`;
    case 'failed':
      return `The run failed (${status.during}): ${status.message}`;
    default:
      return status satisfies never;
  }
}

/** Signs before the title; of what has none, the title tells nothing. */
const SIGNS: Partial<Record<LabState['status']['kind'], string>> = {
  running: '▶',
  paused: '⏸',
  finished: '✓',
  failed: '!',
};

/** The document's title, so that a hidden tab tells how far it is. */
export function tabTitle({ status, generations, champion }: LabState, name: string): string {
  const sign = SIGNS[status.kind];
  if (sign === undefined) return name;
  const figures = champion ? ` · ${shortNumber(championFigure(champion))}` : '';
  return `${sign} gen ${generations}${figures} – ${name}`;
}
