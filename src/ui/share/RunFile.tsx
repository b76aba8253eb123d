import { useState } from 'react';
import { exportFile } from '#store/library/file-tasks.ts';
import { catalogOf } from '#store/library/open-run.ts';
import { Button } from '../parts/Button.tsx';
import { download } from '../parts/download.ts';
import { Icon } from '../parts/Icon.tsx';
import { useLab } from '../shell/lab-context.ts';
import styles from './ShareDialog.module.css';

/** The run shown as a file, for runs that no link is long enough for. */
export function RunFile({
  run,
  isNeeded,
}: {
  /** Its id in the library. */
  readonly run: string;
  /** True when the link is too long to be sent. */
  readonly isNeeded: boolean;
}) {
  const lab = useLab();
  const [saving, setSaving] = useState(false);
  const [outcome, setOutcome] = useState<{ readonly text: string; readonly ok: boolean }>();
  const save = async () => {
    setSaving(true);
    try {
      const exported = await exportFile(await catalogOf(lab), run, 'evo');
      if (exported.kind === 'file') download(exported.blob, exported.name);
      setOutcome(
        exported.kind === 'file'
          ? { text: `${exported.name} was saved. ${exported.note ?? ''}`, ok: true }
          : { text: exported.message, ok: false },
      );
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setOutcome({ text: `The run could not be saved: ${reason}`, ok: false });
    } finally {
      setSaving(false);
    }
  };
  return (
    <section aria-label="As a file" className={styles['file']}>
      <p className={styles['soft']}>
        A file holds the whole run: every agent, the champion’s weights, and what it needs to go on.
        Dropped on this page it opens anywhere, without being run again.
      </p>
      <Button look={isNeeded ? 'solid' : 'outlined'} disabled={saving} onClick={save}>
        <Icon name="download" />
        {saving ? 'Packing …' : 'Save as a file (.evo)'}
      </Button>
      <p role="status" className={outcome?.ok === false ? styles['problem'] : styles['soft']}>
        {outcome?.text}
      </p>
    </section>
  );
}
