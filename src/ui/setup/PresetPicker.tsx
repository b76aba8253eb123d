import { comparisonWords } from '#store/words/comparison-words.ts';
import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Setup.module.css';

/** Choosing a preset fills the form with it. */
export function PresetPicker() {
  const lab = useLab();
  const presets = useLabState((state) => state.catalog?.presets ?? []);
  const presetId = useLabState((state) => state.presetId);
  const preset = presets.find(({ id }) => id === presetId);
  return (
    <div className={styles['preset']}>
      <label htmlFor="preset">Preset</label>
      <select
        id="preset"
        value={preset?.id ?? ''}
        onChange={(event) => {
          const chosen = presets.find(({ id }) => id === event.target.value);
          if (chosen) lab.setUp(chosen.config, chosen.id);
        }}
      >
        {!preset && <option value="">None</option>}
        {presets.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      {preset && (
        <p>
          {preset.summary}
          {preset.comparison && ` ${comparisonWords(preset.comparison)}`}
        </p>
      )}
    </div>
  );
}
