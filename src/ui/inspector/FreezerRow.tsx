import { useState } from 'react';
import { LONGEST_NAME } from '#archive/run-record.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { KeptAgent } from '#store/library/freezer.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { Button } from '../parts/Button.tsx';
import { KeptText } from '../parts/KeptText.tsx';
import { Menu } from '../parts/Menu.tsx';
import styles from './Inspector.module.css';

/** One kept agent, and what can be done with it. */
export function FreezerRow({
  kept,
  onPlay,
  onChallenge,
  onFound,
  onRename,
  onSave,
  onDelete,
}: {
  readonly kept: KeptAgent;
  readonly onPlay: () => void;
  /** Absent: its task is no game for two. */
  readonly onChallenge?: (() => void) | undefined;
  readonly onFound: () => void;
  /** Resolves to whether the name is kept. */
  readonly onRename: (name: string) => Promise<boolean>;
  readonly onSave: () => void;
  readonly onDelete: () => void;
}) {
  const [naming, setNaming] = useState(false);
  const { name, fitness, individual, model } = kept;
  const { environment, algorithm, agent, generation } = individual;
  return (
    <li className={styles['kept']}>
      {naming ? (
        <KeptText
          label={`Name of ${name}`}
          text={name}
          longest={LONGEST_NAME}
          verb="Rename"
          onKeep={(typed) => (typed === '' ? Promise.resolve(true) : onRename(typed))}
          onClose={() => setNaming(false)}
        />
      ) : (
        <strong>{name}</strong>
      )}
      <p>
        {environment} · {algorithm.toUpperCase()} ·{' '}
        {model === undefined
          ? `agent ${agent}, generation ${generationNumber(generation)}`
          : `from ${model}`}{' '}
        · {Number.isNaN(fitness) ? 'not tested yet' : `fitness ${shortNumber(fitness)}`}
      </p>
      <div className={styles['tools']}>
        <Button look="outlined" aria-label={`Found a population of ${name}`} onClick={onFound}>
          Found a population
        </Button>
        <Menu
          label={`More for ${name}`}
          icon="more"
          items={[
            { label: 'Watch it play', onChoose: onPlay },
            ...(onChallenge ? [{ label: 'Play against it', onChoose: onChallenge }] : []),
            { label: 'Rename', onChoose: () => setNaming(true) },
            { label: 'Save as a file', onChoose: onSave },
            { label: 'Delete', onChoose: onDelete },
          ]}
        />
      </div>
    </li>
  );
}
