import { useState } from 'react';
import { counted } from '#core/counted.ts';
import { settingsFile } from '#store/share/settings-file.ts';
import { LINK_WORDS, type ShareLevel } from '#store/share/share-link.ts';
import { ownImagesWords } from '#store/strategy/own-words.ts';
import { isSame } from '#store/strategy/set-up.ts';
import { strategyShareLink } from '#store/strategy/share-strategy.ts';
import { exportStrategy } from '#store/strategy/strategy-files.ts';
import type { StrategyState } from '#store/strategy/strategy-state.ts';
import { failureWords } from '#store/words/failure-words.ts';
import { useLibrary } from '../../library/library-context.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/Icon.tsx';
import styles from '../../share/ShareDialog.module.css';
import { SharedLink, ShareLevels } from '../../share/ShareForm.tsx';
import { useStrategy } from '../strategy-context.ts';

/** Makes a link of what is set up, or of the run shown with its result, and hands it on. */
export function StrategyShareDialog({ onClose }: { readonly onClose: () => void }) {
  const lab = useStrategy();
  // As it was when the dialog opened: the link must not change while it is read.
  const [state] = useState(() => lab.store.getState());
  const hasResult = state.intervals.length > 0;
  const [level, setLevel] = useState<ShareLevel>(
    hasResult && state.status.kind === 'finished' ? 'result' : 'settings',
  );
  const shared = strategyShareLink(state, level);
  const { draft } = state;
  const shownData = (level === 'result' ? state.config : draft)?.data;
  return (
    <Dialog title="Share this run" onClose={onClose}>
      <div className={styles['body']}>
        <ShareLevels
          level={level}
          onLevel={setLevel}
          missing={hasResult ? null : 'No interval is over yet.'}
          wordsOf={(each) => wordsOf(each, state)}
        />
        <SharedLink shared={shared} problems={state.problems} hasFile={hasResult} />
        {shownData?.kind === 'own' && (
          <p>
            {level === 'result' ? 'The run' : 'The set-up'} needs the images{' '}
            {ownImagesWords(shownData)}. The link and the files name them and do not hold them:
            whoever opens it is asked for the images.
          </p>
        )}
        <div className={styles['actions']}>
          {hasResult && state.runId !== null && <RunFile run={state.runId} />}
          {draft && (
            <Button
              look="outlined"
              onClick={() => {
                const { blob, name } = settingsFile(draft);
                download(blob, name);
              }}
            >
              <Icon name="download" /> config.json
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

/** Says what a link of a level gives the person who opens it. */
function wordsOf(level: ShareLevel, { intervals, draft, config }: StrategyState): string {
  if (level === 'result')
    return `${counted(intervals.length, 'interval')} as fingerprints, and each classifier’s mAP. Whoever opens the link can verify that theirs is the same.`;
  return config && !isSame(draft, config) ? LINK_WORDS.setUp : LINK_WORDS.shown;
}

/** The whole run as a file, from the library. */
function RunFile({ run }: { readonly run: string }) {
  const library = useLibrary();
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    try {
      const file = await exportStrategy(library, run);
      if (file) download(file.blob, file.name);
      setProblem(file ? null : 'The library does not have this run.');
    } catch (error) {
      setProblem(failureWords('The run was not packed', error));
    }
  };
  return (
    <>
      <Button look="outlined" onClick={() => void save()}>
        <Icon name="download" /> Run (.evo)
      </Button>
      {problem !== null && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
    </>
  );
}
