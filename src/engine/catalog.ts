import { ALGORITHMS } from '#algorithms/index.ts';
import type { Catalog, DeviceEntry, PlayerEntry, PresetComparison } from '#core/catalog.ts';
import type { Environment } from '#core/environment.ts';
import { FILTER_SIZE } from '#core/genome.ts';
import type { Shape } from '#core/shape.ts';
import { inputShape, storedSize } from '#core/spaces.ts';
import { choiceWidths, type Share, sharesOf } from '#core/team.ts';
import { ENVIRONMENTS } from '#environments/index.ts';
import { STRATEGY_ENGINE, STRATEGY_ENGINE_CHANGES } from '#strategy/engine-version.ts';
import COMPARISONS from './comparisons.json' with { type: 'json' };
import { masksIn } from './masks.ts';
import { PRESETS } from './presets.ts';

/** Version of everything that decides results. Raised whenever the same configuration gives other bits. */
export const ENGINE_VERSION = '3';
const ENGINE_CHANGES =
  'learns from every step of a generation, lets the new weights of a grown network begin at the pace of those beside them, evaluates a side against the other sides of its whole generation, and discounts what Connect Four pays for open lines; since engine 1 it also learns equally often for any number of environments, and keeps diverged agents from harming others';

/** The catalog of environments, algorithms and presets, as data, for forms, links and the parser. */
export function createCatalog(devices: readonly DeviceEntry[]): Catalog {
  return {
    engine: ENGINE_VERSION,
    engineChanges: ENGINE_CHANGES,
    strategyEngine: { engine: STRATEGY_ENGINE, engineChanges: STRATEGY_ENGINE_CHANGES },
    environments: ENVIRONMENTS.map((environment) => {
      const { id, title, summary, maxSteps, secondsPerStep, returnRange, solvedAt } = environment;
      const { observationLabels, mapAxes, depicts, actionLabels, options } = environment;
      const [first] = environment.players;
      if (!first) throw new RangeError(`${id} has no players`);
      const actionSpace = first.actionSpace.kind;
      return {
        id,
        title,
        summary,
        actionSpace,
        maxSteps,
        secondsPerStep,
        returnRange,
        solvedAt,
        observationLabels,
        ...(mapAxes && { mapAxes }),
        ...(depicts !== undefined && { depicts }),
        actionLabels,
        ...(environment.duel && { duel: true as const }),
        ...(masksIn(environment) && { masked: true }),
        ...(environment.isOpposed && { isOpposed: true as const }),
        ...(holdsFilters(inputShape(first.observationSpace)) && { image: true }),
        ...(environment.players.length > 1 && { players: playersOf(environment) }),
        ...(options && { options }),
      };
    }),
    algorithms: ALGORITHMS.map(({ declaration }) => declaration),
    presets: PRESETS.map((preset) => ({ ...preset, ...comparisonOf(preset.id) })),
    devices,
  };
}

const holdsFilters = (shape: Shape): boolean =>
  shape.kind === 'image' && Math.min(shape.height, shape.width) >= FILTER_SIZE;

function playersOf({ players, observationLabels, actionLabels }: Environment): PlayerEntry[] {
  const observed = sharesOf(players.map(({ observationSpace }) => storedSize(observationSpace)));
  const chosen = sharesOf(choiceWidths(players));
  const part = (labels: readonly string[], { from, width }: Share) =>
    labels.slice(from, from + width);
  return players.map(({ name, actionSpace: { kind } }, i) => {
    const seen = observed[i] as Share; // one per player, here and below
    return {
      name,
      actionSpace: { kind },
      observationLabels: part(observationLabels, seen),
      actionLabels: part(actionLabels, chosen[i] as Share),
    };
  });
}

/** Comparison of a preset with itself without evolution; `npm run compare` writes it. */
function comparisonOf(id: string): { readonly comparison?: PresetComparison } {
  const found = Object.entries(COMPARISONS).find(([preset]) => preset === id)?.[1];
  if (found?.engine !== ENGINE_VERSION) return {};
  const { engine, ...comparison } = found;
  return { comparison };
}
