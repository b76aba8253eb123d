import type { LookedImage } from '#protocol/strategy-messages.ts';
import { Pixels } from './Pixels.tsx';
import { type Prediction, tellingPredictions } from './predictions.ts';
import styles from './Stage.module.css';

/** Classes told of each image: always as many, so that nothing moves. */
const TOLD = 5;
const SIDE = 76; // CSS pixels

const VERDICTS: Readonly<Record<Prediction['verdict'], string>> = {
  right: '✓ right',
  missed: 'missed',
  wrong: '✗ wrong',
  none: '',
};

/** One image as it is, as it is changed for training now, and what a classifier says of it. */
export function LookCard({
  image,
  isAwaited,
  size,
  classes,
}: {
  /** Undefined: there is none, or none yet. */
  readonly image: LookedImage | undefined;
  /** Whether one is to come; without, there is room for it alone. */
  readonly isAwaited: boolean;
  /** Side of the image, px. */
  readonly size: number;
  readonly classes: readonly string[];
}) {
  const told = image
    ? tellingPredictions(classes, image.labels, image.probabilities, TOLD)
    : Array.from({ length: Math.min(TOLD, classes.length) }, () => null);
  const names = image?.labels.map((index) => classes[index] ?? '').join(', ');
  return (
    <li
      className={styles['card']}
      style={image || isAwaited ? undefined : { visibility: 'hidden' }}
    >
      <div className={styles['pictures']}>
        {image ? (
          <>
            <Pixels
              pixels={image.pixels}
              size={size}
              side={SIDE}
              label={`Image ${image.position + 1}, which shows ${names || 'none of the classes'}`}
            />
            <span>as it is</span>
            <Pixels
              pixels={image.changed}
              size={size}
              side={SIDE}
              label={`Image ${image.position + 1}, as the row’s augmentation changes it`}
            />
            <span>as changed now</span>
          </>
        ) : (
          <>
            <div className={styles['waiting']} style={{ width: SIDE, height: SIDE }} />
            <span>as it is</span>
            <div className={styles['waiting']} style={{ width: SIDE, height: SIDE }} />
            <span>as changed now</span>
          </>
        )}
      </div>
      <ul className={styles['says']}>
        {told.map((each, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: bars stay, and what they say changes.
            key={at}
            data-label={each?.isLabel}
            data-verdict={each?.verdict}
          >
            <span>{each?.name ?? '\u00a0'}</span>
            <b>
              {each && VERDICTS[each.verdict]} {each && `${Math.round(100 * each.probability)} %`}
            </b>
            <div className={styles['bar']}>
              <div style={{ width: `${100 * (each?.probability ?? 0)}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </li>
  );
}
