/** Numbers as people type them: with a point or a comma, any minus, and groups of three digits. */

/**
 * The number that was typed, or the text itself where it is none, can be read in two ways, or is too large or too small
 * to be held: for the parser to refuse. `whole`: only whole numbers can be meant.
 */
export function readNumber(text: string, whole = false): number | string {
  const plain = text.trim().replaceAll(/[−–‒]/g, '-');
  if (isAmbiguous(plain, whole)) return text;
  const decimal = withPoint(plain);
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(decimal)) return text;
  const value = Number(decimal);
  const [digits = ''] = decimal.toLowerCase().split('e');
  const isLost = !Number.isFinite(value) || (value === 0 && /[1-9]/.test(digits));
  return isLost ? text : value === 0 ? 0 : value;
}

/** A field's whole number; null where its form holds a word that is none. */
export const wholeOf = (value: unknown): number | null =>
  Number.isInteger(value) ? Number(value) : null;

/** Groups of digits joined, and a point where the decimals begin. */
function withPoint(text: string): string {
  const joined = text.replace(/^([-+]?\d{1,3})((?:[\s'’]\d{3})+)(?!\d)/, (_, head, rest) =>
    head.concat(rest.replaceAll(/\D/g, '')),
  );
  if (/^[-+]?\d{1,3}(,\d{3}){2,}(\.\d*)?$|^[-+]?\d{1,3}(,\d{3})+\.\d*$/.test(joined))
    return joined.replaceAll(',', '');
  if (/^[-+]?\d{1,3}(\.\d{3}){2,}(,\d*)?$|^[-+]?\d{1,3}(\.\d{3})+,\d*$/.test(joined))
    return joined.replaceAll('.', '').replace(',', '.');
  return joined.replace(',', '.');
}

/** Tells whether a comma, or in a whole number a point, may part thousands or decimals. */
const isAmbiguous = (text: string, whole: boolean) =>
  (whole ? /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/ : /^[-+]?[1-9]\d{0,2},\d{3}$/).test(text);

/** Advice on a text that can be read in two ways, as 'write 1000 or 1'; null where it is clear. */
export function ambiguityWords(text: string, whole: boolean): string | null {
  const plain = text.trim().replaceAll(/[−–‒]/g, '-');
  if (!isAmbiguous(plain, whole)) return null;
  const decimal = plain.replace(',', '.');
  return `write ${decimal.replace('.', '')} or ${whole ? Number(decimal) : decimal}`;
}

/** Parted as '64→64', '64->64', '64, 64', '64 × 64' or '64 64'. */
const WHOLE_NUMBERS = /^\d{1,15}(?:(?:\s*(?:→|->|–>|=>|[,;/×x*>-])\s*|\s+)\d{1,15})*$/;

/** The whole numbers of a list, however they are parted, brackets left out; the text itself where it is no such list. */
export function readWholeNumbers(text: string): readonly number[] | string {
  const list = text.trim().replace(/^[[(]\s*(.*?)\s*[\])]$/s, '$1');
  return WHOLE_NUMBERS.test(list) ? (list.match(/\d+/g) ?? []).map(Number) : text;
}
