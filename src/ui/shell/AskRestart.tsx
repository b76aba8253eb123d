import { counted } from '#core/counted.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import styles from './KeyList.module.css';
import { useLab, useLabState } from './lab-context.ts';

/** Asked before a key begins a run in place of one that has come somewhere. */
export function AskRestart({ onClose }: { readonly onClose: () => void }) {
  const lab = useLab();
  const generations = useLabState((state) => state.generations);
  return (
    <Dialog title="Start again?" onClose={onClose}>
      <div className={styles['ask']}>
        <p>
          The run shown has {counted(generations, 'generation')}. A new one takes its place here;
          what is kept of this one stays in the library.
        </p>
        <Button
          look="solid"
          data-focus-first=""
          onClick={() => {
            onClose();
            lab.start();
          }}
        >
          Start again
        </Button>
        <Button look="outlined" onClick={onClose}>
          Stay with this run
        </Button>
      </div>
    </Dialog>
  );
}
