import { availableParallelism } from 'node:os';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';

export const USAGE = `Usage: npm run evolve -- [SOURCE] [options]

SOURCE is what the page writes: a link, config.json, a recipe, or a run (.evo). A run that has not ended goes on from
its checkpoint; one that has is made again and compared, as a link with a result is. Without it the first preset runs.

  --preset ID        a preset in place of a source
  --presets          lists the presets
  --seed N           another seed
  --generations N    at most so many generations
  --evolution WORD   'on', 'selection' (no mutation) or 'off' (the control: every agent trains on alone)
  --threads N        threads that compute; the result does not depend on it
  --out FILE         the run as FILE.evo, which the page opens; any other FILE: every event as a line of JSON
  --help             this text

Exit codes: 0 finished, and the same as the result that came with the source, if one did; 1 failed; 2 cannot be done as
asked, and standard error says why; 3 finished, and not the same as that result.`;

export const MOST_THREADS = 256;

export interface Options {
  readonly source: string | undefined;
  readonly preset: string | undefined;
  readonly seed: number | undefined;
  readonly generations: number | undefined;
  readonly evolution: string | undefined;
  readonly threads: number;
  readonly out: string | undefined;
}

/** Reads the command line; returns the name of a text where it asks for that. Throws a {@link Refusal}. */
export function readOptions(args: readonly string[]): Options | 'help' | 'presets' {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  if (values.presets) return 'presets';
  if (positionals.length > 1)
    throw new Refusal(`There can be one source, and there are ${positionals.length}.`);
  const [source] = positionals;
  const { preset, evolution, out } = values;
  if (source !== undefined && preset !== undefined)
    throw new Refusal(`Either a source or --preset ${preset}, not both.`);
  if (out === '') throw new Refusal('--out needs the name of a file.');
  return {
    ...{ source, preset, evolution, out },
    seed: wholeNumber('seed', values.seed, 0, 2 ** 32 - 1),
    generations: wholeNumber('generations', values.generations, 1, 1000),
    threads: wholeNumber('threads', values.threads, 1, MOST_THREADS) ?? availableParallelism(),
  };
}

const STRING = { type: 'string' } as const;
const BOOLEAN = { type: 'boolean' } as const;

function parsed(args: readonly string[]) {
  return parsedArguments(args, {
    ...{ preset: STRING, seed: STRING, generations: STRING, evolution: STRING },
    ...{ threads: STRING, out: STRING, presets: BOOLEAN, help: BOOLEAN },
  });
}

/** Options and positionals, or a {@link Refusal} in Node's own words. */
export function parsedArguments<T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    const [sentence = ''] = message.split(/\.\s|\n/); // Node goes on with advice
    throw new Refusal(`${sentence.replace(/\.$/, '')}; --help lists the options.`);
  }
}

export function wholeNumber(
  name: string,
  text: string | undefined,
  low: number,
  high: number,
): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= low && number <= high) return number;
  throw new Refusal(`--${name} is '${text}'; it must be a whole number from ${low} to ${high}.`);
}
