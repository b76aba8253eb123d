import { generationNumber } from '#core/generation-number.ts';
import type { TimeMark } from '#store/history/time-marks.ts';
import { MarkSign } from '../../genealogy/TimeMarks.tsx';
import styles from './ChartFrame.module.css';

/** Meaning of each mark on the time axis, in words. */
export function MarkNotes({ marks }: { readonly marks: readonly TimeMark[] }) {
  return (
    <ul className={styles['marks']} aria-label="Marks on the time axis">
      {marks.map(({ kind, generation, text }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike; their order is that in which they came.
        <li key={i}>
          <svg width="12" height="12" aria-hidden="true">
            <MarkSign kind={kind} x={6} y={6} />
          </svg>
          <span>
            {kind === 'edited' ? 'In' : 'Before'} generation {generationNumber(generation)}: {text}
          </span>
        </li>
      ))}
    </ul>
  );
}
