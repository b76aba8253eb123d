import { Damage, needDate, needFields, needText } from '#archive/damage.ts';
import { beginRecord, LONGEST_NAME } from '#archive/run-record.ts';
import type { Summary } from '#archive/summary.ts';
import type { Catalog } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import { isRunAddress, LONGEST_LINK, runQuery } from '#protocol/address.ts';
import { type Digest, decoded } from '#protocol/digest.ts';
import { decodeLink } from '#protocol/link.ts';
import { STRATEGY_ROUTE } from '#protocol/strategy-link.ts';
import type { RunCurve } from '../compare/run-curve.ts';
import { outcomeOfLink, readOutcome, type StrategyOutcome } from '../strategy/outcomes.ts';
import type { Library } from './library.ts';
import type { Shelf } from './shelf.ts';
import { writeFailure } from './storage-words.ts';

/** A result that came by a link, kept without its run. */
export interface KeptResult {
  /** Id made of the run's hash: the same result twice is one. */
  readonly id: string;
  readonly name: string;
  /** Link from its '#' on. */
  readonly link: string;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  /** Outcome of a run of the strategy lab; absent: it is another lab's. */
  readonly strategy?: StrategyOutcome;
}

export const resultsOf = (library: Pick<Library, 'shelf'>): Shelf<KeptResult> =>
  library.shelf('results', readKeptResult);

function readKeptResult(value: unknown): KeptResult {
  const { id, name, link, keptAt, strategy } = needFields(value, 'the result');
  return {
    id: needText(id, "the result's id", 64),
    name: needText(name, "the result's name"),
    link: needText(link, "the result's link", LONGEST_LINK),
    keptAt: needDate(keptAt, 'when the result was kept'),
    ...(strategy !== undefined && { strategy: readOutcome(strategy) }),
  };
}

/** A link in a text, and what stands before it in its line. */
export interface NamedLink {
  readonly name: string;
  readonly link: string;
}

/** Every link to a run in a text, at most one a line. */
export function linksIn(text: string): readonly NamedLink[] {
  return text.split(/[\r\n]+/).flatMap((line) => {
    const link = line
      .split(/[\s<>"]+|,(?=https?:)/)
      .find((word) => (word.includes('evolve') && isRunAddress(word)) || isStrategyLink(word));
    if (link === undefined) return [];
    const before = line.slice(0, line.indexOf(link)).replace(/[\s,;:|\t"<>-]+$/, '');
    return [{ name: before.trim().slice(0, LONGEST_NAME), link }];
  });
}

const isStrategyLink = (link: string): boolean =>
  link.includes('strategy') && isRunAddress(link, 'strategy');

/** The result that a link of evolution holds, to be kept. Throws a {@link Damage} that says why there is none. */
export function resultOf({ name, link }: NamedLink, catalog: Catalog, now: number): KeptResult {
  const { digest } = resultIn(link, catalog);
  return { id: idOf(digest.hash), name, link: `#/evolve?${runQuery(link)}`, keptAt: now };
}

/** The same of a link of the strategy lab. */
function strategyResultOf(
  { name, link }: NamedLink,
  catalog: StrategyCatalog,
  now: number,
): KeptResult {
  const { outcome, hash } = outcomeOfLink(link, catalog);
  const whole = `${STRATEGY_ROUTE}?${runQuery(link, 'strategy')}`;
  return { id: idOf(hash), name, link: whole, keptAt: now, strategy: outcome };
}

const idOf = (hash: string): string => hash.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** A kept result as a comparison needs it: quantiles of each generation, and no mean. Throws a {@link Damage}. */
export function curveOf({ id, name, link, keptAt }: KeptResult, catalog: Catalog): RunCurve {
  const { config, preset, digest } = resultIn(link, catalog);
  const { engine, edits, end, hash } = digest;
  const summaries = summariesOf(digest, config);
  const begun = beginRecord({ id, config, preset, engine, device: null, now: keptAt });
  return {
    record: {
      ...begun,
      name,
      edits,
      end,
      hash,
      generations: summaries.length,
      best: summaries.map(({ max }) => max),
      steps: summaries.at(-1)?.steps ?? 0,
    },
    summaries,
  };
}

/** Outcome of keeping the results of links. */
export interface Gathered {
  readonly kept: number;
  /** Files that were not added, by name, and why, as sentences. */
  readonly refused: readonly string[];
}

/**
 * Keeps the results of links, one after the other; one that cannot be kept stops none of the others. The strategy lab's
 * catalog is asked for only where there is a link of its.
 */
export async function keepResults(
  library: Pick<Library, 'shelf'>,
  catalog: Catalog,
  links: readonly NamedLink[],
  strategyCatalog: () => Promise<StrategyCatalog>,
): Promise<Gathered> {
  const shelf = resultsOf(library);
  const refused: string[] = [];
  for (const [i, each] of links.entries()) {
    const name = each.name || `Link ${i + 1}`;
    try {
      const result = isStrategyLink(each.link)
        ? strategyResultOf(each, await strategyCatalog(), Date.now())
        : resultOf(each, catalog, Date.now());
      if (await shelf.get(result.id)) refused.push(`${name}: its result is here already.`);
      else await shelf.put(result);
    } catch (error) {
      const why =
        error instanceof Damage ? `${error.message}.` : writeFailure('it was not kept', error);
      refused.push(`${name}: ${why}`);
    }
  }
  return { kept: links.length - refused.length, refused };
}

/** The run of a link, and its result. Throws a {@link Damage}. */
function resultIn(link: string, catalog: Catalog) {
  const found = decodeLink(link, catalog);
  if (found.kind === 'none') throw new Damage('it is no link to a run');
  if (found.kind === 'problems')
    throw new Damage(found.problems.map(({ message }) => message.replace(/\.$/, '')).join('; '));
  const { config, preset, digest, notices } = found;
  if (!digest)
    throw new Damage(notices[0]?.replace(/\.$/, '') ?? 'it holds settings alone, and no result');
  return { config, preset, digest };
}

function summariesOf(digest: Digest, config: RunConfig): readonly Summary[] {
  const steps = config.populationSize * config.training.stepsPerGeneration;
  let bestSoFar = Number.NaN;
  return digest.generations.map(({ codes }, generation): Summary => {
    const [min, lowerQuartile, median, upperQuartile, max] = [0, 1, 2, 3, 4].map((i) =>
      decoded(digest, codes[i] ?? Number.NaN),
    ) as [number, number, number, number, number];
    if (!(bestSoFar >= max)) bestSoFar = Number.isNaN(max) ? bestSoFar : max;
    return {
      ...{ generation, min, lowerQuartile, median, upperQuartile, max, bestSoFar },
      mean: Number.NaN,
      bestSlot: 0,
      bestAgent: -1,
      diverged: 0,
      steps: steps * (generation + 1),
      elapsedMs: 0,
      hash: '',
    };
  });
}
