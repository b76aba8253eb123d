/** Readers written from the formats' specifications, and knowing nothing of who wrote the files. */

export interface Node {
  readonly parent: number | null;
  /** Length from the parent's origin to its own; null for a root. */
  readonly length: number | null;
}

/** Records of a CSV after RFC 4180, by the names in the header. */
export function readCsv(text: string): Record<string, string>[] {
  const records: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const record: string[] = [];
    for (;;) {
      let value = '';
      if (text[at] === '"') {
        for (at++; ; at++) {
          if (at >= text.length) throw new SyntaxError('a quoted field never ends');
          if (text[at] !== '"') value += text[at];
          else if (text[at + 1] === '"') value += text[at++];
          else break;
        }
        at++;
      } else
        while (at < text.length && text[at] !== ',' && text[at] !== '\r') {
          if (text[at] === '"' || text[at] === '\n') throw new SyntaxError(`stray ${text[at]}`);
          value += text[at++];
        }
      record.push(value);
      if (text[at] !== ',') break;
      at++;
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new SyntaxError(`no line break at ${at}`);
    at += 2;
    records.push(record);
  }
  const [head = [], ...rows] = records;
  return rows.map((row) => {
    if (row.length !== head.length)
      throw new SyntaxError(`${row.length} fields, not ${head.length}`);
    return Object.fromEntries(head.map((name, i) => [name, row[i] ?? '']));
  });
}

/** The tree of a table after alife-data-standards' phylogeny: `id`, `ancestor_list`, `origin_time`. */
export function readAlife(text: string): Map<number, Node> {
  const rows = readCsv(text).map((row) => {
    const list = /^\[(.*)\]$/.exec(row['ancestor_list'] ?? '')?.[1];
    if (list === undefined) throw new SyntaxError(`ancestor_list ${row['ancestor_list']}`);
    const ancestors = /^(none|)$/i.test(list) ? [] : list.split(/, ?/).map(wholeNumber);
    return {
      id: wholeNumber(row['id'] ?? ''),
      parent: ancestors[0] ?? null,
      origin: wholeNumber(row['origin_time'] ?? ''),
    };
  });
  const origins = new Map(rows.map(({ id, origin }) => [id, origin]));
  if (origins.size !== rows.length) throw new SyntaxError('an id stands twice');
  return new Map(
    rows.map(({ id, parent, origin }) => {
      const before = parent === null ? null : origins.get(parent);
      if (before === undefined) throw new SyntaxError(`ancestor ${parent} is not in the file`);
      return [id, { parent, length: before === null ? null : origin - before }];
    }),
  );
}

function wholeNumber(text: string): number {
  if (!/^(0|[1-9]\d*)$/.test(text)) throw new SyntaxError(`'${text}' is no whole number`);
  return Number(text);
}

/**
 * Trees in Newick format: `tree → subtree ;`, `subtree → ( subtree , … ) label length | label length`,
 * `length → : number | nothing`, white space between them without meaning.
 */
export function readNewick(text: string): Map<number, Node> {
  const tokens = text.match(/[(),:;]|[^\s(),:;]+/g) ?? [];
  const nodes = new Map<number, Node>();
  let at = 0;
  const subtree = (): { id: number; length: number | null } => {
    const below: { id: number; length: number | null }[] = [];
    if (tokens[at] === '(') {
      do {
        at++;
        below.push(subtree());
      } while (tokens[at] === ',');
      if (tokens[at++] !== ')') throw new SyntaxError(`no ) at token ${at}`);
    }
    const id = wholeNumber(tokens[at++]?.replace(/^agent/, '') ?? '');
    for (const child of below) nodes.set(child.id, { parent: id, length: child.length });
    if (tokens[at] !== ':') return { id, length: null };
    at += 2;
    return { id, length: Number(tokens[at - 1]) };
  };
  while (at < tokens.length) {
    const { id, length } = subtree();
    if (tokens[at++] !== ';') throw new SyntaxError(`no ; at token ${at}`);
    nodes.set(id, { parent: null, length });
  }
  return nodes;
}
