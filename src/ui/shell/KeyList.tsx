import { useEffect, useRef } from 'react';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import styles from './KeyList.module.css';

const KEYS = [
  ['Space', 'Play or pause'],
  ['n', 'Step to the end of the generation'],
  ['p', 'Step to the end of the phase'],
  ['r', 'Start again from the same seed'],
  ['← →', 'In the genealogy: parent, child'],
  ['↑ ↓', 'In the genealogy: others of the generation'],
  ['Home, End', 'In the genealogy: founder, best agent'],
  ['Esc', 'Follow the best agent again'],
  ['?', 'This list'],
] as const;

export function KeyList({ onClose }: { readonly onClose: () => void }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog ref={ref} className={styles['dialog']} aria-labelledby="keys-title" onClose={onClose}>
      <div className={styles['head']}>
        <h2 id="keys-title">Keys</h2>
        <Button square aria-label="Close" onClick={() => ref.current?.close()}>
          <Icon name="close" />
        </Button>
      </div>
      <dl className={styles['list']}>
        {KEYS.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
