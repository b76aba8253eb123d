import type { Choice } from '#store/history/choices.ts';
import type { Row, Series } from '../chart.ts';
import { Keys, MarkKey } from '../Key.tsx';
import type { Strip } from './BandNames.tsx';
import { toneOf } from './tones.tsx';

/** Steps drawn at the most; more are not told apart on a screen and cost time. */
const MOST_STEPS = 400;

const keyOf = (pane: number, label: string) => `${pane} ${label}`;

/** Bands that lie on each other, strip by strip. */
export const shareSeries = (strips: readonly Strip[]): Series[] =>
  strips.flatMap((strip, pane) =>
    strip.shares.map(({ label }, i) => ({
      kind: 'share',
      of: keyOf(pane, label),
      pane,
      ...fillOf(strip, i),
    })),
  );

/** Returns the fill of an index's band. */
const fillOf = ({ colours }: Strip, index: number): ReturnType<typeof toneOf> => {
  const colour = colours?.[index];
  return colour === undefined ? toneOf(index) : { colour, opacity: 1 };
};

/**
 * Shares from where each column begins, which is `back` before its stop, and once more where the last ends. `from` is the
 * first stop of the shares, and `by` the name under which a row has its place.
 */
export function shareRows(
  strips: readonly Strip[],
  { from, by, back }: { readonly from: number; readonly by: string; readonly back: number },
): Row[] {
  const count = strips[0]?.shares[0]?.shares.length ?? 0;
  const every = Math.max(1, Math.ceil(count / MOST_STEPS));
  const rows: Row[] = [];
  for (let i = 0; i <= count; i += i < count ? Math.min(every, count - i) : 1)
    rows.push({
      [by]: from + i - back,
      ...Object.fromEntries(
        strips.flatMap(({ shares }, pane) =>
          shares.map((each) => [keyOf(pane, each.label), each.shares[Math.min(i, count - 1)] ?? 0]),
        ),
      ),
    });
  return count === 0 ? [] : rows;
}

/** 'ReLU: 5; ELU: 3', the most common first. */
export function shareWords(
  { name, values, counts }: Choice,
  stop: number,
): readonly [string, string] {
  const row = counts[stop] ?? [];
  const words = values
    .map((value, at) => ({ value, count: row[at] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const rest = words.length - 4;
  const shown = (rest > 1 ? words.slice(0, 4) : words).map(
    ({ value, count }) => `${value}: ${count}`,
  );
  return [name.toLowerCase(), [...shown, ...(rest > 1 ? [`${rest} others`] : [])].join('; ')];
}

/** Key to the bands of each strip. */
export const ShareKeys = ({ strips }: { readonly strips: readonly Strip[] }) =>
  strips.map((strip) => (
    <Keys key={strip.name}>
      {strip.shares.map(({ label }, i) => {
        const { colour, opacity } = fillOf(strip, i);
        return (
          <MarkKey key={label} words={label}>
            <rect x="1" y="2" width="12" height="10" fill={colour} fillOpacity={opacity} />
          </MarkKey>
        );
      })}
    </Keys>
  ));
