const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact' });

/** Writes a number short: '950', '1.2k', '614k' or '2.5M'. */
export const compactNumber = (value: number): string => COMPACT.format(value).replace('K', 'k');
