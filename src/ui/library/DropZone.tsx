import { useEffect, useState } from 'react';
import { Icon } from '../parts/Icon.tsx';
import styles from './DropZone.module.css';
import { dropTaker, handOver } from './dropped-files.ts';

/** Files may be dropped anywhere on the page. A browser left alone would open them in the page's place. */
export function DropZone() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Every element below the pointer tells of coming and going.
    let depth = 0;
    const hasFiles = ({ dataTransfer }: DragEvent) =>
      dataTransfer?.types.includes('Files') ?? false;
    const onDragEnter = (event: DragEvent) => {
      if (hasFiles(event)) setOver(++depth > 0);
    };
    const onDragLeave = (event: DragEvent) => {
      if (hasFiles(event)) setOver(--depth > 0);
    };
    const onDragOver = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      if (event.dataTransfer && dropTaker()?.take(event.dataTransfer)) return;
      handOver([...(event.dataTransfer?.files ?? [])]);
      location.hash = '#/runs';
    };
    const listeners = [
      ['dragenter', onDragEnter],
      ['dragleave', onDragLeave],
      ['dragover', onDragOver],
      ['drop', onDrop],
    ] as const;
    for (const [kind, listener] of listeners) addEventListener(kind, listener);
    return () => {
      for (const [kind, listener] of listeners) removeEventListener(kind, listener);
    };
  }, []);
  if (!over) return null;
  return (
    <div className={styles['zone']} aria-hidden="true">
      <p>
        <Icon name="upload" size={20} />{' '}
        {dropTaker()?.words ?? 'Drop a run or a model to put it into the library'}
      </p>
    </div>
  );
}
