/**
 * About how many bytes a value takes when it is kept: typed arrays exactly, the rest by a rule of thumb. Every
 * generation is measured as it comes, so nothing is allocated.
 */
export function sizeOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return value.length + 5;
    case 'object': {
      if (value === null) return 1;
      if (ArrayBuffer.isView(value)) return value.byteLength + 16;
      let size = 4;
      if (Array.isArray(value)) {
        for (const part of value) size += 2 + sizeOf(part);
        return size;
      }
      for (const key in value) size += key.length + 5 + sizeOf(value[key as keyof typeof value]);
      return size;
    }
    default:
      return 9;
  }
}
