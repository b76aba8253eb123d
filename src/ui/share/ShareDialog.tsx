import { useId, useState } from 'react';
import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { Controls } from '#protocol/controls.ts';
import type { LabState } from '#store/lab-state.ts';
import { gradeOf, resultMissing, type ShareLevel, shareLink } from '#store/share-link.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useLab } from '../shell/lab-context.ts';
import { looksNow } from '../shell/looks.ts';
import { Handing } from './Handing.tsx';
import { RunFile } from './RunFile.tsx';
import styles from './ShareDialog.module.css';
import { TeacherControls } from './TeacherControls.tsx';

const LEVELS: readonly {
  readonly level: ShareLevel;
  readonly title: string;
  readonly words: string;
}[] = [
  {
    level: 'settings',
    title: 'Settings and seed',
    words: 'Whoever opens the link makes the run anew.',
  },
  {
    level: 'result',
    title: 'With the result',
    words: 'They see your curve at once, and can verify that theirs is the same.',
  },
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
  const [{ state, summaries, looks }] = useState(() => ({
    state: lab.store.getState(),
    looks: looksNow(),
    summaries: [...(lab.history()?.summaries ?? [])],
  }));
  const missing = resultMissing(state, summaries);
  const [level, setLevel] = useState<ShareLevel>(
    missing === null && state.status.kind === 'finished' ? 'result' : 'settings',
  );
  const [selection, setSelection] = useState(true);
  const link = shareLink(state, summaries, { level, selection, controls, looks });
  const address = link === null ? null : `${location.origin}${location.pathname}${link}`;
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
                  <span>{reason ?? each.words}</span>
                </span>
              </label>
            );
          })}
        </fieldset>
        <p className={styles['soft']}>
          {contentWords(level, summaries.length, state.edits.length)}
        </p>
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
            {state.problems.length} of the settings have to be mended before they can be shared.
          </p>
        ) : (
          <Handing address={address} grade={grade} hasFile={run !== null} />
        )}
        {run !== null && <RunFile run={run} isNeeded={grade === 'tooLong'} />}
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
  if (!selection) return other ? `Set ${other} beside the best agent` : '';
  const chosen = `Point at agent ${selection.agent} in generation ${generationNumber(selection.generation)}`;
  return other ? `${chosen}, with ${other} beside it` : chosen;
}

/** What of the run is in the link and what is not, in a sentence. */
function contentWords(level: ShareLevel, generations: number, edits: number): string {
  const changes = `${counted(edits, 'change')} made while it ran`;
  if (level === 'result')
    return `${counted(generations, 'generation')} as a curve and as fingerprints${edits > 0 ? `, and the ${changes}: they are made again at the same steps` : ''}.`;
  return edits > 0
    ? `The form as it stands: the ${changes} of this run will hold from the beginning.`
    : 'The form as it stands.';
}
