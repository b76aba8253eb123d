import { generationNumber } from '#core/generation-number.ts';

/** The origin of a run that its settings alone do not repeat. */
export type LinkOrigin =
  | { readonly kind: 'branch'; readonly generation: number }
  /** The name of the kept agent whose copies were its founders. */
  | { readonly kind: 'kept'; readonly name: string };

/** Its key in a link, which is handed on with the settings. */
export const ORIGIN_KEY = 'o';

const LONGEST_NAME = 120;

export const writeOrigin = (origin: LinkOrigin): string =>
  origin.kind === 'branch'
    ? `branch-${origin.generation}`
    : `kept-${origin.name.slice(0, LONGEST_NAME)}`;

/** Lists in sentences the parts of a run that a link with such an origin cannot repeat. */
export function originNotice(text: string): string {
  const [, kind, detail = ''] = /^(branch|kept)-(.+)$/s.exec(text) ?? [];
  const alone = 'This link holds the settings alone, which give another run.';
  switch (kind) {
    case 'branch': {
      const from = /^\d{1,4}$/.test(detail)
        ? ` before generation ${generationNumber(Number(detail))}`
        : '';
      return `The sender’s run branched off from another${from}. ${alone} Its file (.evo) holds it whole.`;
    }
    case 'kept':
      return `The founders of the sender’s run are copies of a kept agent, “${detail.slice(0, LONGEST_NAME)}”. ${alone} With that agent’s file you can found the same population.`;
    default:
      return `The sender’s run had a beginning that this page does not know. ${alone}`;
  }
}
