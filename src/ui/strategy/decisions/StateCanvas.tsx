import { useCallback, useMemo } from 'react';
import { type Paint, usePainting } from '../../charts/frame/painting.ts';
import type { PlotArea } from '../../charts/plot-area.ts';
import type { SeenFeature } from './features.ts';
import type { LookedAt } from './looked-at.ts';

/** Colours of what lies below the mean so far, and above; on light and on dark they can be told apart. */
export const [BELOW, ABOVE] = ['rgb(58, 124, 208)', 'rgb(208, 104, 24)'];
/** Furthest that a feature lies from 0. */
export const REACH = 3;

/** A feature of a state where it is drawn, px from the top of the plot. */
export interface Placed extends SeenFeature {
  readonly top: number;
  readonly height: number;
}

/** Every feature at every decision: the further from its mean so far, the stronger its colour. */
export function StateCanvas({
  looked: { decisions },
  features,
  area,
}: {
  readonly looked: LookedAt;
  readonly features: readonly Placed[];
  readonly area: PlotArea;
}) {
  const { width, height } = area;
  const paint = useCallback<Paint>(
    (context, palette) => {
      const edges = decisions.map(({ event: { interval } }) => {
        const from = area.x(interval - 1);
        return { from, wide: Math.max(0.5, area.x(interval) - from) };
      });
      for (const { at, top, height: high } of features) {
        context.globalAlpha = 1;
        context.fillStyle = palette['surface-sunken'];
        context.fillRect(area.left, top, width - area.left - area.right, high);
        for (const [i, { steered }] of decisions.entries()) {
          const value = steered.state[at] ?? 0;
          const edge = edges[i];
          if (value === 0 || !edge) continue;
          context.globalAlpha = Math.min(1, Math.abs(value) / REACH);
          context.fillStyle = value < 0 ? BELOW : ABOVE;
          context.fillRect(edge.from, top, edge.wide, high);
        }
      }
      context.globalAlpha = 1;
    },
    [decisions, features, area, width],
  );
  const canvas = usePainting(
    useMemo(() => ({ width, height }), [width, height]),
    paint,
  );
  return <canvas ref={canvas} style={{ position: 'absolute', inset: 0, width, height }} />;
}
