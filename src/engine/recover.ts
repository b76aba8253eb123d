import type { Catalog } from '#core/catalog.ts';
import type { Event } from '#protocol/messages.ts';
import type { Active } from './active-run.ts';
import type { Devices } from './devices.ts';
import { createRun } from './run.ts';
import { createGallery, createStage } from './stage.ts';

/**
 * Goes on from the last whole generation after a GPU has failed: on a fresh one, after a second failure on `wasm`.
 * Live edits made since then are made again, and those that wait are made when they would have been. Null on a device that does not fail of itself.
 */
export async function recover(
  it: Active,
  error: unknown,
  devices: Devices,
  catalog: Catalog,
): Promise<Event | null> {
  if (it.ended || it.chosen.device === devices.wasm) return null;
  it.losses++;
  const { recoveryCheckpoint } = it;
  const { initial, edits, pendingEdits } = it.run.state;
  const ahead = [
    ...edits.slice(recoveryCheckpoint?.edits.length ?? 0),
    ...it.run.waiting(),
    ...pendingEdits,
  ];
  it.run.dispose();
  it.chosen = await devices.replace(it.chosen.device, it.losses, catalog);
  const { device, report } = it.chosen;
  it.run = createRun(
    recoveryCheckpoint
      ? {
          config: recoveryCheckpoint.config,
          catalog,
          device,
          checkpoint: { ...recoveryCheckpoint, replay: ahead },
        }
      : {
          config: initial,
          catalog,
          device,
          edits: ahead,
          ...(it.founder && { founder: it.founder }),
        },
  );
  it.stage = createStage(it.run.state);
  it.gallery = createGallery(it.run.state);
  it.begun = false;
  // Generations that are made again were reported long ago.
  const own = it.recomputation?.stretches.at(-1)?.until;
  const generation = own ?? recoveryCheckpoint?.generation ?? 0;
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'recovered', run: it.id, generation, device: report, reason };
}
