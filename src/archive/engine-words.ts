import type { EngineVersion } from '#core/engine-version.ts';

/**
 * Says how another version of the engine matters for something that it made, as 'made by engine 1; this page has
 * engine 2, which …'; null: this version made it. `here` names this page or this command.
 */
export function engineWords(
  engine: string,
  { engine: own, engineChanges }: EngineVersion,
  here: 'this page has' | 'this is' = 'this page has',
): string | null {
  if (engine === own) return null;
  const isOlder = Number(engine) < Number(own);
  const change = isOlder ? engineChanges : 'computes otherwise';
  return `made by engine ${engine}; ${here} engine ${own}, which ${change}`;
}
