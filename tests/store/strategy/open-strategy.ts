import { onTestFinished } from 'vitest';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import { createClient } from '#protocol/client.ts';
import type { StrategyCommand, StrategyEvent } from '#protocol/strategy-messages.ts';
import { autosaveStrategy } from '#store/strategy/autosave-strategy.ts';
import { createStrategyLab } from '#store/strategy/create-strategy-lab.ts';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import { createMemoryLibrary } from '../library/memory-library.ts';
import {
  CATALOG,
  CONFIG,
  createFakeStrategyEngine,
  type FakeStrategyEngine,
} from './fake-strategy-engine.ts';

export interface OpenStrategy {
  readonly lab: StrategyLab;
  /** The engine that lives. */
  readonly engine: () => FakeStrategyEngine;
  readonly library: ReturnType<typeof createMemoryLibrary>;
}

/** A strategy lab over a simulated engine that is ready, keeping its runs in memory; it is put away after the test. */
export async function openStrategy({
  library = createMemoryLibrary(),
  onReady = (lab) => lab.setUp(CONFIG, 'shapes'),
  catalog = CATALOG,
}: {
  readonly library?: OpenStrategy['library'];
  readonly onReady?: (lab: StrategyLab) => void;
  readonly catalog?: StrategyCatalog;
} = {}): Promise<OpenStrategy> {
  const engines: FakeStrategyEngine[] = [];
  const client = createClient<StrategyCommand, StrategyEvent>(() => {
    const engine = createFakeStrategyEngine(catalog);
    engines.push(engine);
    return engine;
  });
  const lab = createStrategyLab(client, library, 'https://page.test/', onReady);
  const stop = autosaveStrategy(lab, client, library);
  onTestFinished(() => {
    stop();
    lab.dispose();
  });
  await Promise.resolve();
  return { lab, library, engine: () => engines.at(-1) as FakeStrategyEngine };
}
