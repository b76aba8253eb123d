import { Damage } from '#archive/damage.ts';
import type { StoredStrategy, StrategyRecord } from '#archive/strategy-record.ts';
import type { EngineVersion } from '#core/engine-version.ts';
import { missingTeams, parseWithMissingTeams } from '#core/strategy/missing-teams.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import { type Keeping, loadStrategy } from './kept-runs.ts';
import type { StrategyLab } from './strategy-lab.ts';

/** Tells whether a run can go on as if it had never been left: another version of the engine would go on otherwise. */
export const isResumable = (
  { end, checkpoint, engine }: Pick<StrategyRecord, 'end' | 'checkpoint' | 'engine'>,
  version: EngineVersion,
): boolean => end === null && checkpoint !== null && engine === version.engine;

/** A kept run as it can be shown here: without its checkpoint where it cannot go on. */
export function asShown(stored: StoredStrategy, catalog: StrategyCatalog): StoredStrategy {
  const { record, checkpoint } = stored;
  const goesOn =
    isResumable({ ...record, checkpoint: checkpoint?.interval ?? null }, catalog) &&
    missingTeams(record.config, catalog).length === 0;
  return goesOn ? stored : { ...stored, checkpoint: null };
}

/** Shows a run of the library, and its settings in the form. Returns the obstacle as a sentence, or null. */
export async function openKeptStrategy(
  lab: StrategyLab,
  library: Keeping,
  id: string,
  options: { readonly paused: boolean },
): Promise<string | null> {
  const catalog = await strategyCatalogOf(lab);
  try {
    const stored = await loadStrategy(library, id);
    if (!stored) return 'This run is no longer in the library.';
    const problem = setUpAs(lab, stored.record, catalog);
    if (problem === null) lab.open(asShown(stored, catalog), options);
    return problem;
  } catch (error) {
    if (error instanceof Damage) return `This run cannot be opened. ${error.message}.`;
    throw error;
  }
}

/** Sets the lab up as a kept run was, without running it. Returns the obstacle as a sentence, or null. */
export async function setUpKeptStrategy(
  lab: StrategyLab,
  record: Pick<StrategyRecord, 'config' | 'preset'>,
): Promise<string | null> {
  const problem = setUpAs(lab, record, await strategyCatalogOf(lab));
  if (problem === null) lab.notify('The lab is set up as that run was. Play begins it.');
  return problem;
}

function setUpAs(
  lab: Pick<StrategyLab, 'setUp'>,
  { config: given, preset }: Pick<StrategyRecord, 'config' | 'preset'>,
  catalog: StrategyCatalog,
): string | null {
  const { config, problems } = parseWithMissingTeams(given, catalog);
  if (config) lab.setUp(config, preset);
  return config
    ? null
    : `Its settings cannot run here: ${problems.map(({ message }) => message.replace(/\.$/, '')).join('. ')}.`;
}

/** The catalog, once it is there. */
export const strategyCatalogOf = ({ store }: StrategyLab): Promise<StrategyCatalog> =>
  new Promise((resolve) => {
    const { catalog } = store.getState();
    if (catalog) return resolve(catalog);
    const stop = store.subscribe((state) => {
      if (!state.catalog) return;
      stop();
      resolve(state.catalog);
    });
  });
