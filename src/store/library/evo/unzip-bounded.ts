import { unzipSync } from 'fflate';
import { Damage } from '../damage.ts';
import { MOST_FILES } from './format.ts';

/**
 * Some files of a zip, by name. `limit` gives the bytes that a file may unpack to, or null to leave it packed; what says
 * it is larger is refused before a byte of it is unpacked, and what unpacks to more than it says is cut there. Throws a
 * {@link Damage} for what is no zip.
 */
export function unzipBounded(
  data: Uint8Array,
  limit: (name: string) => number | null,
): ReadonlyMap<string, Uint8Array> {
  let files = 0;
  try {
    const unpacked = unzipSync(data, {
      filter({ name, originalSize, size, compression }) {
        if (++files > MOST_FILES) throw new Damage(`it holds more than ${MOST_FILES} files`);
        const most = limit(name);
        if (most === null) return false;
        if (originalSize > most)
          throw new Damage(`${name} would unpack to ${originalSize} bytes; there may be ${most}`);
        if (compression === 0 && size !== originalSize)
          throw new Damage(`${name} is not as long as it says`);
        return true;
      },
    });
    return new Map(Object.entries(unpacked));
  } catch (error) {
    if (error instanceof Damage) throw error;
    throw new Damage('it is cut off or changed: it does not unpack');
  }
}
