/** About how many bytes a value takes when it is kept: typed arrays exactly, the rest by a rule of thumb. */
export function sizeOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return value.length + 5;
    case 'object':
      if (value === null) return 1;
      if (ArrayBuffer.isView(value)) return value.byteLength + 16;
      return Object.entries(value).reduce(
        (sum, [key, part]) => sum + (Array.isArray(value) ? 2 : key.length + 5) + sizeOf(part),
        4,
      );
    default:
      return 9;
  }
}
