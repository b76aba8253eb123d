import { useEffect, useState } from 'react';
import type { MapView, PolicyMap } from '#protocol/messages.ts';
import { useLab, useLabState } from '../shell/lab-context.ts';

/** A map is made anew at most this often, ms. */
const PACE_MS = 500;

/**
 * The map of a living agent, kept up to date while it is looked at; null: there is none. Until it is there (`asked`),
 * it is that of the agent before.
 */
export function usePolicyMap(
  agent: number,
  view: MapView,
  wanted: boolean,
): { readonly map: PolicyMap | null; readonly asked: boolean } {
  const lab = useLab();
  const isRunning = useLabState(({ status }) => status.kind === 'running');
  const generation = useLabState((state) => state.generations);
  const [answer, setAnswer] = useState<{ agent: number; map: PolicyMap | null } | null>(null);
  const asksAgain = isRunning ? null : generation; // while it runs, the pace does
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new generation is asked for anew.
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      if (!document.hidden) {
        const map = await lab.requests.map(agent, view);
        if (!current) return;
        setAnswer({ agent, map });
      }
      if (isRunning) timer = setTimeout(ask, PACE_MS);
    };
    // A drag asks for its last place, not for each.
    timer = setTimeout(ask, 60);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [lab, agent, view, wanted, isRunning, asksAgain]);
  return { map: answer?.map ?? null, asked: answer?.agent === agent };
}
