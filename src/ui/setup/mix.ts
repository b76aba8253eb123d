import { FAMILIES, type Family } from '#core/lineage.ts';

export type Mix = Readonly<Record<Family, number>>;

/** Shares that sum to one, in hundredths; zero throughout if nothing is possible. A word that is no number counts as zero. */
export function normalise(mix: Mix): Mix {
  const parts = FAMILIES.map((family) => (mix[family] > 0 ? Number(mix[family]) || 0 : 0));
  const sum = parts.reduce((total, part) => total + part, 0);
  const exact = parts.map((part) => (sum > 0 ? (part / sum) * 100 : 0));
  const whole = exact.map(Math.floor);
  // The rest of rounding down goes to the largest remainders.
  const left = sum > 0 ? 100 - whole.reduce((total, x) => total + x, 0) : 0;
  const byRemainder = exact
    .map((x, i) => [x - Math.floor(x), i] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, i] of byRemainder.slice(0, left)) whole[i] = (whole[i] ?? 0) + 1;
  return Object.fromEntries(FAMILIES.map((family, i) => [family, (whole[i] ?? 0) / 100])) as Mix;
}

/**
 * The mix after the divider between two neighbouring families has moved by a share of the whole. It stops where one
 * of the two is used up; the sum stays one.
 */
export function moveDivider(mix: Mix, left: Family, right: Family, by: number): Mix {
  const even = normalise(mix);
  const hundredths = (x: number) => Math.round(x * 100);
  const moved = Math.min(
    hundredths(even[right]),
    Math.max(-hundredths(even[left]), hundredths(by)),
  );
  return {
    ...even,
    [left]: (hundredths(even[left]) + moved) / 100,
    [right]: (hundredths(even[right]) - moved) / 100,
  };
}

/**
 * The mix with another share of one family, in [0, 1]; the others keep their proportions and make up the rest. Where
 * they had nothing, the first of them takes it all.
 */
export function setShare(mix: Mix, family: Family, share: number, offered: readonly Family[]): Mix {
  const even = normalise(mix);
  const others = offered.filter((other) => other !== family);
  const sum = others.reduce((total, other) => total + even[other], 0);
  const rest = 1 - share;
  return normalise({
    ...even,
    [family]: share,
    ...Object.fromEntries(
      others.map((other, i) => [other, sum > 0 ? (even[other] / sum) * rest : i === 0 ? rest : 0]),
    ),
  });
}
