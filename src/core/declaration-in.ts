import type { AlgorithmDeclaration } from './algorithm.ts';
import type { Catalog } from './catalog.ts';
import type { RunConfig } from './run-config.ts';
import { expanded, isForTeams } from './team.ts';

type Chosen = Pick<RunConfig, 'algorithm' | 'environment' | 'settings'>;

/** Declarations made so far: the same question is given the same object. */
const made = new WeakMap<AlgorithmDeclaration, Map<string, AlgorithmDeclaration>>();

/**
 * An algorithm as it is in a run: with a network for each player of the task, or group of players, where it declares
 * such. As declared where the two do not fit; undefined where the catalog lacks it.
 */
export function declarationIn(
  catalog: Pick<Catalog, 'algorithms' | 'environments'>,
  { algorithm, environment, settings }: Chosen,
): AlgorithmDeclaration | undefined {
  const declaration = catalog.algorithms.find(({ id }) => id === algorithm);
  const players = catalog.environments.find(({ id }) => id === environment)?.players;
  if (!declaration || !players || !isForTeams(declaration)) return declaration;
  const sharing = declaration.networks.map(({ perPlayer }) =>
    perPlayer ? settings[perPlayer.sharedIf] : null,
  );
  const key = JSON.stringify([environment, sharing]);
  const known = made.get(declaration) ?? new Map<string, AlgorithmDeclaration>();
  made.set(declaration, known);
  const placed = known.get(key) ?? expanded(declaration, players, settings);
  known.set(key, placed);
  return placed;
}
