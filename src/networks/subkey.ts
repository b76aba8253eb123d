import type { Key } from '#core/random.ts';

/**
 * A key for one named thing under a key (FNV-1a of the name, mixed into the first word), so that what one tensor
 * draws does not depend on which others there are. Threefry makes unrelated numbers of any two different keys.
 */
export function subkey(key: Key, name: string): Key {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++)
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return [(key[0] ^ hash) >>> 0, key[1]];
}
