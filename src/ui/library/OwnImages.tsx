import { useCallback, useState } from 'react';
import { counted } from '#core/counted.ts';
import { sizeWord } from '#store/library/run-words.ts';
import { writeFailure } from '#store/library/storage-words.ts';
import type { Keeping } from '#store/strategy/kept-runs.ts';
import { deleteOwnImages, listOwnImages, runsOfOwnImages } from '#store/strategy/own-library.ts';
import { imagesIn } from '#store/strategy/own-words.ts';
import { Button } from '../parts/Button.tsx';
import styles from './Library.module.css';
import { useAnswer, useLibrary } from './library-context.ts';

async function ask(library: Keeping) {
  const [{ items, damaged }, runs] = await Promise.all([
    listOwnImages(library),
    runsOfOwnImages(library),
  ]);
  const whole = items.map(({ id, name, images, size, bytes }) => ({
    id,
    name,
    words: `${counted(imagesIn(images), 'image')} of ${size} px · ${sizeWord(bytes)}`,
  }));
  const broken = damaged.map(({ id, message }) => ({
    id,
    name: 'Images that cannot be read any more',
    words: message,
  }));
  return [...whole, ...broken].map((each) => ({ ...each, neededBy: runs.get(each.id) ?? [] }));
}

type Item = Awaited<ReturnType<typeof ask>>[number];

/** A person's own images that this browser keeps, what they take, and which kept runs need them. */
export function OwnImages() {
  const answer = useAnswer(useCallback((library: Keeping) => ask(library), []));
  const items = answer.kind === 'there' ? answer.value : [];
  if (items.length === 0) return null;
  return (
    <section aria-label="Own images" className={styles['results']}>
      <h2>Own images</h2>
      <ul className={styles['resultList']}>
        {items.map((item) => (
          <Kept key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Kept({ item: { id, name, words, neededBy } }: { readonly item: Item }) {
  const library = useLibrary();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const remove = () => {
    deleteOwnImages(library, id).catch((error: unknown) =>
      setProblem(writeFailure('They were not deleted', error)),
    );
  };
  return (
    <li>
      <p>
        <strong>{name}</strong> <span className={styles['faint']}>{words}</span>
        {neededBy.length > 0 && (
          <>
            <br />
            <span className={styles['faint']}>
              needed by {counted(neededBy.length, 'kept run')}: {neededBy.join(', ')}
            </span>
          </>
        )}
        {problem !== null && <span role="alert"> {problem}</span>}
      </p>
      {asking ? (
        <>
          <p role="status">
            {neededBy.length > 0
              ? 'Runs that need them can be looked at, but go on only once the images are opened again.'
              : 'They are gone from this browser then, not from where you chose them.'}
          </p>
          <Button look="outlined" onClick={remove}>
            Delete them
          </Button>
          <Button onClick={() => setAsking(false)}>Keep them</Button>
        </>
      ) : (
        <Button look="outlined" aria-label={`Delete ${name}`} onClick={() => setAsking(true)}>
          Delete
        </Button>
      )}
    </li>
  );
}
