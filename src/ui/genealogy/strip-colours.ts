import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { EnvironmentEntry } from '#core/catalog.ts';
import { FAMILIES } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import { cladeOf, cladeWindow } from '#store/history/clades.ts';
import { declaredScale, shareOf } from '#store/history/density.ts';
import type { History } from '#store/history/history.ts';
import { type Rgb, viridis } from './viridis.ts';

/** The quantity that the strip's colours show: 'fitness', 'mutation', 'clade', or a hyperparameter by name. */
export type StripColouring = string;

/** Opacity of the strip, low enough for lines and glyphs over it to stand out; the legend's colours have it too. */
export const STRIP_OPACITY = 0.42;

export type CellColour = (history: History, generation: number, slot: number) => Rgb;

export function cellColour(
  colouring: StripColouring,
  environment: EnvironmentEntry,
  algorithm: AlgorithmDeclaration,
  config: Pick<RunConfig, 'hyperparameters' | 'populationSize'>,
  /** Colour of each family of mutations, in the order of FAMILIES. */
  familyColours: readonly Rgb[],
): CellColour {
  if (colouring === 'mutation')
    return (history, generation, slot) =>
      familyColours[history.familyIndex(generation, slot)] ?? [128, 128, 128];
  if (colouring === 'clade') {
    const window = cladeWindow(config.populationSize);
    return (history, generation, slot) => cladeColour(cladeOf(history, generation, slot, window));
  }
  const index = algorithm.hyperparameters.findIndex(({ name }) => name === colouring);
  const declared = algorithm.hyperparameters[index];
  if (declared) {
    const { min, max } = config.hyperparameters[declared.name] ?? declared.range;
    const scale = declaredScale(min, max, declared.scale);
    return (history, generation, slot) =>
      viridis(shareOf(history.hyperparameter(generation, slot, index), scale));
  }
  const scale = declaredScale(...environment.returnRange, 'linear');
  return (history, generation, slot) => viridis(shareOf(history.fitness(generation, slot), scale));
}

const GOLDEN = 0.618_034;

/** Colour of a clade, by its number: consecutive numbers lie far apart in hue and differ in lightness. */
export function cladeColour(clade: number): Rgb {
  const hue = (clade * GOLDEN) % 1;
  const lightness = [0.5, 0.66, 0.38][clade % 3] as number; // clade % 3 < 3
  const reach = 0.5 * Math.min(lightness, 1 - lightness);
  // CSS Color 4, section 7: HSL to sRGB.
  const channel = (n: number) => {
    const k = (n + hue * 12) % 12;
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** Custom properties of the families' colours, in the order of FAMILIES. */
export const FAMILY_PROPERTIES = FAMILIES.map((family) => `family-${family}` as const);

/** [red, green, blue] of a computed colour such as 'rgb(1, 2, 3)'. */
export function parseRgb(colour: string): Rgb {
  const [red = 128, green = 128, blue = 128] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
