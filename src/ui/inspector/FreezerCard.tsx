import { useCallback, useState } from 'react';
import { foundPopulation } from '#store/founding.ts';
import { freezerOf, type KeptAgent } from '#store/library/freezer.ts';
import type { Library } from '#store/library/library.ts';
import { writeFailure } from '#store/library/storage-words.ts';
import { useAnswer, useLibrary } from '../library/library-context.ts';
import { Button } from '../parts/Button.tsx';
import { useLab } from '../shell/lab-context.ts';
import { FreezerRow } from './FreezerRow.tsx';
import styles from './Inspector.module.css';

/** Agents that were kept from this and other runs. */
export function FreezerCard({ onFounded }: { readonly onFounded?: () => void }) {
  const lab = useLab();
  const library = useLibrary();
  const answer = useAnswer(useCallback((asked: Library) => freezerOf(asked).list(), []));
  const [deleted, setDeleted] = useState<KeptAgent | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const shelf = freezerOf(library);
  /** Resolves to whether it worked; else `not` is said, and why. */
  const attempt = async (not: string, work: Promise<void>): Promise<boolean> => {
    try {
      await work;
      setProblem(null);
      return true;
    } catch (error) {
      setProblem(writeFailure(not, error));
      return false;
    }
  };
  const found = (kept: KeptAgent) => {
    const failure = foundPopulation(lab, kept);
    setProblem(
      failure === null ? null : `No population can be founded from ${kept.name}. ${failure}`,
    );
    if (failure === null) onFounded?.();
  };
  const remove = async (kept: KeptAgent) => {
    if (await attempt(`${kept.name} was not deleted`, shelf.delete(kept.id))) setDeleted(kept);
  };
  const bringBack = async (kept: KeptAgent) => {
    if (await attempt(`${kept.name} was not brought back`, shelf.put(kept))) setDeleted(null);
  };
  const items =
    answer.kind === 'there' ? answer.value.items.toSorted((a, b) => b.keptAt - a.keptAt) : [];
  const damaged = answer.kind === 'there' ? answer.value.damaged : [];
  return (
    <section className={styles['card']} aria-label="Freezer">
      <h3>
        Freezer
        <small>{items.length === 0 ? 'empty' : `${items.length} kept`}</small>
      </h3>
      {answer.kind === 'failed' && <p role="alert">It cannot be read: {answer.message}</p>}
      {answer.kind === 'there' && items.length === 0 && damaged.length === 0 && (
        <p>Kept agents stay here, weights and all, and can found populations of their copies.</p>
      )}
      <ul className={styles['freezer']}>
        {items.map((kept) => (
          <FreezerRow
            key={kept.id}
            kept={kept}
            onFound={() => found(kept)}
            onRename={(name) =>
              attempt(`${kept.name} was not renamed`, shelf.put({ ...kept, name }))
            }
            onDelete={() => remove(kept)}
          />
        ))}
        {damaged.map(({ id, message }) => (
          <li key={id} className={styles['kept']}>
            <p>An agent was kept here that cannot be read any more: {message}.</p>
            <Button
              look="outlined"
              onClick={() => attempt('It was not cleared away', shelf.delete(id))}
            >
              Clear it away
            </Button>
          </li>
        ))}
      </ul>
      <div role="status">
        {deleted && (
          <p className={styles['deleted']}>
            {deleted.name} was deleted.
            <Button look="outlined" onClick={() => bringBack(deleted)}>
              Undo
            </Button>
          </p>
        )}
      </div>
      {problem !== null && (
        <p role="alert" className={styles['wrong']}>
          {problem}
        </p>
      )}
    </section>
  );
}
