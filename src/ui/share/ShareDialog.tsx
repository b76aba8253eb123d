import { useState } from 'react';
import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { Controls } from '#protocol/controls.ts';
import type { LabState } from '#store/lab/lab-state.ts';
import {
  gradeOf,
  resultMissing,
  type ShareLevel,
  settingsWords,
  shareLink,
} from '#store/share/share-link.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useLab } from '../shell/lab-context.ts';
import { currentAppearance } from '../shell/link-appearance.ts';
import { RunFile } from './RunFile.tsx';
import { SettingsFile } from './SettingsFile.tsx';
import styles from './ShareDialog.module.css';
import { addressOf, SharedLink, ShareLevels } from './ShareForm.tsx';
import { TeacherControls } from './TeacherControls.tsx';

/** Makes a link of what is set up, or of the run shown with its result, and hands it on. */
export function ShareDialog({
  controls,
  onControls,
  onClose,
}: {
  readonly controls: Controls;
  readonly onControls: (controls: Controls) => void;
  readonly onClose: () => void;
}) {
  const lab = useLab();
  // As it was when the dialog opened: the link must not change while it is read.
  const [{ state, summaries, appearance }] = useState(() => ({
    state: lab.store.getState(),
    appearance: currentAppearance(),
    summaries: [...(lab.history()?.summaries ?? [])],
  }));
  const missing = resultMissing(state, summaries);
  const [level, setLevel] = useState<ShareLevel>(
    missing === null && state.status.kind === 'finished' ? 'result' : 'settings',
  );
  const [selection, setSelection] = useState(true);
  const shared = shareLink(state, summaries, { level, selection, controls, appearance });
  const address = addressOf(shared);
  const grade = gradeOf(address?.length ?? 0);
  const run = state.generations > 0 ? state.runId : null;
  const pointed = pointWords(state);
  return (
    <Dialog title="Share this run" onClose={onClose}>
      <div className={styles['body']}>
        <ShareLevels
          level={level}
          onLevel={setLevel}
          missing={missing}
          wordsOf={(each) => wordsOf(each, state, summaries.length)}
        />
        {pointed !== '' && (
          <label className={styles['check']}>
            <input
              type="checkbox"
              checked={selection}
              onChange={(event) => setSelection(event.target.checked)}
            />
            {pointed}
          </label>
        )}
        <SharedLink shared={shared} problems={state.problems} hasFile={run !== null} />
        {run !== null && <RunFile run={run} isNeeded={grade === 'tooLong' || address === null} />}
        <SettingsFile config={state.draft} />
        <TeacherControls
          controls={controls}
          onControls={onControls}
          onPreview={() => {
            lab.preview(controls);
            onClose();
          }}
        />
      </div>
    </Dialog>
  );
}

/** At whom the link can point; '' for nobody. */
function pointWords({ selection, beside }: Pick<LabState, 'selection' | 'beside'>): string {
  const other =
    beside && `agent ${beside.agent} of generation ${generationNumber(beside.generation)}`;
  if (!selection) return other ? `Set ${other} beside the one that is followed` : '';
  const chosen = `Point at agent ${selection.agent} in generation ${generationNumber(selection.generation)}`;
  return other ? `${chosen}, with ${other} beside it` : chosen;
}

/** Words on what a link of a level holds for its receiver. */
function wordsOf(level: ShareLevel, state: LabState, generations: number): string {
  if (level === 'settings') return settingsWords(state);
  const edits = state.edits.length;
  const changes = edits > 0 ? `, and the ${counted(edits, 'change')} made while it ran` : '';
  return `${counted(generations, 'generation')} as a curve and as fingerprints${changes}. Whoever opens the link sees your curve in the fitness chart, and can verify that theirs is the same.`;
}
