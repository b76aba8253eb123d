import type { Catalog } from '#core/catalog.ts';
import type { FileAnswer, FileTask } from './file-worker.ts';
import type { Exported, FileKind, Imported } from './files.ts';

/** Takes a run out of this browser's library as a file. */
export async function exportFile(catalog: Catalog, id: string, as: FileKind): Promise<Exported> {
  const answer = await ask({ kind: 'export', catalog, id, as });
  return answer.kind === 'file'
    ? answer
    : { kind: 'problem', message: `The run could not be exported. ${messageIn(answer)}` };
}

/** Puts a run from a file into this browser's library. */
export async function importFile(catalog: Catalog, file: File): Promise<Imported> {
  const answer = await ask({ kind: 'import', catalog, file });
  if (answer.kind === 'imported' || answer.kind === 'strategy' || answer.kind === 'evolution')
    return answer;
  const message = messageIn(answer);
  return { kind: 'problem', message, why: 'why' in answer ? answer.why : message };
}

const messageIn = (answer: FileAnswer): string => ('message' in answer ? answer.message : '');

/** A worker of its own for each task: its memory is free when the task has ended. */
function ask(task: FileTask): Promise<FileAnswer> {
  const worker = new Worker(new URL('./file-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<FileAnswer>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<FileAnswer>) => resolve(data);
    worker.onerror = ({ message }) =>
      resolve({ kind: 'failed', message: message || 'The browser ended the work on it.' });
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}
