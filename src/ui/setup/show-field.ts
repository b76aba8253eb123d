/** Unfolds what a field lies in and moves the focus to its control. */
export function showField(path: string): void {
  const field = document.querySelector(`[data-field="${CSS.escape(path)}"]`);
  for (let at = field; at; at = at.parentElement)
    if (at instanceof HTMLDetailsElement) at.open = true;
  const control = field?.matches('input, select')
    ? field
    : field?.querySelector('input, select, [tabindex="0"]');
  if (!(control instanceof HTMLElement)) return;
  control.scrollIntoView({ block: 'center' });
  control.focus({ preventScroll: true });
}
