import type { RunConfig } from './run-config.ts';

/** Why a field means nothing in a configuration, as it is; null where it means something. */
export function idleReason(
  { evolution = 'on' }: Pick<RunConfig, 'evolution'>,
  path: string,
): string | null {
  if (evolution === 'on') return null;
  if (path.startsWith('selection.'))
    return evolution === 'off'
      ? 'Without evolution nobody is selected: every agent trains on.'
      : null;
  if (
    path.startsWith('mutation.') ||
    /^hyperparameters\.\w+\.(evolves|min|max|grow|shrink)$/.test(path)
  )
    return evolution === 'off'
      ? 'Without evolution nothing mutates: agents keep what they start with.'
      : 'With selection only nothing mutates: offspring are copies.';
  return null;
}
