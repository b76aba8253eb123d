import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { shareOf, valueAt } from '#store/history/density.ts';
import { canBeLog, type ParallelAxis } from '#store/history/parallel.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import styles from './Parallel.module.css';

type Brush = readonly [low: number, high: number];

/** A press that moves less than this, px, is no drag. */
const STILL = 4;
const STEP = 0.02; // of an axis, by an arrow key
const LARGE_STEP = 0.1;
/** Least size of a control, px (WCAG 2.5.8). */
const TARGET = 24;

interface AxisControlsProps {
  readonly axis: ParallelAxis;
  /** Centre of the axis, its ends, and the distance to the next, px. */
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly space: number;
  readonly brush: Brush | undefined;
  readonly onBrush: (brush: Brush | null) => void;
  /** Moves it by so many places to the right. */
  readonly onMove: (places: number) => void;
  readonly onTurn: () => void;
}

/** Controls of an axis: its name moves it, its length and its two ends brush it, a button turns it to a log scale. */
export function AxisControls(props: AxisControlsProps) {
  const { axis, x, top, bottom, space, brush, onBrush, onMove, onTurn } = props;
  const length = bottom - top;
  const dragged = useRef<{ readonly from: number; moved: boolean } | null>(null);
  const ends: Brush = brush ?? [axis.scale.low, axis.scale.high];
  const [low, high] = ends.map((value) => clamp(shareOf(value, axis.scale))) as [number, number];
  const set = (a: number, b: number) => {
    const [from, to] = [clamp(Math.min(a, b)), clamp(Math.max(a, b))];
    onBrush(from === 0 && to === 1 ? null : [valueAt(from, axis.scale), valueAt(to, axis.scale)]);
  };
  const shareAt = ({ clientY, currentTarget }: PointerEvent<HTMLElement>) =>
    clamp(1 - (clientY - currentTarget.getBoundingClientRect().top) / length);

  const onHeadKey = (event: KeyboardEvent) => {
    const places = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (places === undefined) return;
    event.preventDefault();
    onMove(places);
  };

  return (
    <>
      <button
        type="button"
        className={styles['head']}
        style={{ left: x - space / 2, width: space, height: top - TARGET }}
        aria-label={`Axis ${axis.label}. Left and right move it.`}
        title="Drag sideways to move the axis"
        onKeyDown={onHeadKey}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerUp={({ clientX, currentTarget }) => {
          const box = currentTarget.getBoundingClientRect();
          onMove(Math.round((clientX - (box.left + box.width / 2)) / space));
        }}
      />
      <div
        data-control
        className={styles['brushing']}
        style={{ left: x - 14, top, height: length }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          dragged.current = { from: shareAt(event), moved: false };
        }}
        onPointerMove={(event) => {
          const drag = dragged.current;
          if (!drag) return;
          const at = shareAt(event);
          drag.moved ||= Math.abs(at - drag.from) * length > STILL;
          if (drag.moved) set(drag.from, at);
        }}
        onPointerUp={() => {
          if (dragged.current?.moved === false) onBrush(null);
          dragged.current = null;
        }}
      />
      {(['lowest', 'highest'] as const).map((which, i) => {
        const share = which === 'lowest' ? low : high;
        const other = which === 'lowest' ? high : low;
        return (
          <div
            key={which}
            role="slider"
            tabIndex={0}
            aria-label={`${axis.label}, ${which} shown`}
            aria-orientation="vertical"
            aria-valuemin={axis.scale.low}
            aria-valuemax={axis.scale.high}
            aria-valuenow={ends[i]}
            aria-valuetext={shortNumber(ends[i] as number)}
            data-control
            className={styles['end']}
            data-which={which}
            data-brushed={brush !== undefined}
            style={{
              left: x - TARGET / 2,
              // above the highest, below the lowest: they never cover each other
              top: bottom - share * length - (which === 'highest' ? TARGET : 0),
            }}
            onKeyDown={(event) => {
              const to = keyed(event.key, share);
              if (to === null) return;
              event.preventDefault();
              // The two ends do not pass each other.
              if (which === 'lowest') set(Math.min(to, other), other);
              else set(other, Math.max(to, other));
            }}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={(event) => {
              if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
              const box = event.currentTarget.offsetParent?.getBoundingClientRect();
              if (box) set(clamp(1 - (event.clientY - box.top - top) / length), other);
            }}
          />
        );
      })}
      {canBeLog(axis.scale) && (
        <button
          type="button"
          className={styles['turn']}
          style={{ left: x - 24, top: bottom + TARGET }}
          aria-pressed={axis.scale.scale === 'log'}
          aria-label={`${axis.label} on a log scale`}
          onClick={onTurn}
        >
          log
        </button>
      )}
    </>
  );
}

const clamp = (share: number) => Math.min(1, Math.max(0, share));

/** Place to which a key takes an end of a brush; null: it is none of its keys. */
function keyed(key: string, share: number): number | null {
  const to = {
    ArrowUp: share + STEP,
    ArrowRight: share + STEP,
    ArrowDown: share - STEP,
    ArrowLeft: share - STEP,
    PageUp: share + LARGE_STEP,
    PageDown: share - LARGE_STEP,
    Home: 0,
    End: 1,
  }[key];
  return to === undefined ? null : clamp(to);
}
