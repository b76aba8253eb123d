import { counted } from '#core/counted.ts';
import { ALL_OPEN, type Controls, isControl } from '#protocol/controls.ts';
import type { LabState } from './lab-state.ts';

/** Whether a part of the page is there, and may be used. */
export type Access = 'open' | 'locked' | 'hidden';

/** What is hidden and locked now: a try comes first, and a person may have asked to see it all. */
const controlsNow = ({ controls, lifted, preview }: LabState): Controls =>
  preview ?? (lifted ? ALL_OPEN : controls);

/** Of a control by its name, or of a field by its group and its path. */
export function accessTo(state: LabState, ...names: readonly string[]): Access {
  const { hidden, locked } = controlsNow(state);
  if (names.some((name) => hidden.includes(name))) return 'hidden';
  return names.some((name) => locked.includes(name)) ? 'locked' : 'open';
}

/** How much a link hides and locks, as 'hides 2 parts and locks 1'; '' where it does neither. */
export function controlsWords(controls: Controls): string {
  const [hidden, locked] = [controls.hidden.filter(isControl), controls.locked.filter(isControl)];
  const words = [
    hidden.length > 0 ? `hides ${counted(hidden.length, 'part')}` : '',
    locked.length > 0 ? `locks ${counted(locked.length, 'part')}` : '',
  ];
  return words.filter(Boolean).join(' and ');
}
