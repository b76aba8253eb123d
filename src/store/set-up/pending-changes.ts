import type { Field } from '#core/field.ts';
import { lowerFirst } from '#core/lower-first.ts';
import type { RunConfig } from '#core/run-config.ts';
import { fieldValue, same } from './configuration.ts';

/** Changes of the set-up that the run shown does not have, as a person made them, not field by field. */
export interface PendingChanges {
  /** The run takes these over with its next step. */
  readonly live: readonly string[];
  /** Fields that take a new run. */
  readonly restart: readonly string[];
}

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
function nameOfChange({ label, share, hyperparameter }: Field, fields: readonly Field[]): string {
  if (share) return 'Mutation mix';
  if (hyperparameter?.part !== 'min' && hyperparameter?.part !== 'max') return label;
  const { name } = hyperparameter;
  const value = fields.find(
    (field) => field.hyperparameter?.name === name && field.hyperparameter.part === 'value',
  );
  return `Range of ${lowerFirst(value?.label ?? name)}`;
}
