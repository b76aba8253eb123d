import type { Family } from '#core/lineage.ts';

const round = (value: number) => Math.round(value * 10) / 10;

/** The shape of a kind of mutation as part of a path's `d`, about `size` wide around (x, y); '' for none. */
export function glyphPath(family: Family, x: number, y: number, size: number): string {
  const r = size / 2;
  switch (family) {
    case 'none':
      return '';
    case 'architecture': {
      const side = round(r * 1.76);
      return `M${round(x - r * 0.88)} ${round(y - r * 0.88)}h${side}v${side}h${-side}Z`;
    }
    case 'parameters': {
      const radius = round(r);
      return `M${round(x - radius)} ${round(y)}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
    }
    case 'activation':
      return `M${round(x)} ${round(y - r * 1.1)}L${round(x + r * 1.1)} ${round(y + r * 0.8)}H${round(x - r * 1.1)}Z`;
    case 'hyperparameter': {
      const reach = round(r * 1.2);
      return `M${round(x)} ${round(y - reach)}l${reach} ${reach}l${-reach} ${reach}l${-reach} ${-reach}Z`;
    }
    default:
      return family satisfies never;
  }
}

/** A five-pointed star: the elite, passed on as it was. */
export function starPath(x: number, y: number, size: number): string {
  const points = Array.from({ length: 10 }, (_, i) => {
    const [radius, angle] = [(i % 2 === 0 ? 1 : 0.45) * (size / 2), (i * Math.PI) / 5];
    return `${round(x + radius * Math.sin(angle))} ${round(y - radius * Math.cos(angle))}`;
  });
  return `M${points.join('L')}Z`;
}
