import type { RunRecord } from '#archive/run-record.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { LabState } from '../lab/lab-state.ts';

/** Kind of control: without mutation, or without evolution at all. */
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

/** Tells whether two runs are the same one but for how long they go on. */
export const isSameRun = (one: RunConfig, other: RunConfig): boolean =>
  canonicalJson({ ...one, generations: 0 }) === canonicalJson({ ...other, generations: 0 });

/** Finds the longest kept run that a configuration of this engine describes, to its last setting; null: none. */
export function longestOf(
  records: readonly RunRecord[],
  config: RunConfig,
  engine: string,
): RunRecord | null {
  const fitting = records.filter(
    (record) =>
      record.engine === engine &&
      record.origin === null &&
      record.edits.length === 0 &&
      record.generations > 0 &&
      isSameRun(record.config, config),
  );
  return fitting.sort((a, b) => b.generations - a.generations)[0] ?? null;
}
