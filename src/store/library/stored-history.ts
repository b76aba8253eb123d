import type { StoredRun } from '#archive/stored-run.ts';
import type { Catalog } from '#core/catalog.ts';
import type { GenerationEvent } from '#protocol/messages.ts';
import { createHistory, type History } from '../history/history.ts';

/** Computing goes on so long before the page may do something else, ms. */
const YIELD_MS = 12;

/** The history of a kept run up to a generation, as charts and genealogy read it. `run` numbers it on this page. */
export async function historyOf(
  { record, founders, generations }: Pick<StoredRun, 'record' | 'founders' | 'generations'>,
  catalog: Catalog,
  run = 0,
): Promise<History> {
  const algorithm = catalog.algorithms.find(({ id }) => id === record.config.algorithm);
  const names = algorithm?.hyperparameters.map(({ name }) => name) ?? [];
  const history = createHistory(run, names, founders);
  await fill(history, generations.length, (generation) => generations[generation]);
  return history;
}

/** A history of its own for a run that shares another's generations before one of them. */
export async function sharedHistory(
  { hyperparameters, founders, event }: History,
  run: number,
  generations: number,
): Promise<History> {
  const history = createHistory(run, hyperparameters, founders);
  await fill(history, generations, event);
  return history;
}

async function fill(
  history: History,
  generations: number,
  eventOf: (generation: number) => GenerationEvent | undefined,
): Promise<void> {
  let yieldedMs = performance.now();
  for (let generation = 0; generation < generations; generation++) {
    const event = eventOf(generation);
    if (event) history.append(event);
    if (performance.now() - yieldedMs < YIELD_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    yieldedMs = performance.now();
  }
}
