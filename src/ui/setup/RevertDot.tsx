import type { Field } from '#core/field.ts';
import { fieldValue, same } from '#store/set-up/configuration.ts';
import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Setup.module.css';

/** Shown where a field differs from its preset; pressing it goes back. */
export function RevertDot({
  field,
  label,
  onRevert,
}: {
  readonly field: Pick<Field, 'path' | 'defaultValue'>;
  readonly label: string;
  /** Reverts in place of setting the field at once. */
  readonly onRevert?: (value: unknown) => void;
}) {
  const lab = useLab();
  const draft = useLabState((state) => state.draft);
  const preset = useLabState(
    (state) => state.catalog?.presets.find(({ id }) => id === state.presetId)?.config,
  );
  if (!draft || !preset) return null;
  const initial = fieldValue(preset, field);
  if (same(fieldValue(draft, field), initial)) return null;
  return (
    <RevertMark
      label={label}
      initial={initial}
      onRevert={() => (onRevert ? onRevert(initial) : lab.setFields({ [field.path]: initial }))}
    />
  );
}

/** Says that a field differs from what it was; pressing it goes back. */
export function RevertMark({
  label,
  initial,
  onRevert,
}: {
  readonly label: string;
  readonly initial: unknown;
  readonly onRevert: () => void;
}) {
  const words = Array.isArray(initial) ? initial.join(', ') : String(initial);
  return (
    <button
      type="button"
      className={styles['revert']}
      aria-label={`${label}: back to ${words}`}
      title={`Back to ${words}`}
      onClick={onRevert}
    />
  );
}
