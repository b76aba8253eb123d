import { counted } from '#core/counted.ts';
import { ALL_OPEN, type Controls, isControl } from '#protocol/controls.ts';
import type { Lesson } from '#protocol/lesson.ts';
import type { LabState } from './lab-state.ts';

/** Access to a part of the page: whether it is there, and may be used. */
export type Access = 'open' | 'locked' | 'hidden';

/** Parts hidden and locked now: those of a preview, else of the link unless a person has asked to see all. */
const controlsNow = ({ controls, lifted, preview }: LabState): Controls =>
  preview ?? (lifted ? ALL_OPEN : controls);

/** Access to a control by its name, or to a field by its group and its path. */
export function accessTo(state: LabState, ...names: readonly string[]): Access {
  const { hidden, locked, open = [] } = controlsNow(state);
  if (names.some((name) => hidden.includes(name))) return 'hidden';
  if (names.some((name) => leavesOpen(open, name))) return 'open';
  return names.some((name) => locked.includes(name)) ? 'locked' : 'open';
}

/** Tells whether a field of that path is left open in a locked group. */
const leavesOpen = (open: readonly string[], path: string): boolean =>
  open.some((name) => path === name || path.startsWith(`${name}.`));

/** Filters of the fields of a locked group those that are left open. */
export function leftOpen<T extends { readonly path: string }>(
  state: LabState,
  fields: readonly T[],
): readonly T[] {
  const { open = [] } = controlsNow(state);
  return fields.filter(({ path }) => leavesOpen(open, path));
}

/** Lesson of the link, or of the preview of one; null: there is none. */
export const lessonOf = ({ controls, preview }: LabState): Lesson | null =>
  (preview ?? controls).lesson ?? null;

/** Says how much a link hides and locks, as 'hides 2 parts and locks 1 part'; '' where it does neither. */
export function controlsWords(controls: Controls): string {
  const [hidden, locked] = [controls.hidden.filter(isControl), controls.locked.filter(isControl)];
  const words = [
    hidden.length > 0 ? `hides ${counted(hidden.length, 'part')}` : '',
    locked.length > 0 ? `locks ${counted(locked.length, 'part')}` : '',
  ];
  const but = locked.length > 0 ? (controls.open ?? []).length : 0;
  return `${words.filter(Boolean).join(' and ')}${but > 0 ? `, but for ${counted(but, 'setting')}` : ''}`;
}
