import { memo, useMemo } from 'react';
import { counted } from '#core/counted.ts';
import { decoded } from '#protocol/digest.ts';
import { shortNumber } from '#store/mutation-words.ts';
import { useLabState } from '../shell/lab-context.ts';
import { bandPath, linePathOf, type PlotArea } from './plot-area.ts';

/** A generation of the sender's run, as a link told of it. */
export interface SenderPoint {
  readonly generation: number;
  readonly worst: number;
  readonly median: number;
  readonly best: number;
}

/** The curve that came with the link, if one did; generations in which all diverged are left out. */
export function useSenderCurve(): readonly SenderPoint[] {
  const digest = useLabState((state) => state.reference?.digest);
  return useMemo(() => {
    if (!digest) return [];
    return digest.generations.flatMap(({ codes }, generation) => {
      const [worst = Number.NaN, , median = Number.NaN, , best = Number.NaN] = codes.map((code) =>
        decoded(digest, code),
      );
      return Number.isNaN(best) ? [] : [{ generation, worst, median, best }];
    });
  }, [digest]);
}

/** For those who do not see it. */
export function senderSentence(points: readonly SenderPoint[]): string {
  const last = points.at(-1);
  if (!last) return '';
  return ` The sender’s run, a dashed outline, has ${counted(points.length, 'generation')} and ends with best ${shortNumber(last.best)}, median ${shortNumber(last.median)}.`;
}

/** How the sender's curve is drawn, here and in the key. */
export const SENDER_DASH = '7 3 2 3';

/** The sender's run behind one's own: its best as an outline, its median, and its range as a faint wash. */
export const SenderCurve = memo(function SenderCurve({
  points,
  area,
}: {
  readonly points: readonly SenderPoint[];
  readonly area: PlotArea;
}) {
  const along = (of: 'worst' | 'median' | 'best') =>
    points.map((point) => [area.x(point.generation), area.y(point[of])] as const);
  const last = points.at(-1);
  if (!last) return null;
  const line = { fill: 'none', stroke: 'var(--text-soft)', strokeDasharray: SENDER_DASH };
  return (
    <g data-testid="sender-curve" strokeLinejoin="round">
      <path
        d={bandPath(along('best'), along('worst'))}
        fill="var(--text-soft)"
        fillOpacity={0.05}
      />
      <path d={linePathOf(along('best'))} {...line} strokeWidth={1.75} />
      <path d={linePathOf(along('median'))} {...line} strokeWidth={1} strokeOpacity={0.8} />
      {points.length === 1 && (
        <circle
          cx={area.x(last.generation)}
          cy={area.y(last.best)}
          r={3}
          fill="none"
          stroke="var(--text-soft)"
        />
      )}
      <text
        x={Math.min(area.x(last.generation), area.width - area.right) - 4}
        y={area.y(last.best) + 16}
        textAnchor="end"
        fontSize={11}
        fill="var(--text-soft)"
        stroke="var(--surface)"
        strokeWidth={3}
        paintOrder="stroke"
      >
        sender
      </text>
    </g>
  );
});
