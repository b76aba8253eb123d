import { useEffect, useRef, useState } from 'react';
import type { Split } from '#core/strategy/domain.ts';
import type { Looked, LookedImage } from '#protocol/strategy-messages.ts';

/** Images shown at once. */
export const SHOWN = 6;
/** Images that one question may be about. */
const MOST_ASKED = 24;
/** Between two questions, ms at least. */
const REST_MS = 500;
/** A question that was not answered for so long is asked again, ms. */
const LOST_MS = 4000;

export interface LookProps {
  readonly run: number;
  readonly row: number;
  readonly split: Split;
  /** Images of the split. */
  readonly count: number;
  /** The class that images must show; null: any. */
  readonly wanted: number | null;
  /** Which images of those there are, from 0: the first so many, the next so many. */
  readonly page: number;
  /** Updates so far: after another one the row is asked again. */
  readonly step: number;
  readonly looked: Looked | null;
  /** Whether there is anybody to see the answer. */
  readonly isSeen: boolean;
  readonly onLook: (row: number, split: Split, images: readonly number[]) => void;
}

/** What is known of images, of which only those that were asked for. */
interface Known {
  /** Of which run and split. */
  readonly of: string;
  readonly labels: Map<number, readonly number[]>;
  readonly images: Map<number, LookedImage>;
}

export interface Look {
  /** Positions shown; fewer where no more were found. */
  readonly positions: readonly number[];
  /** The last answer for a position, of this row or of the one before. */
  readonly imageAt: (position: number) => LookedImage | undefined;
  /** Whether what is shown is this row's. */
  readonly isFresh: boolean;
  /** Images whose labels are known, while a class is looked for; null: none is, or enough were found. */
  readonly searched: number | null;
  /** Whether there are images after these. */
  readonly hasMore: boolean;
}

/**
 * Asks how a row sees images, at most twice a second and only while somebody looks. Which images show a class is not
 * known before they were asked for, so it goes through the split until enough were found.
 */
export function useLook(props: LookProps): Look {
  const { run, row, split, count, wanted, page, step, looked, isSeen } = props;
  const of = `${run} ${split}`;
  const known = useRef<Known>({ of, labels: new Map(), images: new Map() });
  if (known.current.of !== of) known.current = { of, labels: new Map(), images: new Map() };
  const { labels, images } = known.current;
  if (looked?.run === run && looked.split === split)
    for (const image of looked.images) {
      labels.set(image.position, image.labels);
      images.set(image.position, image);
    }
  const from = page * SHOWN;
  const found = wanted === null ? null : showing(labels, wanted);
  const positions =
    found?.slice(from, from + SHOWN) ??
    Array.from({ length: Math.max(0, Math.min(SHOWN, count - from)) }, (_, i) => from + i);
  const isSearching = found !== null && found.length <= from + SHOWN && labels.size < count;
  const asked = JSON.stringify([run, row, split, wanted, page]);
  const answered = looked?.run === run && looked.row === row && looked.split === split;
  const isFresh =
    answered && positions.every((at) => looked.images.some(({ position }) => position === at));

  const last = useRef({ asked: '', step: -1, time: -Infinity, answer: null as Looked | null });
  const [tick, setTick] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a tick is a reason to look whether it is time.
  useEffect(() => {
    if (!isSeen || count === 0) return;
    const { current } = last;
    const since = performance.now() - current.time;
    const isOpen = current.answer === looked && since < LOST_MS && current.asked !== '';
    const isDue = isSearching || current.asked !== asked || current.step !== step || !isFresh;
    if (!isDue) return;
    if (isOpen || since < REST_MS) {
      const timer = setTimeout(() => setTick(tick + 1), Math.max(50, REST_MS - since));
      return () => clearTimeout(timer);
    }
    last.current = { asked, step, time: performance.now(), answer: looked };
    const next = isSearching ? unknown(labels, count, MOST_ASKED - positions.length) : [];
    props.onLook(row, split, [...positions, ...next]);
    return undefined;
  }, [isSeen, count, isSearching, asked, step, isFresh, looked, tick]);

  return {
    positions,
    imageAt: (position) => images.get(position),
    isFresh,
    searched: isSearching ? labels.size : null,
    hasMore: found ? found.length > from + SHOWN : from + SHOWN < count,
  };
}

/** Positions known to show a class, ascending. */
const showing = (labels: ReadonlyMap<number, readonly number[]>, wanted: number): number[] =>
  [...labels]
    .flatMap(([position, own]) => (own.includes(wanted) ? [position] : []))
    .sort((a, b) => a - b);

/** The first so many positions of which nothing is known. */
function unknown(labels: ReadonlyMap<number, unknown>, count: number, most: number): number[] {
  const positions: number[] = [];
  for (let at = 0; at < count && positions.length < most; at++)
    if (!labels.has(at)) positions.push(at);
  return positions;
}
