/** Place of 0 on the scale of some bars, and each bar, in per cent of its width. */
interface Ramp {
  readonly left: string;
  share(value: number): { readonly x: string; readonly width: string };
}

/** A scale that holds 0 and all values; from −`reach` to `reach` where that is given. */
export function rampOf(values: readonly number[], reach?: number): Ramp {
  const finite = values.filter(Number.isFinite);
  const low = reach === undefined ? Math.min(0, ...finite) : -reach;
  const high = reach ?? Math.max(0, ...finite);
  const span = high - low || 1;
  const place = (value: number) => Math.max(0, Math.min(1, (value - low) / span));
  const percent = (share: number) => `${Number((100 * share).toFixed(2))}%`;
  return {
    left: percent(place(0)),
    share(value) {
      if (!Number.isFinite(value)) return { x: percent(place(0)), width: '0%' };
      const [from, to] = [place(Math.min(0, value)), place(Math.max(0, value))];
      return { x: percent(from), width: percent(to - from) };
    },
  };
}
