import { isRecord } from '../plain-data.ts';
import { isName, type Wrong } from './parse-options.ts';
import type { StrategyCatalog } from './strategy-catalog.ts';
import type { TrainedReference } from './team.ts';
import {
  digestOf,
  isSameTeam,
  MOST_LEARNED,
  summaryOf,
  type TrainedIdentity,
} from './trained-team.ts';

const KEYS = ['name', 'digest', 'learns', 'learned'];

/** Reads the trained team that a team is; problems with it go to `wrong`. */
export function parseTrained(
  trained: unknown,
  path: string,
  wrong: Wrong,
): TrainedReference | null {
  if (!isRecord(trained)) {
    wrong(path, trained, 'it must be an object with name, digest and learns');
    return null;
  }
  for (const [key, value] of Object.entries(trained))
    if (!KEYS.includes(key)) wrong(`${path}.${key}`, value, 'there is no such field; take it out');
  const { name, digest, learns, learned } = trained;
  const isDigest = typeof digest === 'string' && /^[0-9a-f]{32}$/.test(digest);
  if (!isName(name)) wrong(`${path}.name`, name, 'it must be the name of a trained team');
  if (!isDigest) wrong(`${path}.digest`, digest, 'it must be 32 hexadecimal digits');
  if (typeof learns !== 'boolean') wrong(`${path}.learns`, learns, 'it must be true or false');
  if (!isName(name) || !isDigest || typeof learns !== 'boolean') return null;
  if (learned === undefined) return Object.freeze({ name, digest, learns });
  const isText = typeof learned === 'string' && learned.length <= MOST_LEARNED;
  if (isText && digestOf(learned) === digest)
    return Object.freeze({ name, digest, learns, learned });
  wrong(`${path}.learned`, learned, 'it is not what the digest is of; take the team from its file');
  return null;
}

/** Holds a trained team to who it was when it learned. */
export function needTrained(
  trained: TrainedReference,
  team: TrainedIdentity,
  catalog: StrategyCatalog,
  path: string,
  wrong: Wrong,
): void {
  const { name, digest, learned } = trained;
  const known = catalog.trained.find((each) => each.name === name);
  if (learned === undefined && known?.digest !== digest) {
    const names = catalog.trained.map((each) => `'${each.name}'`).join(', ') || 'none';
    const advice = known
      ? `the team of that name that comes with the page has the digest ${known.digest} now, and not ${digest}; take that one, or what the file of this one holds as 'learned'`
      : `it must be a team that comes with the page, of which there are ${names}; take one of these, or what the file of this one holds as 'learned'`;
    wrong(`${path}.name`, name, advice);
    return;
  }
  try {
    const identity = learned === undefined ? known?.team : summaryOf(learned);
    if (identity && isSameTeam(team, identity)) return;
  } catch (error) {
    wrong(`${path}.learned`, learned, (error as Error).message);
    return;
  }
  wrong(
    path,
    name,
    'it learned with other choices, another view or another reward; choose it anew',
  );
}
