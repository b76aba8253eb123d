import type { Catalog } from './catalog.ts';

/** Title of a task by its id; of one that the catalog does not have, or before there is one, its id in words. */
export function taskTitle(id: string, catalog: Pick<Catalog, 'environments'> | null): string {
  const known = catalog?.environments.find((each) => each.id === id);
  if (known) return known.title;
  const words = id.replace(/[-_]v\d+\b/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
