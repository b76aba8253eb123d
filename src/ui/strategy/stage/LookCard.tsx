import type { LookedImage } from '#protocol/strategy-images.ts';
import { Pixels } from './Pixels.tsx';
import { type Prediction, SEEN, tellingPredictions } from './predictions.ts';
import styles from './Stage.module.css';

/** Classes told of each image: always as many, so that nothing moves. */
const TOLD = 5;

const VERDICTS: Readonly<Record<Prediction['verdict'], string>> = {
  right: '✓ right',
  missed: 'missed',
  wrong: '✗ wrong',
  none: '',
};

/** Writes a probability as '  7 %': as wide for every number, so that nothing moves; not seen is less than 50 %. */
const percentOf = (probability: number): string => {
  const rounded = Math.round(100 * probability);
  const told = probability < SEEN ? Math.min(49, rounded) : rounded;
  return `${String(told).padStart(3, FIGURE_SPACE)} %`;
};

/** Space as wide as a digit. */
const FIGURE_SPACE = '\u2007';

/** One image as it is, as it is changed for training now, and what a classifier says of it. */
export function LookCard({
  image,
  isAwaited,
  size,
  classes,
}: {
  /** Undefined: there is none, or none yet. */
  readonly image: LookedImage | undefined;
  /** True when one is to come; without, there is room for it alone. */
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
              label={`Image ${image.position + 1}, which shows ${names || 'none of the classes'}`}
            />
            <span>as it is</span>
            <Pixels
              pixels={image.changed}
              size={size}
              label={`Image ${image.position + 1}, as the row’s augmentation changes it`}
            />
            <span>changed now</span>
          </>
        ) : (
          <>
            <div className={styles['imageRoom']} />
            <span>as it is</span>
            <div className={styles['imageRoom']} />
            <span>changed now</span>
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
            <b>{each && VERDICTS[each.verdict]}</b>
            <output>{each && percentOf(each.probability)}</output>
            <div className={styles['bar']}>
              <div style={{ width: `${100 * (each?.probability ?? 0)}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </li>
  );
}
