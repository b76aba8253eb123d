import { useEffect } from 'react';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import { failureWords } from '#store/words/failure-words.ts';
import { takeDrops } from '../../library/dropped-files.ts';
import { droppedTeam, openTeamFile } from '../setup/team-file.ts';
import { droppedImages } from './chosen-files.ts';

/** Opens images and trained teams that are dropped anywhere on the page; runs and models still go to the library. */
export function useDroppedImages(lab: StrategyLab): void {
  useEffect(
    () =>
      takeDrops({
        words:
          'Drop a folder or a zip of images to train on them, a run to keep it, or the file of a trained team',
        take(dropped) {
          const team = droppedTeam(dropped);
          if (team) {
            openTeamFile(lab, team);
            return true;
          }
          const read = droppedImages(dropped);
          read?.().then(
            (chosen) => lab.openOwn(chosen),
            (error: unknown) => lab.notify(failureWords('What was dropped cannot be read', error)),
          );
          return read !== null;
        },
      }),
    [lab],
  );
}
