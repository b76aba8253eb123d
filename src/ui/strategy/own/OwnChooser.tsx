import { useRef } from 'react';
import { Button } from '../../parts/Button.tsx';
import { FileInput } from '../../parts/FileInput.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import { chosenFiles } from './chosen-files.ts';
import styles from './Own.module.css';

/** Choosing one's own images: a zip, files, or a folder. */
export function OwnChooser() {
  const lab = useStrategy();
  const isOpening = useStrategyState(({ own }) => own?.kind === 'opening');
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const open = (chosen: readonly File[]) => lab.openOwn(chosenFiles(chosen));
  return (
    <div className={styles['choose']}>
      <FileInput
        ref={files}
        label="A zip, or files of images with labels"
        multiple
        onChoose={open}
      />
      <FileInput
        ref={folder}
        label="A folder of images with labels"
        folder
        multiple
        onChoose={open}
      />
      <Button look="outlined" disabled={isOpening} onClick={() => files.current?.click()}>
        <Icon name="upload" /> Zip or files
      </Button>
      <Button look="outlined" disabled={isOpening} onClick={() => folder.current?.click()}>
        Folder
      </Button>
      <p>or drop them anywhere on this page</p>
    </div>
  );
}
