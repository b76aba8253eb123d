import { sizeWord } from '#store/library/run-words.ts';
import { SHARE_CHOICES } from '#store/strategy/own-images.ts';
import { imagesIn, memoryOf } from '#store/strategy/own-words.ts';
import { missingImages } from '#store/strategy/strategy-state.ts';
import setup from '../../setup/Setup.module.css';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import styles from './Own.module.css';
import { OwnChooser } from './OwnChooser.tsx';
import { OwnStanding } from './OwnStanding.tsx';

/** Training on one's own images: how they are read, which, and what they are like before anything trains. */
export function OwnImages() {
  const data = useStrategyState(({ draft }) => draft?.data);
  const isOpen = useStrategyState(({ own, draft }) => own !== null || draft?.data.kind === 'own');
  const isMissing = useStrategyState((state) => missingImages(state) !== null);
  return (
    <details className={setup['group']} open={isOpen}>
      <summary>
        <span className={setup['groupTitle']}>Your own images</span>
        <span className={setup['groupSummary']}>
          {data?.kind === 'own' ? data.name : 'a folder, files or a zip'}
        </span>
      </summary>
      <section aria-label="Your own images" className={styles['own']}>
        <p>
          With labels as COCO (JSON), Pascal VOC (XML) or a CSV file (a column a class, or a list as
          “cat|dog”), or a folder for each class. They stay in this browser.
        </p>
        <Reading />
        {!isMissing && (
          <>
            <OwnChooser />
            <OwnStanding />
          </>
        )}
        {data?.kind === 'own' && (
          <p>
            “{data.name}” is set up: {imagesIn(data.images).toLocaleString('en-US')} images of{' '}
            {data.size} px, about {sizeWord(memoryOf(data.images, data.size))} of memory while they
            are trained on.
          </p>
        )}
      </section>
    </details>
  );
}

/** To what side they are brought, and what share of them is for what. */
function Reading() {
  const lab = useStrategy();
  const { size, validation, test } = useStrategyState((state) => state.ownReading);
  const share = (name: 'validation' | 'test', label: string, value: number) => (
    <label>
      {label}
      <select
        value={value}
        onChange={(event) => lab.setOwnReading({ [name]: Number(event.target.value) })}
      >
        {SHARE_CHOICES.map((choice) => (
          <option key={choice} value={choice}>
            {choice} %
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className={styles['reading']}>
      <label>
        <span>Side that they are brought to</span>
        <b>{size} px</b>
        <input
          type="range"
          min={16}
          max={64}
          value={size}
          aria-valuetext={`${size} px`}
          onChange={(event) => lab.setOwnReading({ size: Number(event.target.value) })}
        />
      </label>
      {share('validation', 'To validate', validation)}
      {share('test', 'To test', test)}
      <p>
        The other {100 - validation - test} % are learned from. Splits that come with the labels are
        kept.
      </p>
    </div>
  );
}
