/** Tones by which bands are told apart: by lightness, then by pattern. The hues of the page belong to mutations. */
const TONES = [
  { opacity: 0.12, pattern: null },
  { opacity: 0.36, pattern: null },
  { opacity: 0.07, pattern: 'stripes' },
  { opacity: 0.6, pattern: null },
  { opacity: 0.2, pattern: 'dots' },
  { opacity: 0.46, pattern: 'stripes' },
  { opacity: 0, pattern: 'mesh' },
] as const;

/** Values that are told apart; all others share the last tone. */
export const MOST = TONES.length - 1;

const SIDE = 6; // px of a pattern's tile

const MARKS = {
  stripes: <path d="M0 3h6" stroke="var(--text)" strokeOpacity={0.55} />,
  dots: (
    <path
      d="M1.5 .6a.9.9 0 1 1 0 1.8.9.9 0 1 1 0-1.8M4.5 3.6a.9.9 0 1 1 0 1.8.9.9 0 1 1 0-1.8"
      fill="var(--text)"
      fillOpacity={0.7}
    />
  ),
  mesh: <path d="M0 3h6M3 0v6" stroke="var(--text)" strokeOpacity={0.2} />,
};

/** The fill of the value at an index; of all others from `MOST` on. */
export function toneOf(index: number): { readonly colour: string; readonly opacity: number } {
  const at = Math.min(index, MOST);
  const { opacity, pattern } = TONES[at] as (typeof TONES)[number]; // at ≤ MOST
  return pattern === null
    ? { colour: 'var(--text)', opacity }
    : { colour: `url(#tone-${at})`, opacity: 1 };
}

/** The patterns that tones are filled with; once in each chart that has them. */
export const Patterns = () => (
  <defs>
    {TONES.map(
      ({ opacity, pattern }, at) =>
        pattern && (
          <pattern
            // biome-ignore lint/suspicious/noArrayIndexKey: tones never change.
            key={at}
            id={`tone-${at}`}
            width={SIDE}
            height={SIDE}
            patternUnits="userSpaceOnUse"
            patternTransform={pattern === 'stripes' ? 'rotate(45)' : undefined}
          >
            <rect width={SIDE} height={SIDE} fill="var(--text)" fillOpacity={opacity} />
            {MARKS[pattern]}
          </pattern>
        ),
    )}
  </defs>
);
