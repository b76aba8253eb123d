import styles from './Setup.module.css';

/** Choice of a preset, which fills the form with it, and a few words on it. */
export function PresetSelect<T extends { readonly id: string; readonly title: string }>({
  id,
  presets,
  presetId,
  wordsOf,
  onChoose,
}: {
  /** Id of the field. */
  readonly id: string;
  readonly presets: readonly T[];
  /** The preset that the form began with; null: none. */
  readonly presetId: string | null;
  readonly wordsOf: (preset: T) => string;
  readonly onChoose: (preset: T) => void;
}) {
  const preset = presets.find((each) => each.id === presetId);
  return (
    <div className={styles['preset']}>
      <label htmlFor={id}>Preset</label>
      <select
        id={id}
        value={preset?.id ?? ''}
        onChange={(event) => {
          const chosen = presets.find((each) => each.id === event.target.value);
          if (chosen) onChoose(chosen);
        }}
      >
        {!preset && <option value="">None</option>}
        {presets.map((each) => (
          <option key={each.id} value={each.id}>
            {each.title}
          </option>
        ))}
      </select>
      {preset && <p>{wordsOf(preset)}</p>}
    </div>
  );
}
