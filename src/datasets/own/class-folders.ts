import type { Split } from '#core/strategy/domain.ts';
import {
  createClassList,
  type LabelledFile,
  type LabelledFiles,
  splitNamed,
} from './labelled-files.ts';

/**
 * Labels from where images lie: the folder of an image is its class, and a folder above may be named train, val or test.
 * Images in no folder of a class have no label. Throws a {@link Damage} where there are too many classes.
 */
export function readClassFolders(paths: readonly string[]): LabelledFiles {
  const classes = createClassList('the folder');
  const common = depthOf(paths);
  const files = paths.map((path): LabelledFile => {
    const folders = path.split('/').slice(0, -1);
    const own = folders.at(-1);
    const isClass = own !== undefined && splitNamed(own) === null && folders.length > common;
    const named = folders.map(splitNamed).filter((split): split is Split => split !== null);
    return {
      name: path,
      labels: isClass ? [classes.at(own)] : [],
      unjudged: [],
      split: named[0] ?? null,
    };
  });
  return { classes: classes.names, files, notes: [] };
}

/** Counts the folders that all paths have in common, such as the one that was chosen, or packed. */
function depthOf(paths: readonly string[]): number {
  const [first = '', ...others] = paths.map((path) => path.split('/').slice(0, -1));
  let depth = 0;
  while (depth < first.length && others.every((other) => other[depth] === first[depth])) depth++;
  return depth;
}
