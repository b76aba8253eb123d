import type { LayerDifference } from '#store/network-shape.ts';

const [WIDTH, HEIGHT, FOOT] = [316, 148, 34];
/** Units of the tallest bar; wider layers grow by the root, so that both 4 and 512 can be seen. */
const TALLEST = 512;

/** Layers as bars whose height tells their width, joined by bands. */
export function NetworkDrawing({ layers }: { readonly layers: readonly LayerDifference[] }) {
  const step = WIDTH / layers.length;
  const room = HEIGHT - FOOT - 14;
  const middle = 10 + room / 2;
  const tall = (size: number) => Math.max(6, room * Math.sqrt(Math.min(size, TALLEST) / TALLEST));
  const bars = layers.map((layer, i) => ({
    ...layer,
    x: (i + 0.5) * step,
    height: tall(layer.size ?? 0),
    oldHeight: tall(layer.before ?? 0),
  }));
  const present = bars.filter(({ size }) => size !== null);
  const words = present.map(({ label, size }) => `${label} ${size}`).join(', ');
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="img" aria-label={`Layers: ${words}`}>
      {present.slice(1).map((bar, i) => {
        const left = present[i] as (typeof present)[number]; // i < present.length - 1
        return (
          <path
            key={bar.label}
            d={`M${left.x} ${middle - left.height / 2}L${bar.x} ${middle - bar.height / 2}V${middle + bar.height / 2}L${left.x} ${middle + left.height / 2}Z`}
            fill="var(--text)"
            fillOpacity={0.07}
          />
        );
      })}
      {bars.map((bar) => (
        <g key={bar.label}>
          {bar.size === null ? (
            <Removed x={bar.x} y={middle - bar.oldHeight / 2} height={bar.oldHeight} />
          ) : (
            <>
              <rect
                x={bar.x - 5}
                y={middle - bar.height / 2}
                width={10}
                height={bar.height}
                rx={3}
                fill="var(--text)"
              />
              <Difference bar={bar} middle={middle} />
            </>
          )}
          <text
            x={bar.x}
            y={HEIGHT - 18}
            textAnchor="middle"
            fontSize={11.5}
            fontWeight={600}
            fill="var(--text)"
          >
            {bar.size ?? '–'}
          </text>
          <text
            x={bar.x}
            y={HEIGHT - 5}
            textAnchor="middle"
            fontSize={9.5}
            fill="var(--text-faint)"
          >
            {bar.label}
          </text>
        </g>
      ))}
    </svg>
  );
}

function Difference({
  bar,
  middle,
}: {
  readonly bar: LayerDifference & {
    readonly x: number;
    readonly height: number;
    readonly oldHeight: number;
  };
  readonly middle: number;
}) {
  if (bar.before === bar.size || bar.size === null) return null;
  const by =
    bar.before === null
      ? 'new'
      : `${bar.size > bar.before ? '+' : '−'}${Math.abs(bar.size - bar.before)}`;
  const shrunk = bar.before !== null && bar.before > bar.size;
  const height = Math.max(bar.height, bar.oldHeight);
  return (
    <>
      {shrunk && <Removed x={bar.x} y={middle - bar.oldHeight / 2} height={bar.oldHeight} />}
      {!shrunk && (
        <rect
          x={bar.x - 9}
          y={middle - height / 2 - 4}
          width={18}
          height={height + 8}
          rx={6}
          fill="none"
          stroke="var(--family-architecture)"
          strokeWidth={2}
        />
      )}
      <text
        x={bar.x + 13}
        y={middle + 4}
        fontSize={11}
        fontWeight={600}
        fill="var(--family-architecture)"
        stroke="var(--surface)"
        strokeWidth={3}
        paintOrder="stroke"
      >
        {by}
      </text>
    </>
  );
}

function Removed({
  x,
  y,
  height,
}: {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}) {
  return (
    <rect
      x={x - 9}
      y={y - 2}
      width={18}
      height={height + 4}
      rx={6}
      fill="none"
      stroke="var(--family-architecture)"
      strokeWidth={1.75}
      strokeDasharray="4 3"
    />
  );
}
