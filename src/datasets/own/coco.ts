import { Damage, needFields, needList } from '#archive/damage.ts';
import { parseJson } from '#archive/evo/json.ts';
import {
  createClassList,
  type LabelledFile,
  type LabelledFiles,
  MOST_IMAGES,
  sorted,
  splitNamed,
} from './labelled-files.ts';

const MOST_ANNOTATIONS = 1_000_000;

/**
 * Annotations as MS-COCO has them: an image has the classes of its annotations, whatever boxes they draw. A file named
 * as `instances_val2017.json` says the split too. Throws a {@link Damage} that names what is wrong and where.
 */
export function readCoco(text: string, path: string): LabelledFiles {
  const root = needFields(parseJson(text, path), path);
  const list = (name: string, most: number) =>
    needList(root[name], `‘${name}’ of ${path}`, most).map((entry, i) =>
      needFields(entry, `${name}[${i}] of ${path}`),
    );
  const classes = createClassList(path);
  const classOf = new Map<string, number>();
  for (const [i, category] of list('categories', 10_000).entries()) {
    const what = `categories[${i}] of ${path}`;
    const id = needId(category['id'], `the id of ${what}`);
    const { name } = category;
    if (typeof name !== 'string') throw new Damage(`${what} has no name`);
    if (classOf.has(id)) throw new Damage(`${what} has the id ${id}, which another category has`);
    const before = classes.names.length;
    classOf.set(id, classes.at(name));
    if (classes.names.length === before)
      throw new Damage(`${what} is named ‘${name}’, as another category is`);
  }
  const split = splitNamed(
    path
      .replace(/\.json$/i, '')
      .split(/[/_]/)
      .at(-1) ?? '',
  );
  const images = new Map<string, { readonly name: string; readonly labels: Set<number> }>();
  for (const [i, image] of list('images', MOST_IMAGES).entries()) {
    const what = `images[${i}] of ${path}`;
    const id = needId(image['id'], `the id of ${what}`);
    const name = image['file_name'];
    if (typeof name !== 'string' || name === '') throw new Damage(`${what} has no file_name`);
    if (images.has(id)) throw new Damage(`${what} has the id ${id}, which another image has`);
    images.set(id, { name, labels: new Set() });
  }
  for (const [i, annotation] of list('annotations', MOST_ANNOTATIONS).entries()) {
    const what = `annotations[${i}] of ${path}`;
    const imageId = needId(annotation['image_id'], `the image_id of ${what}`);
    const image = images.get(imageId);
    if (!image) throw new Damage(`${what} is of image ${imageId}, which is not in ‘images’`);
    const categoryId = needId(annotation['category_id'], `the category_id of ${what}`);
    const label = classOf.get(categoryId);
    if (label === undefined)
      throw new Damage(`${what} is of category ${categoryId}, which is not in ‘categories’`);
    image.labels.add(label);
  }
  const files: LabelledFile[] = Array.from(images.values(), ({ name, labels }) => ({
    name,
    labels: sorted(labels),
    unjudged: [],
    split,
  }));
  return { classes: classes.names, files, notes: [] };
}

/** Numbers and texts are both in use. */
function needId(value: unknown, what: string): string {
  if (typeof value === 'string' && value.length <= 200) return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  throw new Damage(`${what} must be a whole number or a short text`);
}
