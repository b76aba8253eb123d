import { useSyncExternalStore } from 'react';
import { storedForVisits } from '#store/stored-text.ts';
import { mediaList } from '../parts/use-media.ts';

export type Theme = 'light' | 'dark';

const stored = storedForVisits('theme');
const listeners = new Set<() => void>();
const system = () => mediaList('(prefers-color-scheme: dark)');

function chosen(): Theme | null {
  const value = document.documentElement.dataset['theme'];
  return value === 'light' || value === 'dark' ? value : null;
}

const theme = (): Theme => chosen() ?? (system().matches ? 'dark' : 'light');

/** Takes up what was chosen before; the system's theme holds until something is. */
export function restoreTheme(): void {
  const kept = stored.read();
  if (kept === 'light' || kept === 'dark') document.documentElement.dataset['theme'] = kept;
}

export function toggleTheme(): void {
  const next = theme() === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = next;
  stored.write(next);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const list = system();
  list.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    list.removeEventListener('change', listener);
  };
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, theme);

/** Computed colours of custom properties, for canvases. */
export function resolveColours<Name extends string>(
  element: Element,
  names: readonly Name[],
): Record<Name, string> {
  const probe = document.createElement('span');
  element.append(probe);
  const entries = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(entries) as Record<Name, string>;
}
