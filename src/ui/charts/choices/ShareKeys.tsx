import { Keys, MarkKey } from '../Key.tsx';
import type { Strip } from './BandNames.tsx';
import { toneOf } from './tones.tsx';

/** What the bands of each strip stand for. */
export const ShareKeys = ({ strips }: { readonly strips: readonly Strip[] }) =>
  strips.map(({ name, shares }) => (
    <Keys key={name}>
      {shares.map(({ label }, i) => (
        <MarkKey key={label} words={label}>
          <rect
            x="1"
            y="2"
            width="12"
            height="10"
            fill={toneOf(i).colour}
            fillOpacity={toneOf(i).opacity}
          />
        </MarkKey>
      ))}
    </Keys>
  ));
