import type { Catalog } from '#core/catalog.ts';
import { estimateCost } from '#core/cost.ts';
import type { RunConfig } from '#core/run-config.ts';
import { decodeLink, encodeLink } from '#protocol/link.ts';
import type { LabState, Selection } from './lab-state.ts';

/** Work that a link may begin without a person's word, seconds by a cautious estimate. */
const SMALL = 20;

/** What an address asks for. */
export type Visit =
  /** Runs at once. */
  | { readonly kind: 'play'; readonly config: RunConfig; readonly preset: string }
  /** Is set up, and waits for a person's word. */
  | {
      readonly kind: 'wait';
      readonly config: RunConfig;
      readonly preset: string;
      readonly seconds: number;
      readonly notices: readonly string[];
    }
  /** Cannot be read; nothing starts. */
  | { readonly kind: 'broken'; readonly notices: readonly string[] }
  /** Names no run. */
  | { readonly kind: 'none' };

/**
 * Reads an address. A run starts by itself only if there is nothing to say about its link and it costs little, or no
 * more than the preset that it names.
 */
export function visit(hash: string, catalog: Catalog): Visit {
  const link = decodeLink(hash, catalog);
  switch (link.kind) {
    case 'none':
      return { kind: 'none' };
    case 'problems':
      return {
        kind: 'broken',
        notices: [...link.problems.map(({ message }) => message), ...link.notices],
      };
    case 'run': {
      const { config, preset, notices } = link;
      const { seconds } = estimateCost(config, catalog);
      const known = catalog.presets.find(({ id }) => id === preset);
      const limit = Math.max(SMALL, known ? estimateCost(known.config, catalog).seconds : 0);
      return notices.length === 0 && seconds <= limit
        ? { kind: 'play', config, preset }
        : { kind: 'wait', config, preset, seconds, notices };
    }
    default:
      return link satisfies never;
  }
}

/** The agent that a link points at, if it does. */
export function linkedSelection(hash: string): Omit<Selection, 'run'> | null {
  const parameters = new URLSearchParams(hash.slice(hash.indexOf('?') + 1));
  const [generation, agent] = ['g', 'a'].map((key) => parameters.get(key) ?? '');
  if (!/^\d{1,6}$/.test(generation ?? '') || !/^\d{1,9}$/.test(agent ?? '')) return null;
  return { generation: Number(generation), agent: Number(agent) };
}

/** The address of what is set up and selected; null while it cannot run. */
export function linkOf(state: LabState): string | null {
  const { catalog, draft, problems, selection } = state;
  const preset = state.presetId ?? catalog?.presets[0]?.id;
  if (!catalog || !draft || problems.length > 0 || preset === undefined) return null;
  const link = encodeLink(draft, catalog, preset);
  return selection ? `${link}&g=${selection.generation}&a=${selection.agent}` : link;
}
