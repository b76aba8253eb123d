/**
 * Puts a text into the clipboard. False: the browser does not let the page, as on one that came over plain http; then the
 * text must stand where a person can copy it.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Words beside a text that is selected then. */
export const BY_HAND =
  'The browser does not let the page copy. The text is selected: copy it with the keyboard.';
