import { Keys, MarkKey } from '../Key.tsx';
import type { Strip } from './BandNames.tsx';
import { fillOf } from './share-rows.ts';

/** Key to the bands of each strip. */
export const ShareKeys = ({ strips }: { readonly strips: readonly Strip[] }) =>
  strips.map((strip) => (
    <Keys key={strip.name}>
      {strip.shares.map(({ label }, i) => (
        <MarkKey key={label} words={label}>
          <rect
            x="1"
            y="2"
            width="12"
            height="10"
            fill={fillOf(strip, i).colour}
            fillOpacity={fillOf(strip, i).opacity}
          />
        </MarkKey>
      ))}
    </Keys>
  ));
