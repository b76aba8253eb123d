import { useEffect } from 'react';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import { failureWords } from '#store/words/failure-words.ts';
import { takeDrops } from '../../library/dropped-files.ts';
import { droppedImages } from './dropped-images.ts';

/** Of images where no set-up says one, px. */
const SIDE = 32;

/** Opens a folder or a zip of images that is dropped anywhere on the page; runs and models still go to the library. */
export function useDroppedImages(lab: StrategyLab): void {
  useEffect(
    () =>
      takeDrops({
        words: 'Drop a folder or a zip of images to train on them, or a run to keep it',
        take(dropped) {
          const read = droppedImages(dropped);
          read?.().then(
            ({ name, files }) =>
              lab.openOwn(name, files, lab.store.getState().draft?.data.size ?? SIDE),
            (error: unknown) => lab.notify(failureWords('What was dropped cannot be read', error)),
          );
          return read !== null;
        },
      }),
    [lab],
  );
}
