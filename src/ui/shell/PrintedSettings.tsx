import { shownFields } from '#core/fields.ts';
import { fieldValue } from '#store/set-up/configuration.ts';
import { valueWords } from '#store/words/value-words.ts';
import { useMedia } from '../parts/use-media.ts';
import { useLabState } from './lab-context.ts';
import styles from './PrintedSettings.module.css';

/** The settings of the run shown, on paper only: the form that holds them is not printed. */
export function PrintedSettings() {
  const printed = useMedia('print');
  const catalog = useLabState((state) => state.catalog);
  const config = useLabState((state) => state.config ?? state.draft);
  if (!printed || !catalog || !config) return null;
  return (
    <section className={styles['settings']} aria-label="Settings of the run">
      <h2>Settings</h2>
      <dl>
        {shownFields(catalog, config).map((field) => (
          <div key={field.path}>
            <dt>{field.label}</dt>
            <dd>{valueWords(fieldValue(config, field), field)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
