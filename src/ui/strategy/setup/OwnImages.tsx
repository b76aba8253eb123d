import { useRef } from 'react';
import { counted } from '#core/counted.ts';
import type { OwnOpened } from '#protocol/strategy-messages.ts';
import { Button } from '../../parts/Button.tsx';
import { FileInput } from '../../parts/FileInput.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { ClassTable } from '../stage/ClassTable.tsx';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import styles from './RowList.module.css';

/** Images of one's own: chosen as a zip, as files or as a folder, looked at, and then used. They stay in this browser. */
export function OwnImages() {
  const lab = useStrategy();
  const own = useStrategyState((state) => state.own);
  const size = useStrategyState(({ draft }) => draft?.data.size ?? 32);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const open = (chosen: readonly File[]) => {
    const [root = ''] = (chosen[0]?.webkitRelativePath || '').split('/');
    const one = chosen.length === 1 ? chosen[0]?.name : undefined;
    const name = root || (one ?? counted(chosen.length, 'file'));
    const given = chosen.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
    lab.openOwn(name, given, size);
  };
  return (
    <section aria-label="Your own images" className={styles['own']}>
      <p className={styles['source']}>
        Or your own, with labels as COCO (JSON), Pascal VOC (XML) or a CSV file, brought to {size}{' '}
        px. They stay in this browser.
      </p>
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
      <div className={styles['actions']}>
        <Button look="outlined" onClick={() => files.current?.click()}>
          <Icon name="upload" /> Zip or files
        </Button>
        <Button look="outlined" onClick={() => folder.current?.click()}>
          Folder
        </Button>
      </div>
      {own?.kind === 'opening' && (
        <p role="status">
          Reading “{own.name}”: {Math.round(own.done * 100)} % of its images.
        </p>
      )}
      {own?.kind === 'refused' && (
        <p role="alert" className={styles['refused']}>
          These images cannot be used: {own.message}.
        </p>
      )}
      {own?.kind === 'opened' && <Opened opened={own.opened} />}
    </section>
  );
}

/** What was opened, before anything trains on it. */
function Opened({ opened }: { readonly opened: OwnOpened }) {
  const lab = useStrategy();
  const { data, facts, notes } = opened;
  const { train, validation, test } = data.images;
  return (
    <>
      <p role="status">
        “{data.name}”: {counted(data.classes, 'class', 'classes')}; {train} images to train with,{' '}
        {validation} to validate, {test} to test.
      </p>
      {notes.map((note) => (
        <p key={note} className={styles['source']}>
          {note}
        </p>
      ))}
      <details>
        <summary>How often each class comes</summary>
        <ClassTable facts={facts} />
      </details>
      <div className={styles['actions']}>
        <Button look="solid" onClick={() => lab.takeOwn()}>
          Use them
        </Button>
        <Button onClick={() => lab.forgetOwn()}>Leave them</Button>
      </div>
    </>
  );
}
