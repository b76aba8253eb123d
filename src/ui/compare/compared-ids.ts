import { useEffect, useState } from 'react';
import { pageOf } from '../shell/route.ts';

/** Runs compared at once; more cannot be told apart, and several seeds of six configurations fit. */
export const MOST_COMPARED = 30;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids that an address names, each once; other words are passed over. Null: it names none. */
export function idsIn(hash: string): string[] | null {
  const named = new URLSearchParams(hash.slice(hash.indexOf('?') + 1)).get('r');
  if (named === null || !hash.includes('?')) return null;
  return [...new Set(named.split(','))].filter((id) => ID.test(id)).slice(0, MOST_COMPARED);
}

/** The address of a comparison. */
export const addressOf = (ids: readonly string[]): string =>
  ids.length === 0 ? '#/compare' : `#/compare?r=${ids.join(',')}`;

/** The runs compared: those that the address names, or else those of before. The address follows them. */
export function useComparedIds(
  before: readonly string[],
): [readonly string[], (ids: readonly string[]) => void] {
  const [ids, setIds] = useState<readonly string[]>(() => idsIn(location.hash) ?? before);
  useEffect(() => {
    const onHashChange = () => {
      const named = pageOf(location.hash) === 'compare' ? idsIn(location.hash) : null;
      if (named) setIds(named);
    };
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, []);
  useEffect(() => {
    const address = addressOf(ids);
    if (location.hash !== address && pageOf(location.hash) === 'compare')
      history.replaceState(null, '', address);
  }, [ids]);
  return [ids, (next) => setIds(next.slice(0, MOST_COMPARED))];
}
