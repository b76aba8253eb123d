import { useId, useState } from 'react';
import { readNumber } from './FieldInput.tsx';
import styles from './MutationMix.module.css';

/** A share as per cent, to be typed. What cannot be is kept and named, until it is mended or Escape takes it back. */
export function ShareInput({
  label,
  share,
  onCommit,
}: {
  readonly label: string;
  /** In [0, 1]. */
  readonly share: number;
  readonly onCommit: (share: number) => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const commit = () => {
    if (typed === null) return;
    const percent = readNumber(typed.replace(/\s*%$/, ''));
    const isRight = typeof percent === 'number' && percent >= 0 && percent <= 100;
    setWrong(!isRight);
    if (!isRight) return;
    setTyped(null);
    if (Math.round(percent) !== Math.round(share * 100)) onCommit(Math.round(percent) / 100);
  };
  return (
    <>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        className={styles['share']}
        aria-label={`${label}, per cent`}
        aria-invalid={wrong}
        aria-describedby={wrong ? id : undefined}
        value={typed ?? String(Math.round(share * 100))}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key !== 'Escape') return;
          setTyped(null);
          setWrong(false);
        }}
      />
      <span aria-hidden="true">%</span>
      {wrong && (
        <p id={id} role="alert" className={styles['wrong']}>
          {`'${typed}' is no share of ${label}: it must be a number from 0 to 100.`}
        </p>
      )}
    </>
  );
}
