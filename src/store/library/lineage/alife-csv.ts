import { csvOf } from '#core/csv.ts';
import type { Change } from '#core/lineage.ts';
import { type Provenance, settingsInRow } from '../../share/provenance.ts';
import { type Life, labelOf } from './descendants.ts';

/**
 * A lineage as the artificial life community's phylogeny standard has it (alife-data-standards, phylogeny): a CSV after
 * RFC 4180 with a row per agent and the standard's columns `id`, `ancestor_list`, `origin_time` and `destruction_time`,
 * in generations, and `taxon_label`, the agent's name in Newick; behind them columns of our own, the last of them the
 * run's seed and, as a link, its settings. Founders have the ancestor list `[none]`, and who lives in the last
 * generation the destruction time `inf`, as Empirical and phylotrackpy have it, which take `none` for dead.
 * Nothing stands before the first name: phylotrackpy would take a byte order mark for part of it.
 */
export function alifeCsv(
  lives: readonly Life[],
  hyperparameters: readonly string[],
  run: Provenance,
): string {
  const head = [
    ...['id', 'ancestor_list', 'origin_time', 'destruction_time', 'taxon_label'],
    ...['fitness', 'evaluations', 'mutation', 'method', 'changes', 'parameters'],
    ...hyperparameters,
    ...['seed', 'settings'],
  ];
  const rows = lives.map(({ birth, end, fitness, evaluations, parameters, ...life }) => [
    birth.id,
    `[${birth.parent ?? 'none'}]`,
    birth.generation,
    end ?? 'inf',
    labelOf(birth.id),
    fitness,
    evaluations,
    birth.mutation.family,
    birth.mutation.method,
    birth.mutation.changes.map(inWords).join('; '),
    parameters,
    ...life.hyperparameters,
  ]);
  const from = (i: number) => [run.seed, settingsInRow(run.settings, i)];
  return csvOf([head, ...rows.map((row, i) => [...row, ...from(i)])]);
}

const inWords = ({ path, from, to }: Change) => `${path}: ${from ?? 'none'} -> ${to ?? 'none'}`;
