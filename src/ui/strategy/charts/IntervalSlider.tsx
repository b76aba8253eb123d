import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import { Button } from '../../parts/Button.tsx';
import { usePointed } from '../pointed.ts';
import styles from './StrategyCharts.module.css';

/** Slider for the interval in charts of one; it stays while the run goes on, until the last is wanted again. */
export function IntervalSlider({
  intervals,
  shown,
}: {
  readonly intervals: readonly IntervalEvent[];
  readonly shown: IntervalEvent | undefined;
}) {
  const held = usePointed((pointed) => pointed.held);
  const [first, last] = [intervals[0]?.interval ?? 0, intervals.at(-1)?.interval ?? 0];
  const at = shown?.interval ?? last;
  return (
    <div className={styles['interval']}>
      <label>
        <span>
          Interval {at + 1} of {last + 1}
        </span>
        <input
          type="range"
          min={first}
          max={last}
          value={at}
          aria-label="Interval looked at"
          aria-valuetext={`Interval ${at + 1}`}
          disabled={intervals.length < 2}
          onChange={(event) => usePointed.setState({ held: Number(event.target.value) })}
        />
      </label>
      <Button
        look="outlined"
        disabled={held === null}
        onClick={() => usePointed.setState({ held: null })}
      >
        The last
      </Button>
    </div>
  );
}
