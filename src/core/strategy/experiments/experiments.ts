import { draws } from '../../random.ts';
import { SEARCH_METHODS, type SearchMethod } from '../search.ts';
import { type Choices, fixedLanes, SEATS, type Seat } from '../seats.ts';
import type { DomainEntry, StrategyCatalog } from '../strategy-catalog.ts';
import { intervalsOf, type StrategyConfig, type StrategyRow } from '../strategy-config.ts';
import type { TeamConfig } from '../team.ts';
import { ABLATIONS, AGENTS } from './ablations.ts';
import type { Experiment, PlannedRun } from './experiment.ts';
import {
  fixedRow,
  handMadeLanes,
  numbered,
  offered,
  possible,
  RANDOM,
  randomRow,
  STANDARD,
  searchOf,
  searchRows,
  teamOf,
  teamRow,
  trainedTeams,
  withRows,
} from './parts.ts';
import { FEWER_AGENTS, isPapers, SUBSETS, seatsOfArm, starred } from './subsets.ts';
import { trainedAgents } from './trained-agents.ts';

/** Teams that steer beside each other on most boards. */
const TEAMS = [
  ['Bandits, as in the published code', 'bandits-code'],
  ['Bandits', 'bandits-thompson'],
  ['Networks, as in the paper', 'dqn-paper'],
  ['Networks that hold', 'dqn-held'],
  ['Networks that learn as a sum', 'dqn-vdn'],
] as const;

const boardPerRun: Experiment = {
  id: 'board-per-run',
  title: 'Board per run',
  question:
    'What is steering worth? Every method steers one row of one run, on the same images in the same order. Searches, which need several rows, are on the next board. “Tuned” was the best of some 25 recipes in an earlier pilot, picked by that pilot’s own test images.',
  paper:
    'The paper’s figure 2 and table 6 have four agents 3.5 points of mAP above Standard, in 60 % of the epochs.',
  figures: ['mAP', 'tail', 'tailF1', 'reach', 'raw', 'slow'],
  against: { row: RANDOM },
  obstacle: possible,
  plan(base, catalog) {
    const trained = trainedTeams(catalog).slice(0, 3);
    const teams = [...TEAMS.map(([name, id]) => teamOf(catalog, name, id)), ...trained];
    const usual = catalog.recipes.usual;
    const lanes = handMadeLanes(usual, intervalsOf(base.training));
    const rows = [
      randomRow(catalog),
      fixedRow(STANDARD, catalog.recipes.standard),
      fixedRow('Usual', usual),
      fixedRow('Tuned: the best static recipe of a pilot', catalog.recipes.tuned),
      { name: 'Hand-made switches', steering: { kind: 'drawn' as const, lanes } },
      ...teams.map(teamRow),
    ];
    return [{ key: '', config: withRows(base, rows, teams) }];
  },
};

/** Rows that each method has, whose images it may spend as it likes. */
const EACH = 8;
const FIRST = 'first rivals';
/** Tells the draws of recipes from all others. */
const DRAWN_RECIPES = 0x72656369; // 'reci'

/** Searches, two a run. */
const SEARCHES: readonly (readonly [key: string, methods: readonly SearchMethod[]])[] = [
  ['populations', ['pbt', 'pb2']],
  ['trials', ['asha', 'tpe']],
];

const boardPerCompute: Experiment = {
  id: 'board-per-compute',
  title: 'Board per compute',
  question:
    'What do the images of eight classifiers buy? Every method trains eight, and one counts, chosen by the validation images alone: the best of eight recipes drawn at random, of eight that switch at random, and of eight under one team, which learns from all of them; of eight rows of a search (PBT, PB2, ASHA, TPE) the classifier that it chose, which may have trained for a part of the run.',
  paper:
    'The paper’s comparisons with searches over several runs leave open how many images each of them saw.',
  figures: ['mAP', 'tail', 'tailF1'],
  against: { row: 'Best of eight random recipes', key: FIRST },
  picksBest: true,
  obstacle: possible,
  plan(base, catalog) {
    const among = offered(catalog);
    const recipe = (at: number): Choices => {
      const reader = draws([base.seed, DRAWN_RECIPES + at]);
      const entries = SEATS.map((seat) => [seat, among[seat][reader.integer(among[seat].length)]]);
      return Object.fromEntries(entries) as Choices;
    };
    const teams = [
      teamOf(catalog, 'Networks, as in the paper', 'dqn-paper'),
      teamOf(catalog, 'Networks that learn as a sum', 'dqn-vdn'),
    ] as const;
    const steered = (team: TeamConfig) => numbered(team.name, EACH, () => teamRow(team).steering);
    const drawn = numbered('Best of eight random recipes', EACH, (at) => ({
      kind: 'drawn',
      lanes: fixedLanes(recipe(at)),
    }));
    const random = numbered(RANDOM, EACH, () => randomRow(catalog).steering);
    return [
      { key: FIRST, config: withRows(base, [...drawn, ...steered(teams[0])], [teams[0]]) },
      { key: 'others', config: withRows(base, [...random, ...steered(teams[1])], [teams[1]]) },
      ...SEARCHES.map(([key, methods]): PlannedRun => {
        const searches = methods.map((method) =>
          searchOf(catalog, SEARCH_METHODS[method].label, method, base),
        );
        const rows = searches.flatMap((search) => searchRows(search, EACH));
        return { key, config: withRows(base, rows, [], searches) };
      }),
    ];
  },
};

/** The run that has the paper's subsets; a run has eight teams at most. */
const FIRST_HALF = 'the paper’s half';

const agents: Experiment = {
  id: 'agents',
  title: 'Ablation of the agents',
  question:
    'What is each agent worth? All 16 subsets of the four; who is left out stays at the choice of “Standard”. Those that the paper has bear a star.',
  paper:
    'The paper’s figure 5 has 97.4 for all four, 95.3 to 96.6 without one of them, and 91.7 without any.',
  figures: ['mAP', 'tail', 'tailF1'],
  against: { row: starred(SEATS), key: FIRST_HALF },
  paperSign: FEWER_AGENTS,
  seatsOf: seatsOfArm,
  obstacle: possible,
  plan(base, catalog) {
    const run = (key: string, subsets: readonly (readonly Seat[])[]): PlannedRun => {
      const teams = subsets
        .filter((on) => on.length > 0)
        .map((on) =>
          teamOf(catalog, starred(on), AGENTS, {
            options: {
              ...offered(catalog),
              ...Object.fromEntries(
                SEATS.filter((seat) => !on.includes(seat)).map((seat) => [
                  seat,
                  [catalog.base[seat]],
                ]),
              ),
            },
          }),
        );
      const none = subsets.some((on) => on.length === 0)
        ? [fixedRow(starred([]), catalog.base)]
        : [];
      return { key, config: withRows(base, [...teams.map(teamRow), ...none], teams) };
    };
    const ordered = [...SUBSETS.filter(isPapers), ...SUBSETS.filter((on) => !isPapers(on))];
    return [run(FIRST_HALF, ordered.slice(0, 8)), run('the other half', ordered.slice(8))];
  },
};

/** Tells whether a row of these two experiments is one that agents steer. */
const isSteered = (arm: string): boolean => /^(Bandits|Networks|Trained: )/.test(arm);

/** Exponents ρ of the long tails, natural logarithms as in the paper. */
const LONG_TAILS = [0, 1, 2, 3.5, 5];

const longTail: Experiment = {
  id: 'long-tail',
  title: 'Long tail',
  question:
    'Do agents help the rare classes, the more the longer the tail is? Test images have the same tail, so arms are compared at each ρ, not from one ρ to the next. Tail AP decides: the paper’s Tail-F1, beside it, counts what is scored above a half, which at a long tail is nothing for most arms.',
  paper:
    'The paper’s appendix C has agents ahead at every ρ, at ρ = 10 by 6.6 points of Tail-F1 over the next best.',
  figures: ['tail', 'tailF1', 'mAP', 'macroF1'],
  against: { row: 'Usual' },
  paperSign: { has: isSteered, is: 'higher' },
  obstacle: ({ data }) =>
    data.kind === 'own' ? 'How frequent your own images’ classes are is as it is.' : null,
  plan(base, catalog) {
    const usual = catalog.recipes.usual;
    const teams = [
      teamOf(catalog, 'Bandits', 'bandits-thompson'),
      teamOf(catalog, 'Networks that hold', 'dqn-held'),
      ...trainedTeams(catalog).slice(0, 1),
    ];
    const rows = [
      fixedRow('Usual', usual),
      fixedRow('Class-balanced loss', { ...usual, loss: 'cb' }),
      randomRow(catalog),
      ...teams.map(teamRow),
    ];
    const { data } = base;
    if (data.kind === 'own') return [];
    return LONG_TAILS.map((rho) => ({
      key: `ρ = ${rho}`,
      config: withRows({ ...base, data: { ...data, longTail: rho } }, rows, teams),
    }));
  },
};

const transfer: Experiment = {
  id: 'transfer',
  title: 'Transfer',
  question:
    'Does what a team has learned on one domain help on others? Trained teams steer on every domain, learning no more; and each classifier is then tested, without training, on the other domains, by the classes that they share with its own, which decides.',
  paper:
    'The paper’s table 2 tests classifiers without training on data sets that they never saw, and has those of agents 2.4 to 2.8 points ahead of the best search, DARTS; here they are set against the recipe “Usual”, and no search is among the arms.',
  figures: ['elsewhere', 'mAP', 'tail', 'reach'],
  against: { row: 'Usual' },
  paperSign: { has: isSteered, is: 'higher' },
  obstacle: ({ data }, { trained }) => {
    if (trained.length === 0) return 'No trained team comes with this page yet.';
    return data.kind === 'own' ? 'It goes through the domains that can be drawn.' : null;
  },
  plan(base, catalog) {
    const teams = trainedTeams(catalog).slice(0, 8);
    const rows = [
      randomRow(catalog),
      fixedRow(STANDARD, catalog.recipes.standard),
      fixedRow('Usual', catalog.recipes.usual),
      ...teams.map(teamRow),
    ];
    const { images, size } = base.data;
    const dataOf = ({ settings }: DomainEntry) => ({ ...settings, images, size });
    const testOf = (domain: DomainEntry) => ({
      ...dataOf(domain),
      images: { ...images, train: 1, validation: 1 }, // nothing is learned from them
    });
    return catalog.domains.map((own) => ({
      key: own.label,
      config: withRows({ ...base, data: dataOf(own) }, rows, teams),
      elsewhere: catalog.domains
        .filter((other) => other !== own)
        .map((other) => ({ name: other.label, data: testOf(other) })),
    }));
  },
};

const overhead: Experiment = {
  id: 'overhead',
  title: 'Overhead',
  question: 'How much time do agents take? Four classifiers under a team, and four under a recipe.',
  paper:
    'The paper’s appendix I has 16.5 minutes an epoch with agents against 15 without, 10 % more.',
  figures: ['agents', 'seconds', 'mAP'],
  against: { key: 'No agents' },
  obstacle: possible,
  plan(base, catalog) {
    const four = (steering: StrategyRow['steering']) =>
      numbered('Four classifiers', 4, () => steering);
    const usual = fixedRow('', catalog.recipes.usual).steering;
    const none = { key: 'No agents', config: withRows(base, four(usual)) };
    const steered = TEAMS.map(([key, id]) => {
      const team = teamOf(catalog, key, id);
      return { key, config: withRows(base, four(teamRow(team).steering), [team]) };
    });
    return [none, ...steered];
  },
};

/** All that can be asked, in the order in which it is offered. */
export const EXPERIMENTS: readonly Experiment[] = [
  boardPerRun,
  boardPerCompute,
  agents,
  trainedAgents,
  ...ABLATIONS,
  longTail,
  transfer,
  overhead,
];

/** The runs of an experiment over seeds that follow on that of `base`, the first seed's first. */
export const plannedRuns = (
  experiment: Experiment,
  base: StrategyConfig,
  seeds: number,
  catalog: StrategyCatalog,
): readonly (PlannedRun & { readonly seed: number })[] =>
  Array.from({ length: seeds }, (_, at) => base.seed + at).flatMap((seed) =>
    experiment.plan({ ...base, seed }, catalog).map((run) => ({ ...run, seed })),
  );
