import { readFile } from 'node:fs/promises';
import { engineWords } from '#archive/engine-words.ts';
import type { EngineVersion } from '#core/engine-version.ts';
import type { RunResult } from '#core/strategy/experiments/experiment.ts';
import { readRunResult } from '#core/strategy/experiments/run-result.ts';
import { fileRefusal, Refusal } from './refusal.ts';

/**
 * Reads the results of an experiment's runs from its file, of which there need be none. Throws a {@link Refusal} where
 * they are of another set-up, or another version of the engine made them: they would not fit with those to come.
 */
export async function resultsIn(
  file: string,
  setUp: string,
  version: EngineVersion,
): Promise<RunResult[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fileRefusal('read', file, error);
  }
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => {
      const { setUp: of, ...rest } = JSON.parse(line) as Record<string, unknown>;
      const result = readRunResult(rest);
      if (!result) throw new Refusal(`Line ${at + 1} of '${file}' is no result of a run.`);
      const other = engineWords(result.engine, version, 'this is');
      if (other !== null)
        throw new Refusal(
          `The results in '${file}' were ${other}: new ones would not fit with them. Name another --out, or move the file away; it stays as it is.`,
        );
      if (of !== setUp)
        throw new Refusal(
          `'${file}' holds results of another experiment or set-up: name another --out.`,
        );
      return result;
    });
}
