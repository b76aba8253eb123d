import { readFileSync } from 'node:fs';
import type { RunConfig } from '#core/run-config.ts';

/** Preset that is cut short, and the hash that such a run ends with everywhere. */
interface CommittedRun {
  readonly generations: number;
  readonly seed: number;
  /** Steps of each agent in a generation; absent: as the preset has it. */
  readonly stepsPerGeneration?: number;
  readonly hash: string;
}

/** Runs by preset id. */
export const COMMITTED: Readonly<Record<string, CommittedRun>> = JSON.parse(
  readFileSync(new URL('./hashes.json', import.meta.url), 'utf8'),
);

export const cutShort = (
  config: RunConfig,
  {
    generations,
    seed,
    stepsPerGeneration = config.training.stepsPerGeneration,
  }: Omit<CommittedRun, 'hash'>,
): RunConfig => ({
  ...config,
  generations,
  seed,
  training: { ...config.training, stepsPerGeneration },
});
