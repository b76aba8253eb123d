import type { StrategyCatalog, TrainedEntry } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { digestOf } from '#core/strategy/trained-team.ts';
import { CATALOG, CONFIG } from './fake-strategy-engine.ts';
import { IDENTITY, LEARNED } from './small-team-file.ts';

const MINE: TrainedEntry = {
  ...{ name: 'Mine', about: '', file: 'teams/mine.json', team: IDENTITY },
  digest: digestOf(LEARNED),
};

/** The page before its engine was raised and the team that comes with it was trained anew. */
export const EARLIER: StrategyCatalog = { ...CATALOG, engine: '0', trained: [MINE] };

/** The page as it is now. */
export const NOW: StrategyCatalog = {
  ...CATALOG,
  trained: [{ ...MINE, digest: '0123456789abcdef'.repeat(2) }],
};

/** A set-up whose last row the team steers that came with the earlier page. */
export const WITH_TEAM: StrategyConfig = {
  ...CONFIG,
  teams: [
    { name: 'Mine', ...IDENTITY, trained: { name: 'Mine', digest: MINE.digest, learns: true } },
  ],
  rows: CONFIG.rows.map((row, at) =>
    at === CONFIG.rows.length - 1 ? { ...row, steering: { kind: 'team', team: 'Mine' } } : row,
  ),
};
