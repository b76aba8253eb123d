import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import styles from './Transport.module.css';

/** Plays and pauses; it says what playing does to a run that has ended or failed. */
export function PlayButton({
  kind,
  isBlocked,
  isAgain,
  narrow,
  lab,
}: {
  readonly kind: string;
  /** True when what is set up cannot run. */
  readonly isBlocked: boolean;
  /** True when playing begins the run that has ended once more. */
  readonly isAgain: boolean;
  readonly narrow: boolean;
  readonly lab: { readonly play: () => void; readonly pause: () => void };
}) {
  const words = narrow ? 'visually-hidden' : undefined;
  if (kind === 'running' || kind === 'starting')
    return (
      <Button
        look="solid"
        className={styles['play']}
        title="Pause (space)"
        onClick={() => lab.pause()}
      >
        <Icon name="pause" />
        <span className={words}>Pause</span>
      </Button>
    );
  const label = isAgain ? 'Run again' : kind === 'failed' ? 'Retry' : 'Play';
  return (
    <Button
      look="solid"
      className={styles['play']}
      title={`${label} (space)`}
      disabled={kind === 'loading' || (isBlocked && kind !== 'paused')}
      onClick={() => lab.play()}
    >
      <Icon name={isAgain || kind === 'failed' ? 'again' : 'play'} />
      <span className={label === 'Play' ? words : styles['rare']}>{label}</span>
    </Button>
  );
}

/** Bar that fills as a run gets on; `share` in [0, 1]. */
export const ProgressBar = ({
  label,
  done,
  planned,
  share,
}: {
  readonly label: string;
  readonly done: number;
  readonly planned: number;
  readonly share: number;
}) => (
  <span
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={planned}
    aria-valuenow={done}
    className={styles['track']}
  >
    <span style={{ width: `${share * 100}%` }} />
  </span>
);
