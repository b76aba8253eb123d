import { existsSync, readFileSync } from 'node:fs';
import type { Catalog, Preset } from '#core/catalog.ts';
import { roundedInterval } from '#core/signed.ts';
import { type ComparedPresets, comparisonPage } from './comparison-table.ts';
import { armConfig, type ComparedRun, differenceOf, fingerprint } from './comparisons.ts';

const FOLDER = new URL('./recorded/comparisons/', import.meta.url);
export const PAGE = new URL('./presets.md', import.meta.url);
export const FIGURES = new URL('../../src/engine/comparisons.json', import.meta.url);

/** File in which a preset's runs are kept, a line of JSON each. */
export const fileOf = (preset: Preset) => new URL(`${preset.id}.jsonl`, FOLDER);

/** The runs recorded of a preset as it is today, the last of each arm and seed. */
export function recordedRuns(preset: Preset): readonly ComparedRun[] {
  const file = fileOf(preset);
  const runs = new Map<string, ComparedRun>();
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []) {
    const run: ComparedRun = JSON.parse(line);
    const { arm, seed, config } = run;
    if (config === fingerprint(armConfig(preset, arm, seed))) runs.set(`${arm} ${seed}`, run);
  }
  return [...runs.values()];
}

/** The page of Markdown and the figures for the engine's catalog, as the recorded runs have them. */
export function comparisonTexts({ presets }: Catalog): { page: string; figures: string } {
  const runs: ComparedPresets = presets.map((preset) => [preset.id, recordedRuns(preset)]);
  const figures = Object.fromEntries(
    runs.flatMap(([id, ofPreset]) => {
      const engine = ofPreset[0]?.engine;
      const difference = differenceOf(ofPreset, 'shipped');
      if (!difference || ofPreset.some((run) => run.engine !== engine)) return [];
      const { seeds, wins, best, median } = difference;
      return [
        [id, { engine, seeds, wins, ...roundedInterval(best), median: roundedInterval(median) }],
      ];
    }),
  );
  return { page: comparisonPage(runs), figures: `${JSON.stringify(figures, null, 2)}\n` };
}
