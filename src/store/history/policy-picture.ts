import type { EnvironmentEntry } from '#core/catalog.ts';
import { maximum, minimum } from '#core/statistics.ts';
import type { PolicyMap } from '#protocol/messages.ts';
import { shortNumber } from '../words/mutation-words.ts';

/** A layer of a map: a choice, or a number, for each cell. */
export interface MapLayer {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly values: Float32Array;
  /** Names of the choices; null: the values are numbers. */
  readonly choices: readonly string[] | null;
}

/** A label such as 'pole angle, rad' in its parts. */
export function labelParts(label: string): { readonly name: string; readonly unit: string } {
  const [name = '', ...unit] = label.split(', ');
  return { name, unit: unit.join(', ') };
}

/** Actions of the player that acts: in a task of one player, the task's own. */
type ActingEntry = Pick<EnvironmentEntry, 'actionLabels' | 'actionSpace'>;

/** Layers of a map: the agent's actions, then its expected values. */
export function mapLayers(map: PolicyMap, whose: ActingEntry): readonly MapLayer[] {
  const { actions, values, valuedBy, view } = map;
  const { actionLabels, actionSpace } = whose;
  const rows = view.cells ** 2;
  const shown: MapLayer[] =
    actionSpace === 'discrete'
      ? [{ id: 'action', label: 'Action', unit: '', values: actions, choices: actionLabels }]
      : actionLabels.map((label, i) => {
          const { name, unit } = labelParts(label);
          const own = Float32Array.from(
            { length: rows },
            (_, row) => actions[row * actionLabels.length + i] ?? Number.NaN,
          );
          return { id: `action ${i}`, label: name, unit, values: own, choices: null };
        });
  if (values) {
    const label = valuedBy === null ? 'Value' : `Value (${valuedBy})`;
    shown.push({ id: 'value', label, unit: 'return', values, choices: null });
  }
  return shown;
}

/** Summary of a layer, in a sentence. */
export function layerWords({ label, unit, values, choices }: MapLayer): string {
  if (!choices)
    return `${label} from ${shortNumber(minimum(values))} to ${shortNumber(maximum(values))}${unit && ` ${unit}`}.`;
  const shares = choices
    .map((choice, i) => ({
      choice,
      share: values.reduce((sum, value) => sum + (value === i ? 1 : 0), 0) / values.length,
    }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .map(({ choice, share }) => `${choice} in ${Math.max(1, Math.round(share * 100))} %`);
  return `${shares.join(', ')} of the map.`;
}

/** One value as it stands in a table. */
export function valueWords({ choices, unit }: MapLayer, value: number): string {
  if (choices) return choices[value] ?? '–';
  return `${shortNumber(value)}${unit && unit !== 'return' ? ` ${unit}` : ''}`;
}

/** Range of values over which a layer is coloured, and where in it a value lies. */
export function shadeOf({ values, choices }: MapLayer): (value: number) => number {
  if (choices) {
    const last = Math.max(1, choices.length - 1);
    return (value) => 0.08 + 0.84 * (value / last);
  }
  const [low, high] = [minimum(values), maximum(values)];
  return (value) => (high > low ? (value - low) / (high - low) : 0.5);
}
