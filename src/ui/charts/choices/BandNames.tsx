import type { Share } from '#store/history/choices.ts';
import { Clip } from '../Clip.tsx';
import type { Pane } from '../chart.ts';
import { HALO } from '../Key.tsx';
import type { PlotArea } from '../plot-area.ts';
import { bandNames } from './band-names.ts';
import { Patterns } from './tones.tsx';

/** A choice as it is drawn: its pane, and the shares of its values by generation. */
export interface Strip extends Pane {
  readonly shares: readonly Share[];
  /** Colours of its bands, where its choices have some of their own. */
  readonly colours?: readonly string[];
}

/** The names of choices, and of their values where there is room. */
export const BandNames = ({
  strips,
  from,
  back,
  of,
  area,
}: {
  readonly strips: readonly Strip[];
  /** The first stop of the shares. */
  readonly from: number;
  /** Distance of a column's beginning before its stop. */
  readonly back: number;
  /** Members whose shares they are, such as 'agents'. */
  readonly of: string;
  readonly area: PlotArea;
}) => (
  <>
    <Patterns />
    {strips.map((strip) => {
      const { name, shares, top, height } = strip;
      const edges = Array.from({ length: (shares[0]?.shares.length ?? 0) + 1 }, (_, i) =>
        area.x(from + i - back),
      );
      return (
        <g key={name} fontSize={11} fill="var(--text-faint)">
          <text x={14} y={top - 7} fill="var(--text-soft)">
            {name}, share of the {of}
          </text>
          {['100 %', '0'].map((words, i) => (
            <text
              key={words}
              x={area.left - 6}
              y={i === 0 ? top + 9 : top + height}
              textAnchor="end"
            >
              {words}
            </text>
          ))}
          <Clip area={area}>
            {bandNames(shares, { edges, top, height }).map(({ label, x, y }) => (
              <text key={label} x={x} y={y + 4} textAnchor="middle" fill="var(--text)" {...HALO}>
                {label}
              </text>
            ))}
          </Clip>
        </g>
      );
    })}
  </>
);
