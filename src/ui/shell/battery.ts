import type { Lab } from '#store/lab/lab.ts';

/** Share of a battery at and below which a run is worth a word. */
const LOW = 0.2;

/** Battery of the Battery Status API, which not every browser has. */
interface Battery extends EventTarget {
  readonly charging: boolean;
  /** Level from 0 to 1. */
  readonly level: number;
}

interface BatterySource {
  readonly getBattery?: () => Promise<Battery>;
}

/** Tells once, while a run goes on, that the battery is low; again after it was charged. */
export async function watchBattery(
  lab: Pick<Lab, 'store' | 'notify'>,
  source: BatterySource = navigator as BatterySource,
): Promise<void> {
  // Refused where the page is embedded: then there is nothing to tell.
  const battery = await source.getBattery?.().catch(() => null);
  if (!battery) return;
  let isTold = false;
  const look = () => {
    const isLow = !battery.charging && battery.level <= LOW;
    if (!isLow) isTold = false;
    if (!isLow || isTold || lab.store.getState().status.kind !== 'running') return;
    isTold = true;
    const percent = Math.round(battery.level * 100);
    lab.notify(
      `The battery is at ${percent} % and not charging, and training keeps the processor busy. The run is kept as it goes on: it can be paused, or left and gone on with later.`,
    );
  };
  battery.addEventListener('levelchange', look);
  battery.addEventListener('chargingchange', look);
  lab.store.subscribe(({ status }, before) => {
    if (status.kind !== before.status.kind) look();
  });
  look();
}
