import { activationWord } from '#store/words/mutation-words.ts';
import styles from './Pictures.module.css';

const CURVES: Readonly<Record<string, (x: number) => number>> = {
  relu: (x) => Math.max(0, x),
  elu: (x) => (x > 0 ? x : Math.exp(x) - 1),
  gelu: (x) => (x * (1 + Math.tanh(0.7979 * (x + 0.0447 * x ** 3)))) / 2,
  leakyRelu: (x) => (x > 0 ? x : 0.1 * x),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  softplus: (x) => Math.log(1 + Math.exp(x)),
  softsign: (x) => x / (1 + Math.abs(x)),
  identity: (x) => x,
};

/** Two activations as curves. */
export function ActivationPicture({ from, to }: { readonly from: string; readonly to: string }) {
  return (
    <svg viewBox="0 0 220 96" aria-hidden="true" className={styles['picture']}>
      <Curve name={from} left={16} colour="var(--text-faint)" />
      <text x={110} y={48} textAnchor="middle">
        →
      </text>
      <Curve name={to} left={124} colour="var(--family-activation)" />
    </svg>
  );
}

function Curve({
  name,
  left,
  colour,
}: {
  readonly name: string;
  readonly left: number;
  readonly colour: string;
}) {
  const curve = CURVES[name];
  const points = Array.from({ length: 41 }, (_, i) => {
    const x = -2.5 + i / 8;
    const y = curve?.(x) ?? 0;
    return `${left + 40 + x * 16} ${50 - Math.max(-1.5, Math.min(2.5, y)) * 17}`;
  });
  return (
    <g>
      <path
        d={`M${left} 50H${left + 80}M${left + 40} 8V76`}
        stroke="var(--line-strong)"
        fill="none"
      />
      <path d={`M${points.join('L')}`} fill="none" stroke={colour} strokeWidth={2.5} />
      <text x={left + 40} y={92} textAnchor="middle">
        {activationWord(name)}
      </text>
    </g>
  );
}
