import type { Keeping } from '#store/strategy/kept-runs.ts';
import { openStrategyAddress } from '#store/strategy/open-address.ts';
import { strategyAddress } from '#store/strategy/page-lab.ts';
import { addressOf } from '#store/strategy/share-strategy.ts';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import { wasStarted } from '../shell/own-links.ts';

/** Browsers refuse addresses that are written too often, ms. */
const WRITE_MS = 400;

/** Keeps the address and the strategy lab in step while its page is shown; the returned function ends it. */
export function syncStrategyAddress(lab: StrategyLab, library: Keeping): () => void {
  let written = location.hash;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    const link = addressOf(lab.store.getState());
    // Another link was opened just now: it is not to be lost.
    if (link === null || location.hash !== written || link === written) return;
    try {
      history.replaceState(history.state, '', link);
      written = link;
    } catch {
      // Written too often for this browser; the next change tries again.
    }
  };
  const writeSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(write, WRITE_MS);
  };
  const stop = lab.store.subscribe((state, before) => {
    const isSame =
      state.draft === before.draft &&
      state.presetId === before.presetId &&
      state.reference === before.reference;
    if (!isSame) writeSoon();
  });
  const onHashChange = () => {
    const address = strategyAddress();
    if (address === null || address === written) return;
    written = address;
    // Its own way back names no run: the set-up is still there.
    if (!/\?|%3f/i.test(address) && !wasStarted(address)) return writeSoon();
    void openStrategyAddress({ lab, library, address, starts: wasStarted(address) });
  };
  addEventListener('hashchange', onHashChange);
  if (lab.store.getState().draft !== null) onReturn();

  /** The page was left and has come back, perhaps by another link. */
  function onReturn(): void {
    const address = strategyAddress();
    const isOther =
      address !== null && /\?|%3f/i.test(address) && address !== addressOf(lab.store.getState());
    if (isOther) void openStrategyAddress({ lab, library, address, starts: wasStarted(address) });
    else writeSoon();
  }
  return () => {
    stop();
    clearTimeout(timer);
    removeEventListener('hashchange', onHashChange);
  };
}
