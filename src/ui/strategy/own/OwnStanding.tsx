import { counted } from '#core/counted.ts';
import type { OwnOpened } from '#protocol/strategy-images.ts';
import { sizeWord } from '#store/library/run-words.ts';
import { DECODER_WORDS, memoryOf, ownImagesWords } from '#store/strategy/own-words.ts';
import { missingImages } from '#store/strategy/strategy-state.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { ClassTable } from '../stage/ClassTable.tsx';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import styles from './Own.module.css';

/** Words on the images that were chosen last: how far they are read, a refusal, or what they are like. */
export function OwnStanding() {
  const lab = useStrategy();
  const own = useStrategyState((state) => state.own);
  if (!own) return null;
  switch (own.kind) {
    case 'opening':
      return (
        <div className={styles['standing']}>
          <p role="status">
            Reading “{own.name}”: {Math.round(own.done * 100)} % of its images.
          </p>
        </div>
      );
    case 'refused':
      return (
        <div role="alert" className={styles['standing']} data-tone="problem">
          <p>These images cannot be used: {own.message}.</p>
          <Button square aria-label="Dismiss" onClick={() => lab.forgetOwn()}>
            <Icon name="close" />
          </Button>
        </div>
      );
    case 'opened':
      return <Opened opened={own.opened} />;
    default:
      return own satisfies never;
  }
}

/** Images that were opened, before anything trains on them. */
function Opened({ opened }: { readonly opened: OwnOpened }) {
  const lab = useStrategy();
  const missing = useStrategyState(missingImages);
  const { data, facts, notes } = opened;
  const { train, validation, test } = data.images;
  return (
    <div className={`${styles['standing']} ${styles['opened']}`}>
      {missing && (
        <p role="alert">
          <strong>These are not the images that are needed.</strong> You opened{' '}
          {ownImagesWords(data)}; the set-up needs {ownImagesWords(missing)}. {DECODER_WORDS}
        </p>
      )}
      <p role="status">
        “{data.name}”: {counted(data.classes, 'class', 'classes')}; {train} images to train with,{' '}
        {validation} to validate, {test} to test; about {sizeWord(memoryOf(data.images, data.size))}{' '}
        of memory while they are trained on.
      </p>
      {notes.length > 0 && (
        <ul>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <details>
        <summary>How often each class comes</summary>
        <ClassTable facts={facts} />
      </details>
      <div className={styles['choose']}>
        <Button look="solid" onClick={() => lab.takeOwn()}>
          {missing ? 'Use them all the same' : 'Use them'}
        </Button>
        <Button onClick={() => lab.forgetOwn()}>Leave them</Button>
      </div>
    </div>
  );
}
