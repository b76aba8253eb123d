import { failureWords } from '../words/failure-words.ts';

/** Message, with advice, for a run that the browser does not keep. */
export function storageFailure(error: unknown): string {
  const after = 'The run goes on, but after a reload it would begin anew.';
  if (!(error instanceof Error || error instanceof DOMException))
    return `This browser does not keep the run (${String(error)}). ${after}`;
  switch (error.name) {
    case 'QuotaExceededError':
      return `The storage of this browser is full, so the run is no longer kept. Delete runs in the Library to make room; what has happened meanwhile is then kept, too. ${after}`;
    case 'VersionError':
      return `A newer version of this page is open in another tab and has the library. Reload this tab to keep runs again. ${after}`;
    case 'LockError':
      return 'Another tab goes on with this run and keeps it. What happens here is not kept.';
    default:
      return `This browser does not keep the run (${error.message}). ${after}`;
  }
}

/** Says in a sentence that something a person asked to be written was not, and why; whatever was there is as it was. */
export function writeFailure(what: string, error: unknown): string {
  switch (error instanceof Error || error instanceof DOMException ? error.name : null) {
    case 'QuotaExceededError':
      return `${what}: the storage of this browser is full. Delete runs in the Library to make room, then try again.`;
    case 'VersionError':
      return `${what}: a newer version of this page is open in another tab and has the library. Reload this tab first.`;
    default:
      return failureWords(what, error);
  }
}
