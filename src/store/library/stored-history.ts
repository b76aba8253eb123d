import type { Catalog } from '#core/catalog.ts';
import { createHistory, type History } from '../history.ts';
import type { StoredRun } from './load-run.ts';

/** Computing goes on so long before the page may do something else, ms. */
const BREATH_MS = 12;

/** The history of a kept run up to a generation, as charts and genealogy read it. `run` numbers it on this page. */
export async function historyOf(
  { record, founders, generations }: Pick<StoredRun, 'record' | 'founders' | 'generations'>,
  catalog: Catalog,
  run = 0,
): Promise<History> {
  const algorithm = catalog.algorithms.find(({ id }) => id === record.config.algorithm);
  const names = algorithm?.hyperparameters.map(({ name }) => name) ?? [];
  const history = createHistory(run, names, founders);
  let breathedMs = performance.now();
  for (const event of generations) {
    history.append(event);
    if (performance.now() - breathedMs < BREATH_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    breathedMs = performance.now();
  }
  return history;
}
