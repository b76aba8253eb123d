/**
 * Spearman's rank correlation of paired numbers, in [−1, 1]; equal numbers share their mean rank. NaN where one of the
 * two does not vary.
 */
export function rankCorrelation(ones: readonly number[], others: readonly number[]): number {
  const [a, b] = [ranks(ones), ranks(others)];
  const middle = (ones.length + 1) / 2;
  let [both, left, right] = [0, 0, 0];
  for (const [i, rank] of a.entries()) {
    const [x, y] = [rank - middle, (b[i] ?? middle) - middle];
    both += x * y;
    left += x * x;
    right += y * y;
  }
  return both / Math.sqrt(left * right);
}

/** Ranks from 1 for the least. */
function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const found = values.map(() => 0);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    for (const i of order.slice(from, to)) found[i] = (from + 1 + to) / 2;
    from = to;
  }
  return found;
}
