/** A text that the browser keeps under a key. */
export type StoredText = ReturnType<typeof storedText>;

function storedText(storageOf: () => Storage, key: string) {
  /** Null where there is none, or storage is forbidden. */
  const read = (): string | null => {
    try {
      return storageOf().getItem(key);
    } catch {
      return null; // forbidden
    }
  };
  return {
    read,
    /** Reads the text as JSON; null where it is none. */
    readJson(): unknown {
      try {
        return JSON.parse(read() ?? 'null');
      } catch {
        return null; // somebody else wrote it
      }
    },
    /** Does nothing where storage is forbidden or full; null removes the text. */
    write(text: string | null): void {
      try {
        if (text === null) storageOf().removeItem(key);
        else storageOf().setItem(key, text);
      } catch {
        // Forbidden or full: kept texts are a convenience, and the next visit or reload does without.
      }
    },
  };
}

/** Text that later visits find. */
export const storedForVisits = (key: string): StoredText => storedText(() => localStorage, key);

/** Text that this tab finds after a reload. */
export const storedInTab = (key: string): StoredText => storedText(() => sessionStorage, key);
