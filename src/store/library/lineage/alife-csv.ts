import type { Change } from '#core/lineage.ts';
import type { Life } from './descendants.ts';

/**
 * A lineage as the artificial life community's phylogeny standard has it (alife-data-standards, phylogeny): a CSV after
 * RFC 4180 with a row per agent and the standard's columns `id`, `ancestor_list`, `origin_time` and `destruction_time`,
 * in generations; behind them columns of our own. Founders have the ancestor list `[none]`, and who lives in the last
 * generation the destruction time `none`.
 */
export function alifeCsv(lives: readonly Life[], hyperparameters: readonly string[]): string {
  const head = [
    ...['id', 'ancestor_list', 'origin_time', 'destruction_time'],
    ...['fitness', 'evaluations', 'mutation', 'method', 'changes', 'parameters'],
    ...hyperparameters,
  ];
  const rows = lives.map(({ birth, end, fitness, evaluations, parameters, ...life }) => [
    birth.id,
    `[${birth.parent ?? 'none'}]`,
    birth.generation,
    end ?? 'none',
    Number.isNaN(fitness) ? '' : fitness,
    evaluations,
    birth.mutation.family,
    birth.mutation.method,
    birth.mutation.changes.map(inWords).join('; '),
    parameters,
    ...life.hyperparameters,
  ]);
  return [head, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

const inWords = ({ path, from, to }: Change) => `${path}: ${from ?? 'none'} -> ${to ?? 'none'}`;

function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
