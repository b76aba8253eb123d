import type { GameResult, Games } from '#protocol/messages.ts';
import { Damage, needFields, needInteger, needList, needText } from './damage.ts';
import { MOST_GENERATIONS } from './limits.ts';

/** Players that an agent is measured against in a generation, at most. */
const MOST_RIVALS = 100;
const MOST_GAMES = 100_000;
const MOST_ID = 2 ** 31 - 1;

/** Games by which an agent was measured. Throws a {@link Damage} that says what is wrong with them. */
export function readGames(value: unknown, what: string): Games {
  const fields = needFields(value, what);
  return {
    agent: needInteger(fields['agent'], `the agent of ${what}`, 0, MOST_ID),
    ...readTime(fields['generation'], what),
    results: needList(fields['results'], `the results of ${what}`, MOST_RIVALS).map((result) =>
      readResult(result, `a result of ${what}`),
    ),
  };
}

function readResult(value: unknown, what: string): GameResult {
  const fields = needFields(value, what);
  const { rival, generation } = fields;
  const count = (name: string) => needInteger(fields[name], what, 0, MOST_GAMES);
  const counts = { won: count('won'), drawn: count('drawn'), lost: count('lost') };
  if (counts.won + counts.drawn + counts.lost === 0) throw new Damage(`${what} is of no game`);
  return {
    rival:
      typeof rival === 'number' ? needInteger(rival, what, 0, MOST_ID) : needText(rival, what, 60),
    ...readTime(generation, what),
    ...counts,
  };
}

/** The generation of an agent's weights, which files of before it was kept do not have. */
const readTime = (value: unknown, what: string): Pick<Games, 'generation'> =>
  value === undefined
    ? {}
    : { generation: needInteger(value, `the generation of ${what}`, 0, MOST_GENERATIONS - 1) };
