import type { Catalog } from '#core/catalog.ts';
import { fieldsFor } from '#core/fields.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { setAll } from '#core/set-at.ts';
import type { Edit } from '#protocol/messages.ts';
import { getAt, same } from './configuration.ts';

/** What a person changes in the form of a run that goes on. */
export interface LiveEdits {
  /**
   * After some fields of the form were changed: what is to be sent to the run as one edit, of live fields only, and only
   * where they differ from the run as it will be with the edits sent already. Null: nothing. What is wrong by itself
   * waits until another field puts it right. Live fields that change along with one that needs a new run are meant for
   * that run.
   */
  next(form: FormChange, config: RunConfig, catalog: Catalog): Edit['values'] | null;
  /** Takes note that the run has made an edit. */
  made(values: Edit['values']): void;
  /** Takes note that the run has refused an edit: its fields go along with the next one. */
  refused(values: Edit['values']): void;
  /** Forgets everything: another run is begun. */
  forget(): void;
}

interface FormChange {
  readonly draft: RunConfig;
  /** What is wrong with the draft. */
  readonly problems: readonly Problem[];
  /** Paths of the fields that have just been changed. */
  readonly changed: readonly string[];
}

export function createLiveEdits(): LiveEdits {
  /** Neither made nor refused yet, in order. */
  let sent: readonly Edit['values'][] = [];
  /** Paths of live fields that were changed and have not been sent. */
  const unsent = new Set<string>();
  const made = (values: Edit['values']) => {
    const at = sent.findIndex((each) => same(each, values));
    if (at >= 0) sent = sent.toSpliced(at, 1);
  };
  return {
    next({ draft, problems, changed }, config, catalog) {
      const fields = fieldsFor(catalog, config);
      const isLive = (path: string) => fields.some((field) => field.live && field.path === path);
      const areLive = changed.every(isLive);
      for (const path of changed)
        if (areLive) unsent.add(path);
        else unsent.delete(path);
      const pending = sent.reduce(setAll, config);
      const differing = [...unsent].filter(
        (path) => !same(getAt(draft, path), getAt(pending, path)),
      );
      if (differing.length === 0) return null;
      const values = Object.fromEntries(differing.map((path) => [path, getAt(draft, path)]));
      // Where the form is right and the run cannot take it all the same, the engine says why.
      const isRight = problems.length === 0 || parseRunConfig(setAll(pending, values), catalog).ok;
      if (!isRight) return null;
      sent = [...sent, values];
      unsent.clear();
      return values;
    },
    made,
    refused(values) {
      made(values);
      for (const path of Object.keys(values)) unsent.add(path);
    },
    forget() {
      sent = [];
      unsent.clear();
    },
  };
}
