import type { PolicyMap } from '#protocol/messages.ts';
import { labelParts, type MapLayer, valueWords } from '#store/history/policy-picture.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { DataTable } from '../parts/DataTable.tsx';

/** Rows and columns of the table: each cell stands for several of the map. */
const COUNT = 7;

/** A map in numbers. */
export function MapTable({
  map,
  layer,
  labels,
}: {
  readonly map: PolicyMap;
  readonly layer: MapLayer;
  readonly labels: readonly string[];
}) {
  const { cells, axes } = map.view;
  const picked = Array.from({ length: COUNT }, (_, i) => Math.floor(((i + 0.5) * cells) / COUNT));
  const at = (axis: number, cell: number) => {
    const { low = 0, high = 0 } = map.seen[axis] ?? {};
    return shortNumber(low + ((cell + 0.5) / cells) * (high - low));
  };
  const [across, upwards] = axes;
  const names = axes.map((axis) => labelParts(labels[axis] ?? '').name);
  return (
    <DataTable
      caption={`${layer.label} by ${names[0]} (columns) and ${names[1]} (rows)`}
      head={[`${names[1]} \\ ${names[0]}`, ...picked.map((x) => at(across, x))]}
      rows={picked.toReversed().map((y) => ({
        key: String(y),
        cells: [
          at(upwards, y),
          ...picked.map((x) => valueWords(layer, layer.values[y * cells + x] ?? Number.NaN)),
        ],
      }))}
    />
  );
}
