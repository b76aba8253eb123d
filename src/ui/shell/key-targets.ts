/** Tells whether keys go to a control or a dialog. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.matches('select, textarea, input:not([type=checkbox], [type=radio], [type=range])') ||
    target.closest('dialog') !== null);

/** Tells whether the key is Space on a control, whose it is. */
export const isPressable = ({ key, target }: KeyboardEvent): boolean =>
  key === ' ' && target instanceof HTMLElement && target.matches('button, a, summary, input');

/** Undoes or redoes by Ctrl+Z and Ctrl+Shift+Z, or with the command key; by Ctrl+Y as on Windows. */
export function travel(lab: { undo(): void; redo(): void }, event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  if (key === 'y' || event.shiftKey) lab.redo();
  else lab.undo();
}
