import {
  Damage,
  needFields,
  needInteger,
  needList,
  needNumber,
  needText,
} from '#archive/damage.ts';
import { rowNames, type StrategyRecord, strategyTitle } from '#archive/strategy-record.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import { hasher } from '#core/hash.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { MOST_ROWS } from '#core/strategy/strategy-fields.ts';
import { decodeStrategyLink } from '#protocol/strategy-link.ts';

/** Outcome of a strategy run, as far as runs are compared. */
export interface StrategyOutcome {
  /** Key of the configuration but for its seed. */
  readonly key: string;
  readonly seed: number;
  /** Names of the classifiers. */
  readonly rows: readonly string[];
  /** Mean average precision of each row, by the fast average of its weights, in [0, 1]; null: undefined. */
  readonly mAP: readonly (number | null)[];
  /** True when it is on the test images; else it is on those for validation, after the last interval. */
  readonly tested: boolean;
  readonly intervals: number;
  readonly engine: string;
}

/** An outcome that is kept, with or without its run. */
export interface NamedOutcome extends StrategyOutcome {
  readonly id: string;
  readonly title: string;
  /** Configuration of a run that is kept; of a result of a link it is not known. */
  readonly config?: StrategyConfig;
}

const MOST_INTERVALS = 2000;

const keyOf = ({ seed: _, ...rest }: StrategyConfig): string =>
  hasher().text(canonicalJson(rest)).hex();

/** Outcome of a kept run that came to its test; null: it has not. */
export function outcomeOfRun(record: StrategyRecord): NamedOutcome | null {
  const { id, config, tests, intervals, engine } = record;
  if (tests.length === 0) return null;
  return {
    ...{ id, title: strategyTitle(record), key: keyOf(config), seed: config.seed },
    rows: rowNames(config),
    mAP: tests.map(({ fast }) => fast.mAP),
    ...{ tested: true, intervals, engine, config },
  };
}

/** Outcome of the result in a link, with the hash of its run. Throws a {@link Damage} that says why there is none. */
export function outcomeOfLink(
  link: string,
  catalog: StrategyCatalog,
): { readonly outcome: StrategyOutcome; readonly hash: string } {
  const found = decodeStrategyLink(link, catalog);
  if (found.kind === 'none') throw new Damage('it is no link to a run');
  const [notice] = found.notices;
  if (found.kind === 'broken' || !found.digest)
    throw new Damage(notice?.replace(/\.$/, '') ?? 'it holds settings alone, and no result');
  const { config, digest } = found;
  const { hash, mAP, tested, engine, fingerprints } = digest;
  const outcome = {
    ...{ key: keyOf(config), seed: config.seed, rows: rowNames(config) },
    ...{ mAP, tested, engine, intervals: fingerprints.length },
  };
  return { outcome, hash };
}

/** Throws a {@link Damage} where it is no outcome. */
export function readOutcome(value: unknown): StrategyOutcome {
  const fields = needFields(value, 'the result');
  const rows = needList(fields['rows'], 'the classifiers', MOST_ROWS).map((name) =>
    needText(name, 'the name of a classifier'),
  );
  const mAP = needList(fields['mAP'], 'the mAP', MOST_ROWS).map((share) =>
    share === null ? null : needNumber(share, 'the mAP of a classifier'),
  );
  if (mAP.length !== rows.length)
    throw new Damage(`it has the mAP of ${mAP.length} classifiers, and names ${rows.length}`);
  const { tested } = fields;
  if (typeof tested !== 'boolean')
    throw new Damage('it does not say on which images it was tested');
  return {
    key: needText(fields['key'], 'the key of the settings', 64),
    seed: needInteger(fields['seed'], 'the seed', 0, 2 ** 32 - 1),
    ...{ rows, mAP },
    tested,
    intervals: needInteger(fields['intervals'], 'the number of intervals', 1, MOST_INTERVALS),
    engine: needText(fields['engine'], 'the engine', 20),
  };
}

/** The classifier that came furthest, as 'Tuned, 33.3 % mAP on the test images'. */
export function bestWords({ rows, mAP, tested }: StrategyOutcome): string {
  const at = mAP.reduce<number>(
    (best, share, row) => ((share ?? -1) > (mAP[best] ?? -1) ? row : best),
    0,
  );
  const share = mAP[at] ?? null;
  const images = tested ? 'test' : 'validation';
  return share === null
    ? `no mAP on the ${images} images`
    : `${rows[at]}, ${(100 * share).toFixed(1)} % mAP on the ${images} images`;
}

/** Outcomes that differ in nothing but their seed. */
export interface OutcomeGroup {
  /** 'A', 'B' …: in the table and beside the runs. */
  readonly letter: string;
  /** One a seed. */
  readonly outcomes: readonly NamedOutcome[];
  /** A line a classifier. */
  readonly rows: readonly {
    readonly name: string;
    /** Over the seeds in which it has one; null: there is none. */
    readonly mean: number | null;
    readonly lowest: number | null;
    readonly highest: number | null;
  }[];
}

/** Groups outcomes in their order. Of one seed the first counts: the others are the same run, and no second sample. */
export function groupedOutcomes(outcomes: readonly NamedOutcome[]): readonly OutcomeGroup[] {
  const groups = new Map<string, NamedOutcome[]>();
  for (const each of outcomes) {
    const { key, engine, tested, intervals } = each;
    const of = canonicalJson([key, engine, tested, intervals]);
    const group = groups.get(of) ?? [];
    if (!group.some(({ seed }) => seed === each.seed)) groups.set(of, [...group, each]);
  }
  return [...groups.values()].map((group, at) => ({
    letter: String.fromCharCode(65 + (at % 26)),
    outcomes: group,
    rows: (group[0]?.rows ?? []).map((name, row) => {
      const shares = group.flatMap(({ mAP }) => mAP[row] ?? []);
      const any = shares.length > 0;
      return {
        name,
        mean: any ? shares.reduce((sum, share) => sum + share, 0) / shares.length : null,
        lowest: any ? Math.min(...shares) : null,
        highest: any ? Math.max(...shares) : null,
      };
    }),
  }));
}
