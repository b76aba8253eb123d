import { counted } from '#core/counted.ts';
import type { ChosenFiles } from '#store/strategy/strategy-lab.ts';

/** Files that were chosen, singly or as a folder: those of a folder keep their place in it. */
export function chosenFiles(files: readonly File[]): ChosenFiles {
  const given = files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  return { name: nameOf(given.map(({ path }) => path)), files: given };
}

/** Names files together: by their folder, as the only one of them, or by how many they are. */
function nameOf(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map((path) => path.split('/'));
  const root = first.length > 1 ? first[0] : null;
  if (root && others.every(([other]) => other === root)) return root;
  const [only] = paths;
  return paths.length === 1 && only ? only.replace(/\.zip$/i, '') : counted(paths.length, 'file');
}

/** Files that the library takes in: runs, settings and models. */
const OF_THE_LIBRARY = /\.(evo|json|bin)$/i;
/** More are no data set for a page. */
const MOST_FILES = 60_000;

type Entry = FileSystemEntry;

/**
 * Files and folders that were dropped, to be read when it is called; null: they are for the library. It must be asked in
 * the event itself: afterwards a browser tells nothing more.
 */
export function droppedImages(dropped: DataTransfer): (() => Promise<ChosenFiles>) | null {
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const isForLibrary = entries.every((entry) => entry.isFile && OF_THE_LIBRARY.test(entry.name));
  if (isForLibrary) return null;
  return async () => {
    const files: { readonly path: string; readonly file: File }[] = [];
    for (const entry of entries)
      for await (const found of filesIn(entry)) {
        if (files.length === MOST_FILES)
          throw new RangeError(`it holds more than ${MOST_FILES} files`);
        files.push(found);
      }
    return { name: nameOf(files.map(({ path }) => path)), files };
  };
}

async function* filesIn(entry: Entry): AsyncGenerator<{ path: string; file: File }> {
  if (isFolder(entry)) {
    const reader = entry.createReader();
    for (;;) {
      // A hundred at a time, until there are none.
      const some = await new Promise<readonly Entry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (some.length === 0) return;
      for (const each of some) yield* filesIn(each);
    }
  }
  const file = await new Promise<File>((resolve, reject) =>
    (entry as FileSystemFileEntry).file(resolve, reject),
  );
  yield { path: entry.fullPath.replace(/^\//, ''), file };
}

const isFolder = (entry: Entry): entry is FileSystemDirectoryEntry => entry.isDirectory;
