import { Damage } from '#archive/damage.ts';
import { readInterval } from '#archive/read-strategy.ts';
import type { StrategyRecord } from '#archive/strategy-record.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import type { DomainEntry } from '#core/strategy/strategy-catalog.ts';
import { domainLabel } from './domains.ts';
import { type Keeping, strategiesOf } from './kept-runs.ts';

/** Counts of each choice, seat by seat. */
export type ChoiceCounts = Readonly<Record<Seat, Readonly<Record<string, number>>>>;

/** Choices of teams in the kept runs on one domain. */
export interface DomainChoices {
  readonly domain: string;
  readonly runs: number;
  /** Number of decisions of all rows that teams steer. */
  readonly decisions: number;
  readonly counts: ChoiceCounts;
}

export interface KeptChoices {
  /** The domain with most decisions first. */
  readonly domains: readonly DomainChoices[];
  /** Runs that cannot be read, and are left out. */
  readonly damaged: number;
}

/** Intervals that are read and checked at a time, so that the page is never held up. */
const PORTION = 10;

/** Counts the choices of teams in all runs that are kept, by the domain of their images. */
export async function keptChoices(
  library: Keeping,
  domains: readonly DomainEntry[],
): Promise<KeptChoices> {
  const { items: runs, damaged } = await strategiesOf(library).shown();
  const found = new Map<string, DomainChoices>();
  let unreadable = damaged.length;
  for (const record of runs) {
    const rows = teamRows(record);
    if (rows.length === 0 || record.intervals === 0) continue;
    try {
      const { decisions, counts } = await choicesOf(library, record, rows);
      const domain = domainLabel(record.config.data, domains);
      const before = found.get(domain);
      found.set(domain, {
        domain,
        runs: (before?.runs ?? 0) + 1,
        decisions: (before?.decisions ?? 0) + decisions,
        counts: before ? added(before.counts, counts) : counts,
      });
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      unreadable++;
    }
  }
  return {
    domains: [...found.values()].sort((a, b) => b.decisions - a.decisions),
    damaged: unreadable,
  };
}

const teamRows = ({ config }: StrategyRecord): readonly number[] =>
  config.rows.flatMap(({ steering }, row) => (steering.kind === 'team' ? [row] : []));

async function choicesOf(
  { tables }: Keeping,
  record: StrategyRecord,
  rows: readonly number[],
): Promise<{ readonly decisions: number; readonly counts: ChoiceCounts }> {
  const counts: Record<Seat, Record<string, number>> = {
    augmentation: {},
    optimizer: {},
    schedule: {},
    loss: {},
  };
  let decisions = 0;
  for (let from = 0; from < record.intervals; from += PORTION) {
    const to = Math.min(record.intervals, from + PORTION);
    const kept = await tables.list('strategyIntervals', { run: record.id, from, to });
    if (kept.length < to - from)
      throw new Damage(`intervals ${from + 1} to ${to} are not all there`);
    for (const [at, { value }] of kept.entries()) {
      const event = readInterval(value, from + at, record);
      for (const row of rows) {
        const choices = event.rows[row]?.choices;
        if (!choices) continue;
        decisions++;
        for (const seat of SEATS)
          counts[seat][choices[seat]] = (counts[seat][choices[seat]] ?? 0) + 1;
      }
    }
  }
  return { decisions, counts };
}

function added(a: ChoiceCounts, b: ChoiceCounts): ChoiceCounts {
  const of = (seat: Seat) => {
    const sum: Record<string, number> = { ...a[seat] };
    for (const [choice, count] of Object.entries(b[seat])) sum[choice] = (sum[choice] ?? 0) + count;
    return sum;
  };
  return {
    augmentation: of('augmentation'),
    optimizer: of('optimizer'),
    schedule: of('schedule'),
    loss: of('loss'),
  };
}
