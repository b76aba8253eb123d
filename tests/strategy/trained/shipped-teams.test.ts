import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isSameTeam, readTeamFile } from '#core/strategy/trained-team.ts';
import { readLearned } from '#strategy/trained/learned-team.ts';
import { SHIPPED_TEAMS } from '#strategy/trained/shipped-teams.ts';

/** Most bytes that a page may load for a team. */
const MOST = 100_000;

test.each(SHIPPED_TEAMS)(
  '$name is in its file, as it was trained',
  ({ file, digest, name, team }) => {
    const bytes = readFileSync(new URL(`../../../public/${file}`, import.meta.url));
    expect(bytes.length).toBeLessThan(MOST);
    const read = readTeamFile(JSON.parse(bytes.toString('utf8')));
    expect(read).toMatchObject({ name, digest });
    const learned = readLearned(read.learned);
    expect(isSameTeam(learned, team)).toBe(true);
    expect(learned.runs).toBeGreaterThan(0);
  },
);
