/**
 * Data as text, so that equal data is equal text: keys in code-unit order, no spaces, the shortest digits that name a
 * number, −0 as 0, what is undefined left out. Typed arrays are written as lists. Numbers that JSON lacks are written
 * bare (`NaN`, `Infinity`, `-Infinity`): such text is for hashing and does not parse.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      return Number.isFinite(value) ? JSON.stringify(value) : String(value);
    case 'object':
      return value === null ? 'null' : structure(value);
    default:
      throw new TypeError(`a ${typeof value} has no canonical JSON; data has`);
  }
}

function structure(value: object): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return `[${Array.from(value as unknown as ArrayLike<number>, canonicalJson).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`;
}
