/** A configuration as the file that the command line takes. */
export const settingsFile = (config: object) => ({
  blob: new Blob([`${JSON.stringify(config, null, 2)}\n`], { type: 'application/json' }),
  name: 'config.json',
});
