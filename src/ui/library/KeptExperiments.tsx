import { useCallback, useState } from 'react';
import { engineWords } from '#archive/engine-words.ts';
import { counted } from '#core/counted.ts';
import { dateWord } from '#store/library/run-words.ts';
import { writeFailure } from '#store/library/storage-words.ts';
import { experimentsOf, type KeptExperiment, questionOf } from '#store/strategy/experiment-runs.ts';
import type { Keeping } from '#store/strategy/kept-runs.ts';
import { Button } from '../parts/Button.tsx';
import { Menu } from '../parts/Menu.tsx';
import { useLabState, useOpenStrategy } from '../shell/lab-context.ts';
import { saveResults, saveTable } from '../strategy/experiments/experiment-files.ts';
import { runnerOf, runnerOpen } from '../strategy/experiments/runner-of.ts';
import { want } from '../strategy/wanted.ts';
import styles from './Library.module.css';
import { useAnswer, useLibrary } from './library-context.ts';

/** Experiments of the strategy lab that this browser keeps, and what can be done with them. */
export function KeptExperiments() {
  const library = useLibrary();
  const answer = useAnswer(useCallback((kept: Keeping) => experimentsOf(kept).list(), []));
  const [said, setSaid] = useState<string | null>(null);
  if (answer.kind !== 'there') return null;
  const { items, damaged } = answer.value;
  if (items.length === 0 && damaged.length === 0) return null;
  const remove = (id: string) => {
    setSaid(null);
    experimentsOf(library)
      .delete(id)
      .catch((error: unknown) => setSaid(writeFailure('It was not deleted', error)));
  };
  return (
    <section aria-label="Experiments" className={styles['results']}>
      <h2>Experiments</h2>
      {said !== null && <p role="alert">{said}</p>}
      <ul className={styles['resultList']}>
        {[...items]
          .sort((a, b) => b.createdAt - a.createdAt)
          .map((kept) => (
            <Item key={kept.id} kept={kept} say={setSaid} onDelete={() => remove(kept.id)} />
          ))}
        {damaged.map(({ id, message }) => (
          <li key={id}>
            <p>An experiment cannot be read any more: {message}.</p>
            <Button look="outlined" onClick={() => remove(id)}>
              Delete it
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Item({
  kept,
  say,
  onDelete,
}: {
  readonly kept: KeptExperiment;
  readonly say: (words: string | null) => void;
  readonly onDelete: () => void;
}) {
  const library = useLibrary();
  const openStrategy = useOpenStrategy();
  const [asking, setAsking] = useState(false);
  const { id, seeds, base, results, createdAt, engine } = kept;
  const { title, question } = questionOf(kept);
  const version = useLabState(({ catalog }) => catalog?.strategyEngine ?? null);
  const other = version && engineWords(engine, version);
  const none = results.length === 0;
  /** Tells whether the lab carries it out now, or another one. */
  const underWay = () => {
    const state = runnerOpen()?.store.getState();
    return state && (state.status === 'running' || state.status === 'timing') ? state.kept : null;
  };
  const open = async () => {
    const runner = runnerOf(await openStrategy(), library);
    const other = underWay();
    if (other && other.id !== id) {
      say(`“${questionOf(other).title}” is going on in the lab. Stop it there first.`);
      return;
    }
    if (!other) runner.open(kept);
    want('experiments');
    location.hash = '#/strategy';
  };
  const askToDelete = () => {
    if (underWay()?.id === id) say(`“${title}” is going on in the lab. Stop it there first.`);
    else setAsking(true);
  };
  return (
    <li aria-label={title}>
      <p>
        <strong>{title}</strong>{' '}
        <span className={styles['faint']}>
          {counted(seeds, 'seed')} from {base.seed} on · {counted(results.length, 'run')} done ·{' '}
          {dateWord(createdAt)} · {other ?? `engine ${engine}`}
          <br />
          {question}
        </span>
      </p>
      {asking ? (
        <>
          <p role="status">{counted(results.length, 'result')} would be gone for good.</p>
          <Button look="outlined" onClick={onDelete}>
            Delete it
          </Button>
          <Button onClick={() => setAsking(false)}>Keep it</Button>
        </>
      ) : (
        <>
          <Button look="outlined" onClick={() => void open()}>
            Open
          </Button>
          <Menu
            label={`More for ${title}`}
            icon="more"
            items={[
              { label: 'Table (.csv)', disabled: none, onChoose: () => saveTable(kept) },
              { label: 'All results (.json)', disabled: none, onChoose: () => saveResults(kept) },
              { label: 'Delete', onChoose: askToDelete },
            ]}
          />
        </>
      )}
    </li>
  );
}
