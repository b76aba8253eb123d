import { useId, useState } from 'react';
import { readNumber } from '#store/set-up/typed-number.ts';
import { IconButton } from '../parts/IconButton.tsx';
import styles from './Transport.module.css';

/** Seed of a lab's run, with buttons that start again from it or from a new one. */
export function SeedField({
  seed,
  problem,
  disabled,
  startsOnEnter,
  onSet,
  onStart,
}: {
  /** Seed as it stands in the set-up, which may be no number yet. */
  readonly seed: unknown;
  /** Words of the seed's problem; undefined: it has none. */
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly startsOnEnter: boolean;
  readonly onSet: (seed: unknown) => void;
  readonly onStart: () => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    if (typed !== null && typed !== String(seed)) onSet(readNumber(typed, true));
    setTyped(null);
  };
  return (
    <div className={styles['group']}>
      <div className={styles['seed']} data-field="seed">
        <label htmlFor={id}>Seed</label>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={typed ?? String(seed ?? '')}
          disabled={disabled}
          aria-invalid={problem !== undefined}
          aria-describedby={problem && `${id}-words`}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setTyped(null);
            if (event.key !== 'Enter') return;
            commit();
            if (startsOnEnter) onStart();
          }}
        />
        {problem && (
          <p id={`${id}-words`} role="alert" className={styles['wrong']}>
            {problem}
          </p>
        )}
      </div>
      <IconButton
        icon="again"
        label="Start again from this seed"
        title="Start again from this seed (r)"
        disabled={disabled}
        onClick={onStart}
      />
      <IconButton
        icon="dice"
        label="Start from a new seed"
        disabled={disabled}
        onClick={() => {
          onSet(crypto.getRandomValues(new Uint16Array(1))[0] ?? 0);
          onStart();
        }}
      />
    </div>
  );
}
