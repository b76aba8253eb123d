import { type ReactNode, useId } from 'react';
import { useShownWindow } from '../genealogy/shown-window.ts';
import type { PlotArea } from './plot-area.ts';

/** Room for marks at the ends of the whole run, where nothing goes on beyond them, px. */
const MARK = 8;

/** Keeps what is drawn over generations within the plot, where only some of them are shown. */
export function Clip({
  area: { left, right, width, height },
  children,
}: {
  readonly area: PlotArea;
  readonly children: ReactNode;
}) {
  const id = useId();
  const isWhole = useShownWindow(({ window }) => window === null);
  const room = isWhole ? MARK : 0;
  return (
    <>
      <clipPath id={id}>
        <rect
          x={left - room}
          y={0}
          width={Math.max(0, width - left - right + 2 * room)}
          height={height}
        />
      </clipPath>
      <g clipPath={`url(#${id})`}>{children}</g>
    </>
  );
}
