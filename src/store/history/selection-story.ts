import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import { type Birth, NO_MUTATION } from '#core/lineage.ts';
import { describeMutation, FAMILY_WORDS, shortNumber } from '../words/mutation-words.ts';
import type { Cell, History } from './history.ts';

/** One agent of the population that is chosen from, with the fitness that tournaments compare; NaN: diverged. */
export type Contender = Pick<Cell, 'slot' | 'agent' | 'fitness'>;

/** A tournament, and the offspring of its winner. */
export interface Contest {
  /** Slots, in the order drawn; one may be drawn twice. */
  readonly drawn: readonly number[];
  readonly winner: number;
  readonly child: Birth;
}

/** Story of how one generation came from the one before. */
export interface SelectionStory {
  readonly generation: number;
  readonly population: readonly Contender[];
  /** The agent passed on without a tournament, and the agent that it becomes: itself, or a mutated copy. */
  readonly elite: { readonly slot: number; readonly child: Birth | null } | null;
  readonly contests: readonly Contest[];
  /** Evaluations of a lineage over which fitness is the mean. */
  readonly window: number;
}

/** Null where the generation was the last, or was not chosen by tournaments. */
export function selectionStory(
  history: History,
  generation: number,
  window: number,
): SelectionStory | null {
  const selection = history.selectionAfter(generation);
  if (!selection || selection.tournaments.length === 0) return null;
  const { tournaments, next } = selection;
  const population = history.cells(generation).map(({ slot, agent }) => ({
    slot,
    agent,
    fitness: windowedFitness(history, generation, slot, window),
  }));
  const firstContest = next.length - tournaments.length;
  const birthOf = (agent: number) => {
    const birth = history.birth(agent);
    return birth?.generation === generation + 1 ? birth : null;
  };
  const first = next[0] ?? -1;
  const eliteBirth = birthOf(first);
  const eliteSlot = history.slotOf(generation, eliteBirth?.parent ?? first);
  return {
    generation,
    population,
    elite: firstContest > 0 ? { slot: eliteSlot, child: eliteBirth } : null,
    contests: tournaments.map(({ drawn, winner }, i) => {
      const id = next[firstContest + i] ?? -1;
      const parent = population[winner]?.agent ?? null;
      return {
        drawn,
        winner,
        child: birthOf(id) ?? { id, parent, generation: generation + 1, mutation: NO_MUTATION },
      };
    }),
    window,
  };
}

/** Mean of the last evaluations of an agent and its ancestors, as far back as there are any. */
function windowedFitness(
  history: History,
  generation: number,
  slot: number,
  window: number,
): number {
  let sum = 0;
  let count = 0;
  for (let g = generation, s = slot; count < window && g >= 0 && s >= 0; g--) {
    sum += history.fitness(g, s);
    count++;
    s = history.parentSlot(g, s);
  }
  return sum / count;
}

export type Moment =
  | { readonly kind: 'population' }
  | { readonly kind: 'elite' }
  | { readonly kind: 'draw' | 'compare' | 'copy' | 'mutate'; readonly contest: number }
  /** All contests from one on, at once. */
  | { readonly kind: 'rest'; readonly from: number }
  /** All parents are chosen. */
  | { readonly kind: 'chosen' }
  | { readonly kind: 'done' };

/** The part of a turn of generations that is told: how parents are chosen, how their offspring are mutated, or both. */
export type StoryPart = 'all' | 'select' | 'mutate';

/** Up to so many agents, every tournament is seen; of more, the first. */
const EACH = 8;

const TOLD = {
  all: ['draw', 'compare', 'copy', 'mutate'],
  select: ['draw', 'compare'],
  mutate: ['copy', 'mutate'],
} as const;

export function momentsOf(
  { population, elite, contests }: SelectionStory,
  part: StoryPart = 'all',
): readonly Moment[] {
  const seen = population.length > EACH ? contests.slice(0, 1) : contests;
  const before: readonly Moment[] = [
    { kind: 'population' },
    ...(elite ? [{ kind: 'elite' } as const] : []),
  ];
  return [
    ...(part === 'mutate' ? [] : before),
    ...seen.flatMap((_, contest) => TOLD[part].map((kind) => ({ kind, contest }))),
    ...(seen.length < contests.length ? [{ kind: 'rest', from: seen.length } as const] : []),
    { kind: part === 'select' ? 'chosen' : 'done' },
  ];
}

export function momentSentence(
  moment: Moment,
  story: SelectionStory,
  algorithm: AlgorithmDeclaration | undefined,
): string {
  const { population, elite, contests, generation, window } = story;
  const name = (slot: number) => population[slot]?.agent ?? '?';
  const fitness = (slot: number) => shortNumber(population[slot]?.fitness ?? Number.NaN);
  const contest = 'contest' in moment ? contests[moment.contest] : undefined;
  switch (moment.kind) {
    case 'population':
      return `Generation ${generationNumber(generation)} has been tested: ${counted(population.length, 'agent')}${
        window > 1 ? `, compared by the mean of their last ${window} tests` : ''
      }.`;
    case 'elite':
      return `Agent ${name(elite?.slot ?? 0)} is the best with ${fitness(elite?.slot ?? 0)}: it is passed on as elite${
        elite?.child ? `, changed, as agent ${elite.child.id}` : ', unchanged'
      }.`;
    case 'draw':
      return `Tournament ${moment.contest + 1} of ${contests.length}: ${drawnWords(contest?.drawn.map(name) ?? [])}.`;
    case 'compare': {
      const [slot = 0, ...others] = contest
        ? [contest.winner, ...new Set(contest.drawn.filter((s) => s !== contest.winner))]
        : [];
      return others.length === 0
        ? `Agent ${name(slot)} has no opponent, so it becomes a parent with ${fitness(slot)}.`
        : `Agent ${name(slot)} wins: ${fitness(slot)} against ${list(others.map(fitness))}.`;
    }
    case 'copy':
      return `Agent ${name(contest?.winner ?? 0)} has an offspring: agent ${contest?.child.id}, so far an exact copy.`;
    case 'mutate': {
      const mutation = contest?.child.mutation ?? NO_MUTATION;
      return mutation.family === 'none'
        ? `No mutation this time: agent ${contest?.child.id} stays a copy.`
        : `Mutation of ${FAMILY_WORDS[mutation.family]}: ${describeMutation(mutation, algorithm)}.`;
    }
    case 'rest':
      return `The other ${contests.length - moment.from} tournaments go the same way.`;
    case 'chosen':
      return `All parents are chosen. Next, each offspring is mutated, or not.`;
    case 'done':
      return `Generation ${generationNumber(generation + 1)} stands, and trains next.`;
    default:
      return moment satisfies never;
  }
}

/** Chance may pick one agent several times. */
function drawnWords(agents: readonly (string | number)[]): string {
  const times = new Map<string | number, number>();
  for (const agent of agents) times.set(agent, (times.get(agent) ?? 0) + 1);
  const [[first] = [], ...others] = [...times];
  if (others.length === 0 && agents.length > 1)
    return `chance picks agent ${first} ${agents.length === 2 ? 'both' : `all ${agents.length}`} times`;
  const words = [...times].map(([agent, count]) =>
    count > 1 ? `${agent} (${count} times)` : agent,
  );
  return `chance picks ${words.length === 1 ? 'agent' : 'agents'} ${list(words)}`;
}

const list = (words: readonly (string | number)[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
