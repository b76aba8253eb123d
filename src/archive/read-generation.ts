import type { GenerationEvent, Tournament } from '#protocol/messages.ts';
import {
  Damage,
  needAmount,
  needArray,
  needFields,
  needFitness,
  needInteger,
  needList,
  needMeasure,
  needText,
} from './damage.ts';
import { MOST_AGENTS } from './limits.ts';
import { readBirths } from './read-births.ts';
import { readGames } from './read-games.ts';

/** Reads what happened in a generation; throws a {@link Damage} that names what is wrong. */
export function readGeneration(value: unknown, generation: number): GenerationEvent {
  const what = (part: string) => `${part} of generation ${generation}`;
  const fields = needFields(value, `generation ${generation}`);
  needInteger(fields['generation'], what('the number'), generation, generation);
  const ids = needArray(fields['ids'], what('the ids'), Int32Array);
  const agents = needInteger(ids.length, what('the agents'), 1, MOST_AGENTS);
  const hyperparameters = needArray(
    fields['hyperparameters'],
    what('the hyperparameters'),
    Float64Array,
  );
  if (hyperparameters.length % agents !== 0)
    throw new Damage(`${what('the hyperparameters')} do not fit ${agents} agents`);
  const hyperparameter = what('a hyperparameter'); // made once: there are many
  for (const each of hyperparameters) needMeasure(each, hyperparameter);
  const fitness = needArray(fields['fitness'], what('the fitness'), Float64Array, agents);
  for (const each of fitness) needFitness(each, what('the fitness'));
  const next = needArray(fields['next'], what('the next agents'), Int32Array);
  needInteger(next.length, what('the next agents'), 0, MOST_AGENTS);
  const diverged = needArray(fields['diverged'], what('the diverged'), Int32Array);
  needInteger(diverged.length, what('the diverged'), 0, agents);
  if (diverged.some((slot) => slot < 0 || slot >= agents))
    throw new Damage(`${what('the diverged')} name an agent that is not there`);
  const { metrics, games } = fields;
  return {
    kind: 'generation',
    run: 0, // the reader's caller numbers its runs anew
    generation,
    ids,
    fitness,
    hyperparameters,
    diverged,
    parameters: needArray(fields['parameters'], what('the parameters'), Int32Array, agents),
    ...(metrics !== undefined && { metrics: readMetrics(metrics, what('the metrics'), agents) }),
    ...(games !== undefined && { games: readGames(games, what('the games')) }),
    tournaments: needList(fields['tournaments'], what('the tournaments'), MOST_AGENTS).map(
      (tournament) => readTournament(tournament, agents),
    ),
    next,
    births: readBirths(fields['births'], what('the births')),
    steps: needAmount(fields['steps'], what('the steps')),
    elapsedMs: needAmount(fields['elapsedMs'], what('the computing time')),
    hash: needText(fields['hash'], what('the hash'), 32),
  };
}

/** Names of metrics, as they stand in events and files. */
export const needMetricName = (value: unknown, what: string): string => {
  const name = needText(value, what, 40);
  if (!/^[a-z]\w*$/i.test(name))
    throw new Damage(`${what} is '${name}'; it must be letters and digits`);
  return name;
};

/** Most metrics that an algorithm's updates may have. */
export const MOST_METRICS = 20;

function readMetrics(
  value: unknown,
  what: string,
  agents: number,
): Readonly<Record<string, Float64Array>> {
  const entries = Object.entries(needFields(value, what));
  needInteger(entries.length, `the number of ${what}`, 0, MOST_METRICS);
  return Object.fromEntries(
    entries.map(([name, values]) => {
      const metric = needArray(values, what, Float64Array, agents);
      for (const each of metric) needFitness(each, what);
      return [needMetricName(name, `a name of ${what}`), metric];
    }),
  );
}

function readTournament(value: unknown, agents: number): Tournament {
  const { drawn, winner } = needFields(value, 'a tournament');
  const slot = (drawnSlot: unknown) =>
    needInteger(drawnSlot, 'a slot drawn in a tournament', 0, agents - 1);
  return {
    drawn: needList(drawn, 'the draw of a tournament', 1000).map(slot),
    winner: slot(winner),
  };
}
