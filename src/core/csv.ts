/** Excel takes a file for UTF-8 where this comes first; pandas skips it. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** A row's cells. NaN stands for nothing. */
export type CsvRow = readonly (string | number)[];

/**
 * Rows as CSV after RFC 4180: lines end in CR LF, NaN is an empty field. No spreadsheet computes any of its texts,
 * whatever it takes for a separator; numbers stay as they are, those that are written as texts too.
 */
export const csvOf = (rows: readonly CsvRow[]): string =>
  rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');

/**
 * Matches where a cell could begin: at the start, and behind what some country's spreadsheet takes for a separator.
 * Spaces, quotes and what is not seen may stand before the sign of a formula, which may be as wide as a Chinese
 * character.
 */
const FORMULA = /(^|[;,|\t\r\n])([\s\p{C}"'’“”]*)(?=[=+@\-＝＋＠－])/gu;
const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

function field(value: string | number): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  const startsOff = /^[\t\r\n]/.test(value) ? `'${value}` : value;
  const text = NUMBER.test(value) ? value : startsOff.replace(FORMULA, "$1'$2");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
