import type { RunConfig } from '#core/run-config.ts';
import { settingsFile } from '#store/share/settings-file.ts';
import { Button } from '../parts/Button.tsx';
import { download } from '../parts/download.ts';
import { Icon } from '../parts/Icon.tsx';
import styles from './ShareDialog.module.css';

/** Saves the set-up as a file that the command line takes. */
export function SettingsFile({ config }: { readonly config: RunConfig | null }) {
  if (!config) return null;
  const save = () => {
    const { blob, name } = settingsFile(config);
    download(blob, name);
  };
  return (
    <section aria-label="Settings as a file" className={styles['file']}>
      <p className={styles['soft']}>
        For the command line: <code>npm run evolve -- config.json</code> runs the settings without a
        page, with the same result.
      </p>
      <Button look="outlined" onClick={save}>
        <Icon name="download" />
        Save the settings (config.json)
      </Button>
    </section>
  );
}
