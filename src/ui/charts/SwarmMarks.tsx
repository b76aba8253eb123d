import { ancestorsOf } from '#store/history/descent.ts';
import type { Cell, History } from '#store/history/history.ts';
import { useMarkedCell } from '../shell/focus-cell.ts';
import { Clip } from './Clip.tsx';
import { linePathOf, type PlotArea } from './plot-area.ts';
import { markPlace } from './swarm.ts';

/** Rings around the agents that are meant, and the way from the founder to the one pointed at, or selected. */
export function SwarmMarks({
  history,
  area,
  focus,
  beside,
}: {
  readonly history: History;
  readonly area: PlotArea;
  readonly focus: Cell | null;
  readonly beside: Cell | null;
}) {
  const hovered = useMarkedCell(history, 'hover');
  const shown = hovered ?? focus;
  const placeOf = ({ generation, slot }: Cell) => markPlace(history, area, generation, slot);
  const way = shown ? linePathOf(ancestorsOf(history, shown).map(placeOf)) : '';
  const ring = (cell: Cell | null, width: number, dash?: string) => {
    if (!cell) return null;
    const [cx, cy] = placeOf(cell);
    return <circle cx={cx} cy={cy} r={dash ? 9 : 6} strokeWidth={width} strokeDasharray={dash} />;
  };
  return (
    <Clip area={area}>
      <g fill="none" stroke="var(--text)" strokeLinejoin="round">
        <path d={way} stroke="var(--surface)" strokeOpacity={0.8} strokeWidth={4} />
        <path d={way} strokeWidth={1.5} />
        {ring(focus, 2)}
        {ring(beside, 1.75, '3.5 2.5')}
        {ring(hovered, 1)}
      </g>
    </Clip>
  );
}
