import { counted } from '#core/counted.ts';
import { type Digest, decoded } from '#protocol/digest.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import type { Series } from './chart.ts';
import { HALO } from './Key.tsx';
import type { PlotArea } from './plot-area.ts';

/** A generation of the sender's run, as its link holds it. */
type SenderPoint = {
  readonly generation: number;
  /** Sender's values from the worst to the best. */
  readonly sent: readonly [worst: number, best: number];
  readonly sentBest: number;
  readonly sentMedian: number;
};

/** Returns the curve of a link's result, empty without one; generations in which all diverged are left out. */
export function senderPoints(digest: Digest | undefined): readonly SenderPoint[] {
  if (!digest) return [];
  return digest.generations.flatMap(({ codes }, generation) => {
    const [worst = Number.NaN, , median = Number.NaN, , best = Number.NaN] = codes.map((code) =>
      decoded(digest, code),
    );
    if (Number.isNaN(best)) return [];
    return [{ generation, sent: [worst, best], sentBest: best, sentMedian: median }];
  });
}

/** Describes the sender's curve for screen readers; '' where there is none. */
export function senderSentence(points: readonly SenderPoint[]): string {
  const last = points.at(-1);
  if (!last) return '';
  return ` The sender’s run, a dashed outline, has ${counted(points.length, 'generation')} and ends with best ${shortNumber(last.sentBest)}, median ${shortNumber(last.sentMedian)}.`;
}

const LINE = { kind: 'line', dash: '7 3 2 3', colour: 'var(--text-soft)' } as const;

/** The sender's run behind one's own: its best as an outline, its median, and its range as a faint wash. */
export const SENDER: readonly Series[] = [
  { kind: 'band', of: 'sent', opacity: 0.05, colour: 'var(--text-soft)' },
  { ...LINE, of: 'sentBest', width: 1.75, words: 'sender’s best and median' },
  { ...LINE, of: 'sentMedian', width: 1, opacity: 0.8 },
];

/** Names a curve that is not the shown run's where it ends: below its last point, or above where there is no room. */
export function CurveName({
  words,
  end,
  area,
}: {
  readonly words: string;
  /** Its last point; undefined: there is none. */
  readonly end: { readonly generation: number; readonly value: number } | undefined;
  readonly area: PlotArea;
}) {
  if (!end || Number.isNaN(end.value)) return null;
  const y = area.y(end.value);
  const isLow = y + BELOW > area.height - area.bottom;
  return (
    <text
      x={Math.min(area.x(end.generation), area.width - area.right) - 4}
      y={isLow ? y - ABOVE : y + BELOW}
      textAnchor="end"
      fontSize={11}
      fill="var(--text-soft)"
      data-testid={`${words} curve`}
      {...HALO}
    >
      {words}
    </text>
  );
}

/** Distance from a curve to the foot of its name, below it and above it, px. */
const BELOW = 16;
const ABOVE = 7;
