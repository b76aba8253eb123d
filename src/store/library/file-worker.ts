import type { Catalog } from '#core/catalog.ts';
import { createBrowserLibrary } from './browser-library.ts';
import { type Exported, exportRun, type FileKind, type Imported, importRun } from './files.ts';

/** Packing and unpacking of whole runs, in a worker so that the page stays smooth. */

export type FileTask =
  | {
      readonly kind: 'export';
      readonly catalog: Catalog;
      readonly id: string;
      readonly as: FileKind;
    }
  | { readonly kind: 'import'; readonly catalog: Catalog; readonly file: File };

export type FileAnswer =
  | Exported
  | Imported
  /** An unexpected error. */
  | { readonly kind: 'failed'; readonly message: string };

self.onmessage = async ({ data: task }: MessageEvent<FileTask>) => {
  self.postMessage(await carryOut(task));
};

async function carryOut(task: FileTask): Promise<FileAnswer> {
  try {
    const library = createBrowserLibrary();
    return task.kind === 'export'
      ? await exportRun(library, task.catalog, task.id, task.as)
      : await importRun(library, task.catalog, task.file);
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
