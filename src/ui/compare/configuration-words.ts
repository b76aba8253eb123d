import type { Catalog } from '#core/catalog.ts';
import { counted } from '#core/counted.ts';
import { taskTitle } from '#core/task-title.ts';
import type { Configuration } from '#store/compare/run-curve.ts';

/** A configuration in a few words: its runs' name where they share one, else task and rule; a control is called one. */
export function nameOf(configuration: Configuration, catalog: Catalog | null): string {
  const control = controlWords(configuration);
  return `${plainName(configuration, catalog)}${control === null ? '' : `, ${control}`}`;
}

/** Words on what a control leaves out; null where it is no control. */
export function controlWords({ config }: Pick<Configuration, 'config'>): string | null {
  if (config.evolution === 'off') return 'without evolution (control)';
  return config.evolution === 'selection' ? 'selection only (control)' : null;
}

function plainName({ config, runs }: Configuration, catalog: Catalog | null): string {
  const [name = '', ...others] = new Set(runs.map(({ record }) => record.name));
  if (name !== '' && others.length === 0) return name;
  const rule = catalog?.algorithms.find(({ id }) => id === config.algorithm)?.title;
  return `${taskTitle(config.environment, catalog)} · ${rule ?? config.algorithm} · ${counted(config.populationSize, 'agent')}`;
}

/** 'seed 3', or 'seeds 3, 4, 5'. */
export function seedsOf({ runs }: Configuration): string {
  const seeds = runs.map(({ record }) => record.config.seed);
  return `${seeds.length === 1 ? 'seed' : 'seeds'} ${seeds.join(', ')}`;
}
