import { isRecord, plainCopy } from '../plain-data.ts';
import type { Problem } from '../problem.ts';
import { fieldProblem, fieldTree, readFields } from '../read-fields.ts';
import { parseHand } from './parse-hand.ts';
import { choicesOf, eachSeat, isName, parseOptions, type Wrong } from './parse-options.ts';
import { parseSearches } from './parse-searches.ts';
import { parseTeams } from './parse-teams.ts';
import { MOST_ROUNDS, type SearchConfig } from './search.ts';
import type { Steering } from './seats.ts';
import type { StrategyCatalog } from './strategy-catalog.ts';
import { intervalsOf, type StrategyConfig, type StrategyRow } from './strategy-config.ts';
import {
  DOMAIN_FIELDS,
  MOST_NAME,
  MOST_ROWS,
  OWN_DATA_FIELDS,
  SEED_FIELD,
  TRAINING_FIELDS,
} from './strategy-fields.ts';
import type { TeamConfig } from './team.ts';

export type ParsedStrategy =
  | { readonly ok: true; readonly config: StrategyConfig } // new data, frozen throughout
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Problems reported at most. */
const MOST_PROBLEMS = 100;

const OWN_FIELDS = [
  ...OWN_DATA_FIELDS,
  { path: 'data.classes', kind: 'integer', lowest: 1, highest: 1000, scale: 'linear' } as const,
];

/** Makes a configuration of anything, or says everything that is wrong with it. Never throws. */
export function parseStrategyConfig(input: unknown, catalog: StrategyCatalog): ParsedStrategy {
  const data = plainCopy(input);
  if (!isRecord(data))
    return failure([fieldProblem('', data, 'a configuration must be an object with its fields')]);
  const problems: Problem[] = [];
  const wrong = (path: string, value: unknown, advice: string) => {
    problems.push(fieldProblem(path, value, advice));
  };
  const { rows, teams = [], searches = [], data: images, ...others } = data;
  const isOwn = isRecord(images) && images['kind'] === 'own';
  const { name, digest, kind, ...ownImages } = isOwn ? images : {};
  const fields = [SEED_FIELD, ...TRAINING_FIELDS, ...(isOwn ? OWN_FIELDS : DOMAIN_FIELDS)];
  const read = readFields({ ...others, data: isOwn ? ownImages : images }, fieldTree(fields), '', {
    wrong: (found) => problems.push(found),
    unknown: (path, value) => wrong(path, value, 'there is no such field; take it out'),
  }) as unknown as StrategyConfig;
  if (isOwn) {
    if (!isName(name)) wrong('data.name', name, 'it must be the name of the images');
    if (typeof digest !== 'string' || !/^[0-9a-f]{32}$/.test(digest))
      wrong('data.digest', digest, 'it must be 32 hexadecimal digits');
  }
  const readTeams = parseTeams(teams, catalog, wrong);
  const readSearches = parseSearches(searches, catalog, wrong);
  const readRows = parseRows(rows, catalog, { teams: readTeams, searches: readSearches }, wrong);
  if (problems.length > 0) return failure(problems);
  const config: StrategyConfig = Object.freeze({
    ...read,
    data: isOwn
      ? Object.freeze({ ...read.data, kind: 'own', name, digest } as StrategyConfig['data'])
      : read.data,
    teams: readTeams,
    ...(readSearches.length > 0 && { searches: readSearches }),
    rows: readRows,
  });
  const broken = contradictions(config);
  return broken.length > 0 ? failure(broken) : { ok: true, config };
}

/** Teams and searches that can steer rows. */
interface Steerers {
  readonly teams: readonly TeamConfig[];
  readonly searches: readonly SearchConfig[];
}

function parseRows(
  rows: unknown,
  catalog: StrategyCatalog,
  steerers: Steerers,
  wrong: Wrong,
): readonly StrategyRow[] {
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > MOST_ROWS) {
    wrong('rows', rows, `it must be a list of 1 to ${MOST_ROWS} classifiers`);
    return [];
  }
  return Object.freeze(
    rows.flatMap((row: unknown, at) => {
      const path = `rows.${at}`;
      if (!isRecord(row)) {
        wrong(
          path,
          row,
          'it must be an object with name and steering, and hand where a person chose',
        );
        return [];
      }
      const { name, steering, hand, ...unknown } = row;
      for (const [key, value] of Object.entries(unknown))
        wrong(`${path}.${key}`, value, 'there is no such field; take it out');
      if (!isName(name))
        wrong(`${path}.name`, name, `it must be a name of 1 to ${MOST_NAME} characters`);
      const parsed = parseSteering(steering, catalog, steerers, `${path}.steering`, wrong);
      if (!isName(name) || !parsed) return [];
      if (hand === undefined) return [Object.freeze({ name, steering: parsed })];
      const options = parsed.kind === 'team' ? learnedOptions(steerers.teams, parsed.team) : null;
      const read = parseHand(
        hand,
        (seat) => options?.[seat] ?? choicesOf(catalog, seat),
        path,
        wrong,
      );
      return read ? [Object.freeze({ name, steering: parsed, hand: read })] : [];
    }),
  );
}

/** The choices that a team can learn from; null where it learns no more, so that a person may choose any. */
function learnedOptions(teams: readonly TeamConfig[], team: string) {
  const found = teams.find(({ name }) => name === team);
  return found && (found.trained?.learns ?? true) ? found.options : null;
}

function parseSteering(
  steering: unknown,
  catalog: StrategyCatalog,
  { teams, searches }: Steerers,
  path: string,
  wrong: Wrong,
): Steering | null {
  const kind = isRecord(steering) ? steering['kind'] : undefined;
  if (!isRecord(steering) || !isKind(kind)) {
    wrong(`${path}.kind`, kind, "it must be 'drawn', 'random', 'team' or 'search'");
    return null;
  }
  const { lanes, every, among, team, search } = steering;
  if (kind === 'team') {
    const known = teams.find(({ name }) => name === team);
    if (known) return Object.freeze({ kind, team: known.name });
    wrong(`${path}.team`, team, `it must be the name of a team; there are ${namesOf(teams)}`);
    return null;
  }
  if (kind === 'search') {
    const known = searches.find(({ name }) => name === search);
    if (known) return Object.freeze({ kind, search: known.name });
    const names = namesOf(searches);
    wrong(`${path}.search`, search, `it must be the name of a search; there are ${names}`);
    return null;
  }
  if (kind === 'drawn') {
    const parsed = eachSeat(lanes, `${path}.lanes`, wrong, (lane, seat, at) =>
      parseLane(lane, choicesOf(catalog, seat), at, wrong),
    );
    return parsed && Object.freeze({ kind, lanes: parsed });
  }
  if (typeof every !== 'number' || !(Number.isInteger(every) && every >= 1 && every <= 10_000)) {
    wrong(`${path}.every`, every, 'it must be a whole number of intervals from 1 to 10000');
    return null;
  }
  const parsed = parseOptions(among, catalog, `${path}.among`, wrong);
  return parsed && Object.freeze({ kind, every, among: parsed });
}

const KINDS: readonly unknown[] = ['drawn', 'random', 'team', 'search'];
const isKind = (kind: unknown): kind is Steering['kind'] => KINDS.includes(kind);

const namesOf = (all: readonly { readonly name: string }[]): string =>
  all.map(({ name }) => `'${name}'`).join(', ') || 'none';

function parseLane(lane: unknown, known: readonly string[], path: string, wrong: Wrong) {
  if (!Array.isArray(lane) || lane.length === 0) {
    wrong(path, lane, 'it must be a list of turns, each with from and choice');
    return null;
  }
  const turns = lane.map((turn: unknown, at) => {
    const { from, choice } = isRecord(turn) ? turn : {};
    const before: unknown = isRecord(lane[at - 1]) ? lane[at - 1].from : -1;
    const isNext =
      Number.isInteger(from) &&
      (at === 0 ? from === 0 : (from as number) > (before as number)) &&
      (from as number) <= 20_000;
    if (!isNext) {
      const advice =
        at === 0
          ? 'the first turn of a lane must begin at 0'
          : 'it must be a whole number of intervals, after the turn before';
      wrong(`${path}.${at}.from`, from, advice);
      return null;
    }
    if (!known.includes(choice as string)) {
      wrong(`${path}.${at}.choice`, choice, `it must be one of ${known.join(', ')}`);
      return null;
    }
    return Object.freeze({ from: from as number, choice: choice as string });
  });
  const whole = turns.filter((turn) => turn !== null);
  return whole.length === turns.length ? Object.freeze(whole) : null;
}

/** Images that all classifiers together may hold in memory at once, in numbers. */
const MOST_IMAGE_NUMBERS = 3e8;

/** Lists the contradictions between fields that are each right. */
function contradictions({
  data,
  training,
  rows,
  searches = [],
}: StrategyConfig): readonly Problem[] {
  const { steps, interval, ramp, batch } = training;
  const images = data.images.train + data.images.validation + data.images.test;
  const numbers = images * data.size * data.size * 3;
  const names = rows.map(({ name }) => name);
  const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
  return [
    ...check(
      interval <= steps,
      'training.interval',
      interval,
      `is more than the ${steps} updates of the run; it must not be`,
    ),
    ...check(
      ramp <= interval,
      'training.ramp',
      ramp,
      `is more than the ${interval} updates between decisions; it must not be`,
    ),
    ...check(
      batch <= data.images.train,
      'training.batch',
      batch,
      `is more than the ${data.images.train} training images; it must not be`,
    ),
    ...check(
      numbers <= MOST_IMAGE_NUMBERS,
      'data.images.train',
      data.images.train,
      `makes ${Math.round(numbers / 1e6)} million numbers of images of ${data.size} px; there may be ${MOST_IMAGE_NUMBERS / 1e6} million: take fewer or smaller ones`,
    ),
    ...check(
      intervalsOf(training) <= 2000,
      'training.interval',
      interval,
      'gives more than 2000 decisions; make it longer',
    ),
    ...check(
      twice < 0,
      `rows.${twice}.name`,
      names[twice],
      'is the name of another row, too; give each its own',
    ),
    ...searches.flatMap(({ settings: { every } }, at) =>
      every === undefined ? [] : roundProblems(every, intervalsOf(training), at),
    ),
  ];
}

function roundProblems(every: number, intervals: number, at: number): Problem[] {
  const path = `searches.${at}.settings.every`;
  return [
    ...check(
      every <= intervals,
      path,
      every,
      `is more than the ${intervals} intervals of the run; it must not be`,
    ),
    ...check(
      intervals / every <= MOST_ROUNDS,
      path,
      every,
      `gives more than ${MOST_ROUNDS} rounds; it must be at least ${Math.ceil(intervals / MOST_ROUNDS)}`,
    ),
  ];
}

function check(holds: boolean, path: string, value: unknown, fact: string): Problem[] {
  return holds ? [] : [{ path, value, message: `${path} ${JSON.stringify(value)} ${fact}` }];
}

const failure = (problems: readonly Problem[]): ParsedStrategy => ({
  ok: false,
  problems: problems.slice(0, MOST_PROBLEMS),
});
