import type { RunConfig } from '#core/run-config.ts';

/** A configuration as the file that the command line takes. */
export const settingsFile = (config: RunConfig) => ({
  blob: new Blob([`${JSON.stringify(config, null, 2)}\n`], { type: 'application/json' }),
  name: 'config.json',
});
