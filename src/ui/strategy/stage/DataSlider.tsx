import { shortNumber } from '#core/short-number.ts';
import type { DataConfig } from '#core/strategy/strategy-config.ts';
import { DOMAIN_FIELDS } from '#core/strategy/strategy-fields.ts';
import styles from './Stage.module.css';

/** A setting that is moved beside what it changes. */
export type MovedSetting = 'longTail' | 'coOccurrence' | 'clutter' | 'texture';

const STEPS = 100;

/** The limits and words of a setting, as the form has them. */
export function settingField(name: MovedSetting) {
  const field = DOMAIN_FIELDS.find(({ path }) => path === `data.${name}`);
  if (field?.kind !== 'real') throw new Error(`there is no number data.${name}`);
  return field;
}

/** Its value; the least one where something else stands in the form. */
export function settingValue(data: DataConfig, name: MovedSetting): number {
  const value: unknown = (data as unknown as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'number' ? value : settingField(name).lowest;
}

/** A slider for one setting of drawn images. */
export function DataSlider({
  name,
  data,
  onSet,
}: {
  readonly name: MovedSetting;
  readonly data: DataConfig;
  readonly onSet: (values: Readonly<Record<string, unknown>>) => void;
}) {
  const { label, explanation, lowest, highest, path } = settingField(name);
  const value = settingValue(data, name);
  return (
    <label className={styles['slider']} title={explanation}>
      <span>{label}</span>
      <output>{shortNumber(value)}</output>
      <input
        type="range"
        min={lowest}
        max={highest}
        step={(highest - lowest) / STEPS}
        value={value}
        aria-valuetext={shortNumber(value)}
        onChange={(event) => onSet({ [path]: Number(Number(event.target.value).toPrecision(3)) })}
      />
    </label>
  );
}
