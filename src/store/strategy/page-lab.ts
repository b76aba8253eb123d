import { isRunAddress } from '#protocol/address.ts';
import { STRATEGY_ROUTE } from '#protocol/strategy-link.ts';
import { PUT_AWAY } from '../library/kept-items.ts';
import { autosaveStrategy } from './autosave-strategy.ts';
import { createStrategyLab } from './create-strategy-lab.ts';
import { type Keeping, strategiesOf } from './kept-runs.ts';
import { openStrategyAddress } from './open-address.ts';
import type { StrategyClient, StrategyLab } from './strategy-lab.ts';
import { rememberStrategy } from './tab-memory.ts';

/** The strategy lab's address as it stands; null: another page is shown. */
export const strategyAddress = (): string | null =>
  isRunAddress(location.hash, 'strategy') ? location.hash : null;

/** The strategy lab of this tab: it opens its address, keeps its runs, and remembers where it stood. */
export function createPageLab(
  client: StrategyClient,
  library: Keeping,
  wasStarted: (hash: string) => boolean,
): StrategyLab {
  const lab = createStrategyLab(client, library, document.baseURI, (ready) => {
    const address = strategyAddress() ?? STRATEGY_ROUTE;
    void openStrategyAddress({ lab: ready, library, address, starts: wasStarted(address) });
  });
  autosaveStrategy(lab, client, library);
  rememberStrategy(lab, strategyAddress);
  strategiesOf(library)
    .purge(PUT_AWAY)
    .catch(() => {}); // storage that is closed says so with the first write
  return lab;
}
