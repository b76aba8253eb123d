import type { Field } from '#core/field.ts';
import { FAMILIES } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import { fieldValue, same } from './configuration.ts';

/** What a person changed in the set-up and the run shown does not have; as they did it, not field by field. */
export interface PendingChanges {
  /** The run takes these over with its next step. */
  readonly live: readonly string[];
  /** These take a new run. */
  readonly restart: readonly string[];
}

const MIX: readonly string[] = FAMILIES.map((family) => `mutation.${family}`);

/** `underWay`: whether the run shown still goes on, and takes live fields over. */
export function pendingChanges(
  draft: RunConfig,
  config: RunConfig,
  fields: readonly Field[],
  underWay: boolean,
): PendingChanges {
  const changed = fields.filter(
    (field) => !same(fieldValue(draft, field), fieldValue(config, field)),
  );
  const labels = (live: boolean) => [
    ...new Set(
      changed
        .filter((field) => (underWay && field.live) === live)
        .map((field) => nameOfChange(field, fields)),
    ),
  ];
  return { live: labels(true), restart: labels(false) };
}

/** Both ends of a range are one change, and so are all shares of the mix. */
function nameOfChange({ path, label }: Field, fields: readonly Field[]): string {
  if (MIX.includes(path)) return 'Mutation mix';
  const [, name] = /^hyperparameters\.(\w+)\.(?:min|max)$/.exec(path) ?? [];
  if (name === undefined) return label;
  const value = fields.find((field) => field.path === `hyperparameters.${name}.value`);
  return `Range of ${(value?.label ?? name).toLowerCase()}`;
}
