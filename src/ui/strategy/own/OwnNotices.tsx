import { DECODER_WORDS, ownImagesWords } from '#store/strategy/own-words.ts';
import { missingImages } from '#store/strategy/strategy-state.ts';
import { useStrategyState } from '../strategy-context.ts';
import styles from './Own.module.css';
import { OwnChooser } from './OwnChooser.tsx';
import { OwnStanding } from './OwnStanding.tsx';

/** Card that asks for images of the set-up that are not in this browser; shows the state of others, where the set-up is hidden. */
export function OwnNotices({ isSetUpShown }: { readonly isSetUpShown: boolean }) {
  const missing = useStrategyState(missingImages);
  if (!missing) return isSetUpShown ? null : <OwnStanding />;
  return (
    <section aria-label="Images that are needed" className={styles['needed']}>
      <p>
        <strong>This needs images that are not in this browser:</strong> {ownImagesWords(missing)}.
        A link or a run only names them. Open the same files here to run it.
      </p>
      <details>
        <summary>How the same images are known</summary>
        <p>
          By a digest of their pixels, labels and splits, {missing.digest}. They are read at{' '}
          {missing.size} px. {DECODER_WORDS}
        </p>
      </details>
      <OwnChooser />
      <OwnStanding />
    </section>
  );
}
