import { useState } from 'react';
import type { KeptAgent } from '#store/library/freezer.ts';
import { shortNumber } from '#store/mutation-words.ts';
import { Button } from '../parts/Button.tsx';
import { Menu } from '../parts/Menu.tsx';
import styles from './Inspector.module.css';

const LONGEST_NAME = 120;

/** One kept agent, and what can be done with it. */
export function FreezerRow({
  kept,
  onFound,
  onRename,
  onDelete,
}: {
  readonly kept: KeptAgent;
  readonly onFound: () => void;
  readonly onRename: (name: string) => void;
  readonly onDelete: () => void;
}) {
  const [naming, setNaming] = useState(false);
  const { name, fitness, individual } = kept;
  const { environment, algorithm, agent, generation } = individual;
  const rename = (typed: string) => {
    setNaming(false);
    const next = typed.trim().slice(0, LONGEST_NAME);
    if (next !== '' && next !== name) onRename(next);
  };
  return (
    <li className={styles['kept']}>
      {naming ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            rename(String(new FormData(event.currentTarget).get('name')));
          }}
        >
          <input
            name="name"
            aria-label={`Name of ${name}`}
            defaultValue={name}
            maxLength={LONGEST_NAME}
            // biome-ignore lint/a11y/noAutofocus: a person has just asked to type here.
            autoFocus
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              setNaming(false);
            }}
          />
          <Button type="submit" look="outlined">
            Rename
          </Button>
        </form>
      ) : (
        <strong>{name}</strong>
      )}
      <p>
        {environment} · {algorithm.toUpperCase()} · agent {agent}, generation {generation} ·{' '}
        {Number.isNaN(fitness) ? 'not tested yet' : `fitness ${shortNumber(fitness)}`}
      </p>
      <div className={styles['tools']}>
        <Button look="outlined" aria-label={`Found a population of ${name}`} onClick={onFound}>
          Found a population
        </Button>
        <Menu
          label={`More for ${name}`}
          icon="more"
          items={[
            { label: 'Rename', onChoose: () => setNaming(true) },
            { label: 'Delete', onChoose: onDelete },
          ]}
        />
      </div>
    </li>
  );
}
