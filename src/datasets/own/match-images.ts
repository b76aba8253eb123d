import { Damage } from '#archive/damage.ts';
import type { Split } from '#core/strategy/domain.ts';
import type { LabelledFiles } from './labelled-files.ts';
import { plainPath } from './own-files.ts';

/** Matches names of images of the kinds that `readImageHeader` knows. */
const IMAGE = /\.(png|jpe?g|gif|webp|bmp)$/i;

export const isImage = (path: string): boolean => IMAGE.test(path);

/** An image that is there, with what the annotations say of it. */
export interface LabelledImage {
  readonly path: string;
  readonly labels: readonly number[];
  readonly unjudged: readonly number[];
  readonly split: Split | null;
}

/** Images by all that annotations may call them: path, ends of it, file's name, each with and without ending. */
function nameImages(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  for (const path of paths) {
    const parts = path.split('/');
    const ends = parts.map((_, i) => parts.slice(i).join('/'));
    for (const end of ends)
      for (const name of [end, end.replace(IMAGE, '')]) {
        const list = named.get(name);
        if (list) list.push(path);
        else named.set(name, [path]);
      }
  }
  return named;
}

/**
 * The images that annotations name, found among the paths there are. Missing images are noted. Throws a {@link Damage}
 * where none is, where a name fits several images, or where two names are of one.
 */
export function matchImages(
  { files, notes }: LabelledFiles,
  paths: readonly string[],
  annotations: string,
): { readonly images: readonly LabelledImage[]; readonly notes: readonly string[] } {
  const named = nameImages(paths);
  const present = new Set(paths);
  const images = new Map<string, LabelledImage>();
  const missing: string[] = [];
  for (const { name, labels, unjudged, split } of files) {
    const plain = plainPath(name) ?? '';
    const exact = present.has(plain) ? [plain] : null;
    const found = exact ?? named.get(plain) ?? named.get(plain.split('/').at(-1) ?? '') ?? [];
    const [path, other] = found;
    if (path === undefined) {
      missing.push(name);
      continue;
    }
    if (other !== undefined)
      throw new Damage(`${annotations} names ${name}, which fits ${path} and ${other}`);
    if (images.has(path)) throw new Damage(`${annotations} names ${path} twice`);
    images.set(path, { path, labels, unjudged, split });
  }
  if (images.size === 0)
    throw new Damage(
      `${annotations} names ${files.length} images, and none of them is there${missing[0] ? `; the first is ${missing[0]}` : ''}`,
    );
  const extra = paths.length - images.size;
  return {
    images: [...images.values()],
    notes: [
      ...notes,
      ...(missing.length > 0
        ? [
            `${missing.length} images that ${annotations} names are not there, the first is ${missing[0]}`,
          ]
        : []),
      ...(extra > 0 ? [`${extra} images are not in ${annotations} and are left out`] : []),
    ],
  };
}
