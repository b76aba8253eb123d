import type { Catalog } from '#core/catalog.ts';
import { estimateCost } from '#core/cost.ts';
import { isRecord } from '#core/plain-data.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { EarlierEnds } from '../history/earlier-ends.ts';
import { storedForVisits } from '../stored-text.ts';

/**
 * Factors by which runs took longer than the cautious estimate on this machine, by algorithm and environment: a step of
 * one task takes ten times as long as that of another.
 */
export type MachineSpeed = Readonly<Record<string, number>>;

const stored = storedForVisits('machine-speed');

const pairOf = ({ algorithm, environment }: RunConfig) => `${algorithm} ${environment}`;

/** Measurements of earlier visits; none if storage is closed or holds something else. */
export function restoreMachineSpeed(): MachineSpeed {
  const kept = stored.readJson();
  if (!isRecord(kept)) return {};
  return Object.fromEntries(
    Object.entries(kept).filter(
      (entry): entry is [string, number] =>
        entry[0].includes(' ') && Number.isFinite(entry[1]) && (entry[1] as number) > 0,
    ),
  );
}

export const keepMachineSpeed = (speed: MachineSpeed): void => stored.write(JSON.stringify(speed));

/** Weight of a newly measured generation beside those before. */
const NEWEST = 0.3;

/** Adds what one generation of a run has taken, ms of computing. */
export function measuredSpeed(
  speed: MachineSpeed,
  config: RunConfig,
  catalog: Catalog,
  tookMs: number,
): MachineSpeed {
  const factor = tookMs / 1000 / (estimateCost(config, catalog).seconds / config.generations);
  if (!Number.isFinite(factor) || factor <= 0) return speed;
  const pair = pairOf(config);
  const before = speed[pair] ?? factor;
  return { ...speed, [pair]: before + (factor - before) * NEWEST };
}

/**
 * Seconds that a run will take on this machine, to where earlier runs of its set-up have ended; null: no
 * run of such an algorithm on such a task is kept here, so nothing can be told.
 */
export function secondsOf(
  config: RunConfig,
  catalog: Catalog,
  speed: MachineSpeed,
  ends: EarlierEnds | null,
): number | null {
  const factor = speed[pairOf(config)];
  if (factor === undefined) return null;
  const share = ends ? ends.generations / config.generations : 1;
  return estimateCost(config, catalog).seconds * factor * share;
}

/** Generations over which the pace of a run is judged. */
const RECENT = 10;

/**
 * Seconds of computing until the last generation, at the pace of the last ones; null: none is done. `within`: share of
 * the generation under way.
 */
export function secondsLeft(
  planned: number,
  summaries: readonly { readonly elapsedMs: number }[],
  within: number,
): number | null {
  const recent = summaries.slice(-RECENT - 1);
  // The clock of a run that was gone on with began anew.
  const took = recent
    .map(({ elapsedMs }, i) => elapsedMs - (i === 0 ? 0 : (recent[i - 1]?.elapsedMs ?? 0)))
    .filter((ms, i) => ms > 0 && (i > 0 || recent.length === 1 || summaries.length <= RECENT));
  if (took.length === 0) return null;
  const mean = took.reduce((sum, ms) => sum + ms, 0) / took.length;
  return (Math.max(0, planned - summaries.length - within) * mean) / 1000;
}
