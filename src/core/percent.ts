/** A share in per cent; null where there is none. */
export const hundredfold = (share: number | null | undefined): number | null =>
  share === null || share === undefined ? null : 100 * share;

/** A share as per cent, to a tenth, without its sign, as '61.2'; '–' where it is undefined. */
export const percent = (share: number | null | undefined): string =>
  share === null || share === undefined || !Number.isFinite(share) ? '–' : (100 * share).toFixed(1);
