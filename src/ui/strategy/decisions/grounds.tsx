import type { Ground } from '#core/strategy/decision.ts';
import { MarkKey } from '../../charts/Key.tsx';

/** Words on how a choice came about, and the sign that says so. */
interface GroundLook {
  /** Short words, such as 'by chance'. */
  readonly short: string;
  /** Words in the key. */
  readonly words: string;
  readonly isFilled: boolean;
  /** The sign's outline, centred, in a box so wide and `HIGH` px high: so narrow that it is a line, heights tell. */
  readonly path: (x: number, y: number, width: number) => string;
}

/** Height of a sign, px. */
export const HIGH = 10;
const WIDEST = 9; // px

const round = (value: number) => Math.round(value * 10) / 10;

function box(x: number, y: number, width: number, height: number): string {
  return `M${round(x - width / 2)} ${round(y)}h${round(width)}v${height}h${round(-width)}z`;
}

function diamond(x: number, y: number, width: number): string {
  const half = Math.min(WIDEST, width) / 2;
  return `M${round(x)} ${y}l${round(half)} ${HIGH / 2}l${round(-half)} ${HIGH / 2}l${round(-half)} ${-HIGH / 2}z`;
}

function triangle(x: number, y: number, width: number): string {
  const half = Math.min(WIDEST, width) / 2;
  return `M${round(x)} ${y}l${round(half)} 7h${round(-2 * half)}z`;
}

export const GROUNDS: Readonly<Record<Ground, GroundLook>> = {
  chance: { short: 'by chance', words: 'explored: chance chose', isFilled: false, path: diamond },
  doubt: {
    short: 'in doubt',
    words: 'explored: it may be better than is known',
    isFilled: false,
    path: triangle,
  },
  value: {
    short: 'by value',
    words: 'exploited: it promised most',
    isFilled: true,
    path: (x, y, width) => box(x, y + 6, Math.min(4, width * 0.7), 4),
  },
  held: {
    short: 'held',
    words: 'held: it had to stand',
    isFilled: true,
    path: (x, y, width) => box(x, y + 8, width, 1),
  },
  plan: {
    short: 'by plan',
    words: 'by plan',
    isFilled: true,
    path: (x, y, width) => box(x, y + 3, Math.min(4, width * 0.7), 7),
  },
  hand: { short: 'by hand', words: 'by hand: a person chose', isFilled: true, path: diamond },
};

/** The look of a sign's path. */
export const signLook = (ground: Ground) =>
  GROUNDS[ground].isFilled
    ? ({ fill: 'var(--text)' } as const)
    : ({ fill: 'none', stroke: 'var(--text)', strokeWidth: 1.2 } as const);

/** Key to the signs that occur. */
export const GroundKeys = ({ grounds }: { readonly grounds: readonly Ground[] }) =>
  grounds.map((ground) => (
    <MarkKey key={ground} words={GROUNDS[ground].words}>
      <path d={GROUNDS[ground].path(7, 2, WIDEST)} {...signLook(ground)} />
    </MarkKey>
  ));
