import { ALGORITHMS } from '#algorithms/index.ts';
import type { Catalog, DeviceEntry } from '#core/catalog.ts';
import { ENVIRONMENTS } from '#environments/index.ts';
import { soloPlayer } from './arena.ts';
import { PRESETS } from './presets.ts';

/** Version of everything that decides results. Raised whenever the same configuration gives other bits. */
export const ENGINE_VERSION = '2';

/** What there is, as data, for forms, links and the parser. */
export function createCatalog(devices: readonly DeviceEntry[]): Catalog {
  return {
    engine: ENGINE_VERSION,
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
    presets: PRESETS,
    devices,
  };
}
