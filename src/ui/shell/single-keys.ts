const KEY = 'single-keys';

/** Tells whether single keys, such as `n` and `r`, do something; they do until they are switched off. */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true; // storage may be forbidden
  }
}

/** Switches them, on later visits too. */
export function switchSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // They stay as they were if nothing may be stored.
  }
}
