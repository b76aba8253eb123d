import { canonicalJson } from '#core/canonical-json.ts';
import type { Catalog, Preset } from '#core/catalog.ts';
import { ALL_OPEN } from '#protocol/controls.ts';
import { type DecodedLink, decodeLink, encodeLink, type LinkExtras } from '#protocol/link.ts';
import type { View } from '#protocol/link-view.ts';
import { TooLong } from '#protocol/payload.ts';
import type { LabState } from '../lab/lab-state.ts';

/** Corrections that a notice lists. */
const LISTED = 6;

/** Appearance of the page that a link holds besides what the lab's state says. */
export type LinkAppearance = Pick<View, 'chart' | 'colouring'>;

export type RunLink = Extract<DecodedLink, { kind: 'run' }>;

/** Request of an address. None starts a run by itself. */
export type Visit =
  /** `notices`: remarks on it. */
  | { readonly kind: 'run'; readonly link: RunLink; readonly notices: readonly string[] }
  /** Cannot be read. */
  | { readonly kind: 'broken'; readonly notices: readonly string[] }
  /** Names no run. */
  | { readonly kind: 'none' };

/** Reads an address. */
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
      const notices = [...link.notices, ...correctionNotice(link), ...problemNotice(link)];
      return { kind: 'run', link, notices };
    }
    default:
      return link satisfies never;
  }
}

function correctionNotice({ corrected }: RunLink): readonly string[] {
  if (corrected.length === 0) return [];
  const count = corrected.length === 1 ? 'A value' : `${corrected.length} values`;
  const listed = corrected.slice(0, LISTED).map(({ message }) => message);
  const more = corrected.length > LISTED ? [`And ${corrected.length - LISTED} more.`] : [];
  return [[`${count} of the link could not stay as it was.`, ...listed, ...more].join(' ')];
}

function problemNotice({ problems }: RunLink): readonly string[] {
  if (problems.length === 0) return [];
  const messages = problems.slice(0, LISTED).map(({ message }) => message);
  return [`The settings of the link do not fit together: ${messages.join('; ')}.`];
}

/**
 * The preset that a link holds the difference from: the one of that id, or the first if there is none, as for a run that
 * another version of the page made.
 */
export const presetOfLink = ({ presets }: Catalog, id: string | null): Preset | undefined =>
  presets.find((preset) => preset.id === id) ?? presets[0];

/** Names no run: of what no link holds, the page itself knows where it was. */
const NO_RUN = '#/evolve';

/** The address of what is set up, seen and selected; null while it cannot run. */
export function linkOf(state: LabState, appearance: LinkAppearance = {}): string | null {
  const { catalog, draft, problems, reference } = state;
  const preset = catalog && presetOfLink(catalog, state.presetId);
  if (!preset || !draft || problems.length > 0) return null;
  const isReference = reference !== null && showsReference(state);
  const config = isReference ? reference.config : draft;
  const link = linkOrProblem(config, catalog, preset.id, {
    ...viewOf(state, appearance),
    digest: isReference ? reference.digest : null,
  });
  return 'link' in link ? link.link : NO_RUN;
}

/** A link, or why no link holds it, in a sentence. */
export type Linked = { readonly link: string } | { readonly problem: string };

export function linkOrProblem(...run: Parameters<typeof encodeLink>): Linked {
  try {
    return { link: encodeLink(...run) };
  } catch (error) {
    if (error instanceof TooLong) return { problem: error.message };
    throw error;
  }
}

/** View of the page that a link holds besides the run. */
export function viewOf(
  { tab, selection, awaited, beside, awaitedBeside, controls, lifted, foreign }: LabState,
  appearance: LinkAppearance = {},
): Omit<LinkExtras, 'digest'> {
  const pointed = selection ?? awaited;
  const other = beside ?? awaitedBeside;
  return {
    view: {
      ...(tab !== 'watch' && { tab }),
      ...appearance,
      ...(pointed && { selection: pointed }),
      ...(other && { beside: other }),
    },
    controls: lifted ? ALL_OPEN : controls,
    foreign,
  };
}

/** Tells whether what is set up, and runs if anything does, is what the sender of the link ran. */
function showsReference(state: LabState): boolean {
  const { reference, draft, config } = state;
  if (!reference || !draft) return false;
  if (state.waiting || !config) return same(draft, reference.config);
  return runsReference(state) && same(draft, config);
}

/** Tells whether the run shown began as the sender's and had none but the sender's edits. */
export function runsReference({ reference, initial, edits }: LabState): boolean {
  if (!reference || !initial || !same(initial, reference.config)) return false;
  const sent = reference.digest.edits;
  return edits.length <= sent.length && same(edits, sent.slice(0, edits.length));
}

const same = (a: unknown, b: unknown) => a === b || canonicalJson(a) === canonicalJson(b);
