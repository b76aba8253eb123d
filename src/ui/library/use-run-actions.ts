import { useMemo, useState } from 'react';
import { type RunRecord, titleOf } from '#archive/run-record.ts';
import type { EngineClient } from '#protocol/client.ts';
import { exportChampion } from '#store/library/export-champion.ts';
import { exportFile, importFile } from '#store/library/file-tasks.ts';
import type { FileKind } from '#store/library/files.ts';
import { catalogOf, openRun } from '#store/library/open-run.ts';
import { writeFailure } from '#store/library/storage-words.ts';
import { download } from '../parts/download.ts';
import { useLab } from '../shell/lab-context.ts';
import { useLibrary } from './library-context.ts';

/** What came of something that was done here. */
export interface Outcome {
  readonly id: number;
  readonly tone: 'problem' | 'information';
  readonly text: string;
  /** A way back, or on. */
  readonly next?: { readonly label: string; readonly do: () => void };
}

/** What can be done with a run of the list. */
export interface RunActions {
  open(record: RunRecord, paused: boolean): void;
  /** Resolves to whether the name is kept. */
  rename(record: RunRecord, name: string): Promise<boolean>;
  /** Sets the lab up as the run was, without running it. */
  setUp(record: RunRecord): void;
  export(record: RunRecord, as: FileKind | 'model'): void;
  delete(record: RunRecord): void;
  import(files: readonly File[]): void;
}

export interface Deeds {
  readonly actions: RunActions;
  /** What is being worked on, in words; null: nothing. */
  readonly busy: string | null;
  readonly outcomes: readonly Outcome[];
  dismiss(id: number): void;
  /** Runs that were put away here and can be brought back. */
  readonly putAway: readonly string[];
}

export function useRunActions(openEngine: () => EngineClient): Deeds {
  const lab = useLab();
  const library = useLibrary();
  const [busy, setBusy] = useState<string | null>(null);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [putAway, setPutAway] = useState<readonly string[]>([]);

  const actions = useMemo<RunActions>(() => {
    let count = 0;
    const dismiss = (id: number) => setOutcomes((all) => all.filter((each) => each.id !== id));
    const say = (text: string, rest: Partial<Omit<Outcome, 'id' | 'text'>> = {}) => {
      const id = ++count;
      setOutcomes((all) => [...all, { id, tone: 'problem', text, ...rest }]);
      return id;
    };
    /** Resolves to whether it worked; says what went wrong, whatever it was. */
    const attempt = async (what: string, work: () => Promise<void>): Promise<boolean> => {
      setBusy(what);
      try {
        await work();
        return true;
      } catch (error) {
        say(writeFailure(`${what} did not work`, error));
        return false;
      } finally {
        setBusy(null);
      }
    };
    const inCatalog = () => catalogOf(lab);

    const open = (record: RunRecord, paused: boolean) =>
      attempt(`Opening ${titleOf(record)}`, async () => {
        await inCatalog();
        const problem = await openRun(lab, library, record.id, { paused });
        if (problem === null) location.hash = '#/evolve';
        else say(problem);
      });

    return {
      open,
      rename: (record, name) =>
        attempt(`Renaming “${titleOf(record)}”`, () => library.rename(record.id, name)),
      setUp: (record) =>
        attempt('Setting up', async () => {
          await inCatalog();
          lab.setUp(record.config, record.preset);
          lab.notify(
            'The lab is set up as that run was. Play or the seed buttons begin it.',
            'information',
          );
          location.hash = '#/evolve';
        }),
      export: (record, as) =>
        attempt(`Packing ${titleOf(record)}`, async () => {
          const catalog = await inCatalog();
          const exported =
            as === 'model'
              ? await exportChampion(library, openEngine, record.id)
              : await exportFile(catalog, record.id, as);
          if (exported.kind === 'problem') say(exported.message);
          else {
            download(exported.blob, exported.name);
            say(`${exported.name} was handed to the browser. ${exported.note ?? ''}`, {
              tone: 'information',
            });
          }
        }),
      delete: (record) =>
        attempt('Deleting', async () => {
          const { id } = record;
          if (!(await library.putAway(id))) {
            say(`“${titleOf(record)}” is going on in a tab and cannot be deleted now.`);
            return;
          }
          setPutAway((all) => [...all, id]);
          const outcome = say(
            `“${titleOf(record)}” was deleted. Undo is possible until you leave this page.`,
            {
              tone: 'information',
              next: {
                label: 'Undo',
                do: () =>
                  attempt('Bringing it back', async () => {
                    const isBack = await library.restore(id);
                    dismiss(outcome);
                    setPutAway((all) => all.filter((each) => each !== id));
                    if (!isBack) say(`“${titleOf(record)}” is gone: another tab freed its room.`);
                  }),
              },
            },
          );
        }),
      import: (files) =>
        attempt(
          files.length === 1 ? `Reading ${files[0]?.name}` : `Reading ${files.length} files`,
          async () => {
            const catalog = await inCatalog();
            for (const file of files) {
              const imported = await importFile(catalog, file);
              if (imported.kind === 'problem') say(imported.message);
              else
                say(`“${titleOf(imported.record)}” was imported.`, {
                  tone: 'information',
                  next: { label: 'Open it', do: () => open(imported.record, true) },
                });
            }
          },
        ),
    };
  }, [lab, library, openEngine]);

  return {
    actions,
    busy,
    outcomes,
    dismiss: (id) => setOutcomes((all) => all.filter((each) => each.id !== id)),
    putAway,
  };
}
