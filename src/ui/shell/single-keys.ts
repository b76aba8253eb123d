import { storedForVisits } from '#store/stored-text.ts';

const stored = storedForVisits('single-keys');

/** Tells whether single keys, such as `n` and `r`, do something; they do until they are switched off. */
export const areSingleKeysOn = (): boolean => stored.read() !== 'off';

/** Switches them, on later visits too. */
export const switchSingleKeys = (on: boolean): void => stored.write(on ? 'on' : 'off');
