import { Damage } from '#archive/damage.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import { type Keeping, loadStrategy } from './kept-runs.ts';
import type { StrategyLab } from './strategy-lab.ts';

/** Shows a run of the library, and its settings in the form; what keeps it from that, as a sentence, or null. */
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
    const { record, checkpoint } = stored;
    const parsed = parseStrategyConfig(record.config, catalog);
    if (!parsed.ok) {
      const problems = parsed.problems.map(({ message }) => message).join(' ');
      return `Its settings cannot run here: ${problems.replace(/\.$/, '')}.`;
    }
    lab.setUp(parsed.config, record.preset);
    // Another version of the engine would go on otherwise: then it is shown as far as it came.
    const goesOn = record.engine === catalog.engine;
    lab.open({ ...stored, checkpoint: goesOn ? checkpoint : null }, options);
    return null;
  } catch (error) {
    if (error instanceof Damage) return `This run cannot be opened. ${error.message}.`;
    throw error;
  }
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
