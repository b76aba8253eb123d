import type { MapView, PolicyMap } from '#protocol/messages.ts';
import { labelParts } from '#store/history/policy-picture.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { Button } from '../parts/Button.tsx';
import styles from './Inspector.module.css';

/** The observations that a map is not drawn over, and what they are held at. */
export function HeldObservations({
  labels,
  axes,
  seen,
  held,
  onChange,
}: {
  readonly labels: readonly string[];
  readonly axes: MapView['axes'];
  readonly seen: PolicyMap['seen'];
  readonly held: MapView['held'];
  readonly onChange: (held: MapView['held']) => void;
}) {
  const others = labels.flatMap((label, i) => {
    const spread = seen[i];
    return axes.includes(i) || !spread ? [] : [{ ...labelParts(label), i, ...spread }];
  });
  if (others.length === 0) return null;
  const moved = others.filter(({ i }) => held[i] !== undefined);
  return (
    <details className={styles['held']}>
      <summary>
        {moved.length === 0
          ? `The other ${others.length === 1 ? 'observation is' : `${others.length} observations are`} held at the median`
          : `${moved.length} of ${others.length} other observations held elsewhere`}
      </summary>
      {others.map(({ i, name, unit, low, median, high }) => {
        const value = held[i] ?? median;
        return (
          <label key={name}>
            <span>{name}</span>
            <input
              type="range"
              min={low}
              max={high}
              step={(high - low) / 100}
              value={value}
              aria-valuetext={`${shortNumber(value)} ${unit}`}
              onChange={(event) => onChange({ ...held, [i]: Number(event.target.value) })}
            />
            <output>
              {shortNumber(value)} {unit}
            </output>
          </label>
        );
      })}
      {moved.length > 0 && (
        <Button look="outlined" onClick={() => onChange({})}>
          Back to the median
        </Button>
      )}
    </details>
  );
}
