import { type ReactNode, useId } from 'react';
import { readNumber } from '#store/set-up/typed-number.ts';
import styles from './MutationMix.module.css';
import { TextField } from './TextField.tsx';

/** A share as per cent, to be typed. A word that cannot be one stands in the set-up as it was typed, until it is mended. */
export function ShareInput({
  label,
  share,
  wrong,
  problem,
  onCommit,
}: {
  readonly label: string;
  /** Share in [0, 1]. */
  readonly share: number;
  /** Typed text that is no share; null: there is none. */
  readonly wrong: string | null;
  /** Its problem, in words. */
  readonly problem: ReactNode;
  /** A share in [0, 1], or the text that is none. */
  readonly onCommit: (share: number | string) => void;
}) {
  const id = useId();
  const read = (text: string) => {
    const percent = readNumber(text.replace(/\s*%\s*$/, ''), true);
    const isShare = typeof percent === 'number' && percent >= 0 && percent <= 100;
    return isShare ? Math.round(percent) / 100 : text;
  };
  return (
    <>
      <TextField
        className={styles['share']}
        name={`${label}, per cent`}
        text={wrong ?? String(Math.round(share * 100))}
        invalid={wrong !== null}
        describedBy={id}
        inputMode="numeric"
        read={read}
        onCommit={onCommit}
      />
      <span aria-hidden="true">%</span>
      <div id={id} className={styles['wrong']}>
        {problem}
      </div>
    </>
  );
}
