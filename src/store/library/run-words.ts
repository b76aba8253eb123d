import { championFigure } from '#archive/champion-words.ts';
import type { RunRecord } from '#archive/run-record.ts';
import { shortNumber } from '../words/mutation-words.ts';

const ENDS = { target: 'solved', generations: 'finished', stopped: 'stopped' } as const;

/** Says in a few words how a run stands, and which engine made it if that is not `engine`, null: any. */
export function standingOf(record: RunRecord, isActive: boolean, engine: string | null): string {
  const standing = isActive ? 'open in a tab' : record.end ? ENDS[record.end] : 'unfinished';
  const isOther = engine !== null && record.engine !== engine;
  return `${standing}${isOther ? `, by engine ${record.engine}` : ''}`;
}

/** Its champion's figure, or a dash. */
export const championWord = ({ champion }: RunRecord): string =>
  shortNumber(champion ? championFigure(champion) : Number.NaN);

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Writes a size as '1.2 MB'; a kB is 1000 bytes, as disks are sold. */
export function sizeWord(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${SIZES[power]}`;
}

/** Writes a date in the reader's own way. */
export function dateWord(ms: number, now = Date.now()): string {
  const minutes = (now - ms) / 60_000;
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${Math.floor(minutes)} min ago`;
  const sameDay = new Date(ms).toDateString() === new Date(now).toDateString();
  return sameDay
    ? new Date(ms).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : new Date(ms).toLocaleDateString([], { day: 'numeric', month: 'short', year: 'numeric' });
}
