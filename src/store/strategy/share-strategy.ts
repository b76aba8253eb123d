import { TooLong } from '#protocol/payload.ts';
import { makeStrategyDigest, type StrategyDigest } from '#protocol/strategy-digest.ts';
import { encodeStrategyLink, presetOf, STRATEGY_ROUTE } from '#protocol/strategy-link.ts';
import type { Linked } from '../share/link-flow.ts';
import type { ShareLevel } from '../share/share-link.ts';
import { isSame } from './set-up.ts';
import type { StrategyState } from './strategy-state.ts';

/** The address of what is set up, with the sender's result where it is the sender's; null while it cannot run. */
export function addressOf(state: StrategyState): string | null {
  const { catalog, draft, presetId, problems, reference } = state;
  const preset = catalog && presetOf(catalog, presetId);
  if (!preset || !draft || problems.length > 0) return null;
  const isReference = reference !== null && isSame(draft, reference.config);
  const linked = linkOrProblem(() =>
    encodeStrategyLink(draft, preset, isReference ? reference.digest : null),
  );
  return 'link' in linked ? linked.link : STRATEGY_ROUTE;
}

/** The link to share, from '#' on, or why none holds it; null where nothing can run, or there is no result. */
export function strategyShareLink(state: StrategyState, level: ShareLevel): Linked | null {
  const { catalog, draft, presetId, problems, config, runPreset } = state;
  if (level === 'settings') {
    const preset = catalog && presetOf(catalog, presetId);
    return preset && draft && problems.length === 0
      ? linkOrProblem(() => encodeStrategyLink(draft, preset))
      : null;
  }
  const preset = catalog && presetOf(catalog, runPreset);
  const digest = digestOf(state);
  return preset && config && digest
    ? linkOrProblem(() => encodeStrategyLink(config, preset, digest))
    : null;
}

/** The result of the run shown so far; null while there is none. */
function digestOf({
  started,
  intervals,
  finished,
  runEngine: engine,
}: StrategyState): StrategyDigest | null {
  if (!started || intervals.length === 0) return null;
  return makeStrategyDigest(intervals, finished, { engine, device: started.device.kind });
}

function linkOrProblem(encode: () => string): Linked {
  try {
    return { link: encode() };
  } catch (error) {
    if (error instanceof TooLong) return { problem: error.message };
    throw error;
  }
}
