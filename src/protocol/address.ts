/**
 * The address of a run as it was, however mails, chats and trackers have changed it on its way. Page and command line
 * read every link through this; an address that cannot be restored is refused when its parts are read.
 */

/** Characters of an address that are read; that of the longest recipe has a third of it. */
export const LONGEST_LINK = 262_144;

/** Most times that an address is percent-encoded. */
const MOST_ROUNDS = 4;

/** A percent-encoded sign of punctuation, as a browser makes it of a quotation mark. */
const ENCODED_SIGN = /%(2[0-9a-f]|3[a-f]|5[b-f]|60|7[b-e]|e2%80%[9a][0-9a-f])$/i;

const IS_ENCODED = /%[0-9a-f]{2}/i;

/** Routes of the labs whose runs links hold. */
const ROUTES = {
  evolve: {
    /** A run's address whose parts are in sight, after anything: route, query. */
    run: /^(?:.*[#!/])?evolve\/*(?:\?(.*))?$/is,
    queryInSight: /evolve\/*\?[^=%]{0,40}=/i,
  },
  strategy: {
    run: /^(?:.*[#!/])?strategy\/*(?:\?(.*))?$/is,
    queryInSight: /strategy\/*\?[^=%]{0,40}=/i,
  },
} as const;
export type Route = keyof typeof ROUTES;

/** Keys that trackers of mails and campaigns add. */
const TRACKERS =
  /^(utm_.*|[a-z]*clid|gclsrc|[gw]braid|mc_[ce]id|_hs\w+|_g[al]|mkt_tok|igshi?d?|si|ref|ref_\w+|spm|share_\w+)$/i;

/**
 * Returns the query behind 'evolve?', or another route, in an address; null: it is no such run's address. Never
 * throws.
 */
export function runQuery(address: unknown, route: Route = 'evolve'): string | null {
  if (typeof address !== 'string') return null;
  const { run, queryInSight } = ROUTES[route];
  let text = unwrapped(address);
  for (let round = 0; round < MOST_ROUNDS && !queryInSight.test(text); round++)
    text = unwrapped(decodedOnce(text));
  const found = run.exec(text);
  if (!found) return null;
  const [query = ''] = (found[1] ?? '').split('#');
  return query.replaceAll('?', '&').slice(0, endOf(query));
}

/** Finds where the last letter or digit ends: no link ends in anything else, but sentences do. */
function endOf(text: string): number {
  let end = text.length;
  for (let before = -1; before !== end; ) {
    before = end;
    while (end > 0 && !/[a-z0-9]/i.test(text.charAt(end - 1))) end--;
    const [sign = ''] = ENCODED_SIGN.exec(text.slice(Math.max(0, end - 9), end)) ?? [];
    end -= sign.length;
  }
  return end;
}

/** Tells whether an address names a run, or the place where runs are. */
export const isRunAddress = (address: unknown, route: Route = 'evolve'): boolean =>
  runQuery(address, route) !== null;

/** Parameters of a query in their order, without those of trackers. */
export function parametersOf(query: string): [key: string, value: string][] {
  return [...new URLSearchParams(query)]
    .map(([key, value]): [string, string] => [unwrapped(key), value])
    .filter(([key]) => !TRACKERS.test(key));
}

/** A value that holds nothing but letters, digits and `. - _ ,` when it is whole, as that was. */
export function wholeValue(value: string): string {
  let text = unwrapped(value);
  for (let round = 0; round < MOST_ROUNDS && IS_ENCODED.test(text); round++)
    text = unwrapped(decodedOnce(text));
  return text.replace(/[=\s]/g, '');
}

/** Without what was put between its characters, and without the entities of HTML. */
function unwrapped(text: string): string {
  let plain = withoutQuotedPrintable(text)
    .replace(/[\r\n]+[\s>]*/g, '') // a mail quotes with '>'
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Cc}\\]/gu, '')
    .replace(/%(0[9ad]|20|c2%a[0d]|e2%80%8[b-f]|e2%81%a0|ef%bb%bf)/gi, '')
    .replaceAll('—', '--')
    .replace(/[‐‑–−]/g, '-');
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain.replace(/&(amp|#0*38|#x0*26);/gi, '&');
  }
  return plain.replace(/&(quot|apos|[lg]t|nbsp|#0*3[49]|#x0*2[27]);?/gi, '');
}

/** The key of a run's parameter, and '=' as a mail's source writes it. */
const IN_MAIL_SOURCE = /[?&][vps]=(?:=[ \t]*\r?\n?)*3(?:=[ \t]*\r?\n?)?D/i;

/**
 * A mail's source writes '=' as '=3D', and ends lines with '=' where the text goes on: within '=3D', too, by programs that
 * only count characters. Where '=' is percent-encoded, one that is not ends a line or stands behind a tracker's key.
 */
function withoutQuotedPrintable(text: string): string {
  if (IN_MAIL_SOURCE.test(text))
    return text.replace(
      /(=(?:=[ \t]*\r?\n?)*3(?:=[ \t]*\r?\n?)?D)|=[ \t]*\r?\n?/gi,
      (_, sign?: string) => (sign ? '=' : ''),
    );
  if (!/%(25)*3D/i.test(text)) return text;
  return text.replace(/=[ \t]*\r?\n|(?<![?&][\w.-]{1,40})=/g, '');
}

/** Decodes a text once; a text that is no encoding stays as it is. */
function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([2-7][0-9a-f])/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
}
