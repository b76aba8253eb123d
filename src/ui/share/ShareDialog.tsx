import { useId, useState } from 'react';
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
import { Handing } from './Handing.tsx';
import { RunFile } from './RunFile.tsx';
import { SettingsFile } from './SettingsFile.tsx';
import styles from './ShareDialog.module.css';
import { TeacherControls } from './TeacherControls.tsx';

const LEVELS: readonly { readonly level: ShareLevel; readonly title: string }[] = [
  { level: 'settings', title: 'Settings and seed' },
  { level: 'result', title: 'With the result' },
];

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
  const id = useId();
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
  const address =
    shared && 'link' in shared ? `${location.origin}${location.pathname}${shared.link}` : null;
  const grade = gradeOf(address?.length ?? 0);
  const run = state.generations > 0 ? state.runId : null;
  const pointed = pointWords(state);
  return (
    <Dialog title="Share this run" onClose={onClose}>
      <div className={styles['body']}>
        <fieldset className={styles['levels']}>
          <legend>What the link holds</legend>
          {LEVELS.map((each) => {
            const reason = each.level === 'result' ? missing : null;
            return (
              <label key={each.level} className={styles['level']}>
                <input
                  type="radio"
                  name={`${id}-level`}
                  checked={level === each.level}
                  disabled={reason !== null}
                  onChange={() => setLevel(each.level)}
                />
                <span>
                  <strong>{each.title}</strong>
                  <span>{reason ?? wordsOf(each.level, state, summaries.length)}</span>
                </span>
              </label>
            );
          })}
        </fieldset>
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
        {address === null ? (
          <p role="alert" className={styles['problem']}>
            {shared && 'problem' in shared
              ? `No link holds this. ${shared.problem} Send it as a file.`
              : `${counted(state.problems.length, 'setting')} must be put right before a link can be made.`}
          </p>
        ) : (
          <Handing address={address} grade={grade} hasFile={run !== null} />
        )}
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
