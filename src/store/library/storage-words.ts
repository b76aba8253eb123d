/** What a person is told, and can do, when the browser does not keep a run. */
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

/** Why a file could not be put into the library, as the end of a sentence. */
export function importFailure(error: unknown): string {
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    return 'the storage of this browser is full. Delete runs to make room, then import it again';
  return `the browser does not keep it (${error instanceof Error ? error.message : String(error)})`;
}
