/** How bands are told apart: by lightness, then by pattern. The hues of the page belong to mutations. */
const TONES = [
  { opacity: 0.12, pattern: '' },
  { opacity: 0.36, pattern: '' },
  { opacity: 0.07, pattern: 'stripes' },
  { opacity: 0.6, pattern: '' },
  { opacity: 0.2, pattern: 'dots' },
  { opacity: 0.46, pattern: 'stripes' },
] as const;

/** Values that are told apart; all others share a tone. */
export const MOST = TONES.length;
const OTHERS = { opacity: 0, pattern: 'mesh' } as const;

/** The patterns of a chart; `id` is unique on the page. */
export function Patterns({ id }: { readonly id: string }) {
  const line = { stroke: 'var(--text)', strokeWidth: 1, fill: 'none' };
  const size = { width: 6, height: 6, patternUnits: 'userSpaceOnUse' } as const;
  return (
    <defs>
      <pattern id={`${id}-stripes`} {...size} patternTransform="rotate(45)">
        <path d="M0 3h6" {...line} strokeOpacity={0.55} />
      </pattern>
      <pattern id={`${id}-dots`} {...size}>
        <circle cx={1.5} cy={1.5} r={0.9} fill="var(--text)" fillOpacity={0.7} />
        <circle cx={4.5} cy={4.5} r={0.9} fill="var(--text)" fillOpacity={0.7} />
      </pattern>
      <pattern id={`${id}-mesh`} {...size}>
        <path d="M0 3h6M3 0v6" {...line} strokeOpacity={0.2} />
      </pattern>
    </defs>
  );
}

/** An area in the tone of the value at an index; −1: of all others. Outlines would hide what is narrow. */
export function Fill({
  path,
  index,
  id,
  outlined,
}: {
  readonly path: string;
  readonly index: number;
  readonly id: string;
  readonly outlined: boolean;
}) {
  const { opacity, pattern } = TONES[index] ?? OTHERS;
  return (
    <>
      <path
        d={path}
        fill="var(--text)"
        fillOpacity={opacity}
        stroke={outlined ? 'var(--surface)' : 'none'}
      />
      {pattern !== '' && <path d={path} fill={`url(#${id}-${pattern})`} />}
    </>
  );
}
