import type { RunConfig } from '#core/run-config.ts';
import type { LabState } from '../lab/lab-state.ts';

/** What is left out of a control. */
export type Control = 'selection' | 'off';

/** The control of the run shown: the same seed and settings, and as long; null where its beginning cannot be had again. */
export function controlConfig(
  { initial, config, origin }: Pick<LabState, 'initial' | 'config' | 'origin'>,
  evolution: Control,
): RunConfig | null {
  if (!initial || !config || origin || initial.schedule || initial.evolution === evolution)
    return null;
  return { ...initial, generations: config.generations, evolution };
}
