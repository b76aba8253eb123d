import { useState } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import styles from './KeyList.module.css';
import { areSingleKeysOn, switchSingleKeys } from './single-keys.ts';

const KEYS = [
  ['Space', 'Play or pause'],
  ['n', 'Step to the end of the generation'],
  ['p', 'Step to the end of the phase'],
  ['c', 'Step by a tenth of the phase'],
  ['s', 'Slow motion: how a generation is chosen'],
  ['r', 'Start again from the same seed; asks first if a run is shown'],
  ['← →', 'In the genealogy: parent, child'],
  ['↑ ↓', 'In the genealogy: others of the generation'],
  ['Home, End', 'In the genealogy: founder, best of the last generation'],
  ['Ctrl Z, Ctrl Shift Z', 'Undo and redo changes of the set-up'],
  ['+ − 0', 'In the genealogy: closer, further, the whole run'],
  ['Shift with a click', 'Set that agent beside the selected one'],
  ['Shift Enter', 'In the genealogy and in charts: set the agent there beside the selected one'],
  ['Esc', 'Close slow motion; or follow the best of the generation, after the end the champion'],
  ['Space, n, c, r', 'In the strategy lab: play or pause, one interval, one update, start again'],
  ['Arrow keys, Enter', 'On the lanes of the strategy lab: from choice to choice, and change it'],
  ['Alt ← →, Delete', 'On the lanes: move a switch, take it out'],
  ['?', 'This list'],
] as const;

/** Keys and what they do, with the switch for single keys, which can be pressed by accident, or by speech. */
export function KeyList({ onClose }: { readonly onClose: () => void }) {
  const [on, setOn] = useState(areSingleKeysOn);
  return (
    <Dialog title="Keys" onClose={onClose}>
      <label className={styles['switch']}>
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            switchSingleKeys(event.target.checked);
            setOn(areSingleKeysOn());
          }}
        />
        Single keys on the whole page: Space, n, p, c, s, r and ?
      </label>
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
    </Dialog>
  );
}
