import { useEffect, useRef } from 'react';
import type { PolicyMap } from '#protocol/messages.ts';
import { labelParts, layerWords, type MapLayer, shadeOf } from '#store/history/policy-picture.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { VIRIDIS_STOPS, viridis, viridisCss } from '../genealogy/viridis.ts';
import styles from './Inspector.module.css';

/** A map as a picture, with its axes and what its colours mean. */
export function PolicyHeat({
  map,
  layer,
  labels,
}: {
  readonly map: PolicyMap;
  readonly layer: MapLayer;
  readonly labels: readonly string[];
}) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { cells, axes } = map.view;
  const shade = shadeOf(layer);
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(cells, cells);
    const own = shadeOf(layer);
    for (let cell = 0; cell < cells * cells; cell++) {
      // Upwards is more.
      const row = cells - 1 - Math.floor(cell / cells);
      const at = (row * cells + (cell % cells)) * 4;
      picture.data.set([...viridis(own(layer.values[cell] as number)), 255], at); // a value per cell
    }
    context.putImageData(picture, 0, 0);
  }, [layer, cells]);
  const [across, upwards] = axes.map((axis) => ({
    ...labelParts(labels[axis] ?? ''),
    ...(map.seen[axis] ?? { low: 0, high: 0 }),
  }));
  if (!across || !upwards) return null;
  const description = `Over ${across.name} from ${shortNumber(across.low)} to ${shortNumber(across.high)} and ${upwards.name} from ${shortNumber(upwards.low)} to ${shortNumber(upwards.high)}: ${layerWords(layer)}`;
  return (
    <div className={styles['heat']}>
      <span className={styles['yHigh']}>{shortNumber(upwards.high)}</span>
      <span className={styles['yName']}>
        {upwards.name}
        {upwards.unit && `, ${upwards.unit}`}
      </span>
      <span className={styles['yLow']}>{shortNumber(upwards.low)}</span>
      <canvas ref={ref} width={cells} height={cells} role="img" aria-label={description} />
      <div className={styles['xAxis']}>
        <span>{shortNumber(across.low)}</span>
        <span>
          {across.name}
          {across.unit && `, ${across.unit}`}
        </span>
        <span>{shortNumber(across.high)}</span>
      </div>
      {layer.choices ? (
        <ul className={styles['choices']}>
          {layer.choices.map((choice, i) => (
            <li key={choice}>
              <span style={{ background: viridisCss(shade(i)) }} />
              {choice}
            </li>
          ))}
        </ul>
      ) : (
        <NumberKey layer={layer} />
      )}
    </div>
  );
}

function NumberKey({ layer: { values, unit } }: { readonly layer: MapLayer }) {
  const ends = values.reduce(
    ([low, high], each) => [Math.min(low, each), Math.max(high, each)] as const,
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const,
  );
  return (
    <div className={styles['numberKey']}>
      <span>{shortNumber(ends[0])}</span>
      <span style={{ background: `linear-gradient(90deg, ${VIRIDIS_STOPS.join(', ')})` }} />
      <span>
        {shortNumber(ends[1])} {unit}
      </span>
    </div>
  );
}
