import { Fragment, useMemo } from 'react';
import type { Share } from '#store/choices.ts';
import { Clip } from '../Clip.tsx';
import type { PlotArea } from '../plot-area.ts';
import { Fill, MOST, Patterns } from './Fill.tsx';
import { stack } from './stack.ts';

/** Height of a strip, and room above it, px. */
export const [STRIP, TITLE] = [92, 22] as const;

/** Bands of columns at least so wide are outlined, px. */
const OUTLINED = 4;

/** The shares of each choice, generation by generation, one below the other. */
export const ChoiceStrips = ({
  strips,
  from,
  area,
  id,
}: {
  readonly strips: readonly { readonly name: string; readonly shares: readonly Share[] }[];
  /** The first generation that is shown. */
  readonly from: number;
  readonly area: PlotArea;
  /** Of the patterns, unique on the page. */
  readonly id: string;
}) => (
  <>
    <Patterns id={id} />
    {strips.map((strip, i) => (
      <ChoiceStrip
        key={strip.name}
        {...strip}
        from={from}
        area={area}
        top={TITLE + i * (STRIP + TITLE)}
        patterns={id}
      />
    ))}
  </>
);

function ChoiceStrip({
  name,
  shares,
  from,
  area,
  top,
  patterns,
}: {
  readonly name: string;
  readonly shares: readonly Share[];
  readonly from: number;
  readonly area: PlotArea;
  readonly top: number;
  readonly patterns: string;
}) {
  const bands = useMemo(() => {
    const count = shares[0]?.shares.length ?? 0;
    const edges = Array.from(
      { length: count + 1 },
      (_, i) => area.x(from + i) - area.columnWidth / 2,
    );
    return stack(shares, { edges, top, height: STRIP });
  }, [shares, from, area, top]);
  const halo = { stroke: 'var(--surface)', strokeWidth: 3, paintOrder: 'stroke' } as const;
  return (
    <g fontSize={11} fill="var(--text-faint)">
      <text x={14} y={top - 7} fill="var(--text-soft)">
        {name}, share of the agents
      </text>
      {['100 %', '0'].map((words, i) => (
        <text key={words} x={area.left - 6} y={top + (i === 0 ? 9 : STRIP)} textAnchor="end">
          {words}
        </text>
      ))}
      <rect
        x={area.left}
        y={top}
        width={Math.max(0, area.width - area.left - area.right)}
        height={STRIP}
        fill="var(--surface-sunken)"
      />
      <Clip area={area}>
        {bands.map(({ label, path }, i) => (
          <Fill
            key={label}
            path={path}
            index={i < MOST ? i : -1}
            id={patterns}
            outlined={area.columnWidth >= OUTLINED}
          />
        ))}
        {bands.map(({ label, name: at }) => (
          <Fragment key={label}>
            {at && (
              <text x={at.x} y={at.y + 4} textAnchor="middle" fill="var(--text)" {...halo}>
                {label}
              </text>
            )}
          </Fragment>
        ))}
      </Clip>
    </g>
  );
}
