import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { EnvironmentEntry } from '#core/catalog.ts';
import { FAMILIES } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { History } from '#store/history.ts';
import { type Rgb, viridis } from './viridis.ts';

/** What the strip's colours show: 'fitness', 'mutation', or a hyperparameter by name. */
export type StripColouring = string;

/** Lines and glyphs over the strip must stand out; the legend's colours are as pale. */
export const STRIP_OPACITY = 0.42;

export type CellColour = (history: History, generation: number, slot: number) => Rgb;

/** Where a value lies between two bounds, in [0, 1]. */
export function share(value: number, low: number, high: number, scale: 'log' | 'linear'): number {
  if (high === low) return 0.5;
  return scale === 'log'
    ? Math.log(value / low) / Math.log(high / low)
    : (value - low) / (high - low);
}

export function cellColour(
  colouring: StripColouring,
  environment: EnvironmentEntry,
  algorithm: AlgorithmDeclaration,
  config: RunConfig,
  /** By index in FAMILIES. */
  familyColours: readonly Rgb[],
): CellColour {
  if (colouring === 'mutation')
    return (history, generation, slot) =>
      familyColours[history.familyIndex(generation, slot)] ?? [128, 128, 128];
  const index = algorithm.hyperparameters.findIndex(({ name }) => name === colouring);
  const declared = algorithm.hyperparameters[index];
  if (declared) {
    const { min, max } = config.hyperparameters[declared.name] ?? declared.range;
    return (history, generation, slot) =>
      viridis(share(history.hyperparameter(generation, slot, index), min, max, declared.scale));
  }
  const [worst, best] = environment.returnRange;
  return (history, generation, slot) =>
    viridis(share(history.fitness(generation, slot), worst, best, 'linear'));
}

/** Custom properties of the families' colours, in the order of FAMILIES. */
export const FAMILY_PROPERTIES = FAMILIES.map((family) => `family-${family}` as const);

/** [red, green, blue] of a computed colour such as 'rgb(1, 2, 3)'. */
export function parseRgb(colour: string): Rgb {
  const [red = 128, green = 128, blue = 128] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
