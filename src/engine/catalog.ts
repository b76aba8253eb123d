import { ALGORITHMS } from '#algorithms/index.ts';
import type { Catalog, DeviceEntry, PresetComparison } from '#core/catalog.ts';
import { ENVIRONMENTS } from '#environments/index.ts';
import { soloPlayer } from './arena.ts';
import COMPARISONS from './comparisons.json' with { type: 'json' };
import { PRESETS } from './presets.ts';

/** Version of everything that decides results. Raised whenever the same configuration gives other bits. */
export const ENGINE_VERSION = '2';
const ENGINE_CHANGES =
  'learns equally often for any number of environments, and keeps diverged agents from harming others';

/** What there is, as data, for forms, links and the parser. */
export function createCatalog(devices: readonly DeviceEntry[]): Catalog {
  return {
    engine: ENGINE_VERSION,
    engineChanges: ENGINE_CHANGES,
    environments: ENVIRONMENTS.map((environment) => {
      const { id, title, summary, maxSteps, secondsPerStep, returnRange, solvedAt } = environment;
      const { observationLabels, picturedOver, actionLabels, options } = environment;
      const actionSpace = soloPlayer(environment).actionSpace.kind;
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
        ...(picturedOver && { picturedOver }),
        actionLabels,
        ...(options && { options }),
      };
    }),
    algorithms: ALGORITHMS.map(({ declaration }) => declaration),
    presets: PRESETS.map((preset) => ({ ...preset, ...comparisonOf(preset.id) })),
    devices,
  };
}

/** What came of comparing a preset with itself without evolution; `npm run compare` writes it. */
function comparisonOf(id: string): { readonly comparison?: PresetComparison } {
  const found = Object.entries(COMPARISONS).find(([preset]) => preset === id)?.[1];
  if (found?.engine !== ENGINE_VERSION) return {};
  const { engine, ...comparison } = found;
  return { comparison };
}
