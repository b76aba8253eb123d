import { useMemo, useState } from 'react';
import { type RunRecord, titleOf } from '#archive/run-record.ts';
import { strategyTitle } from '#archive/strategy-record.ts';
import { counted } from '#core/counted.ts';
import type { EngineClient } from '#protocol/client.ts';
import { exportChampion } from '#store/library/export-champion.ts';
import { exportFile, importFile } from '#store/library/file-tasks.ts';
import type { FileKind } from '#store/library/files.ts';
import { catalogOf, openRun } from '#store/library/open-run.ts';
import { keepResults, linksIn } from '#store/library/results.ts';
import { writeFailure } from '#store/library/storage-words.ts';
import { strategyCatalogOf } from '#store/strategy/open-kept.ts';
import { download } from '../parts/download.ts';
import { useLab, useOpenStrategy } from '../shell/lab-context.ts';
import { useLibrary } from './library-context.ts';

/** Outcome of an action on this page. There is one for each topic: a newer replaces an older. */
export interface Outcome {
  readonly id: number;
  readonly topic: Topic;
  readonly tone: 'problem' | 'information';
  readonly text: string;
  /** A line each. */
  readonly details: readonly string[];
  /** A way back, or on. */
  readonly next?: { readonly label: string; readonly do: () => void };
}

type Topic = 'opening' | 'changing' | 'exporting' | 'deleting' | 'importing';

/** Actions on a run of the list. */
export interface RunActions {
  open(record: RunRecord, paused: boolean): void;
  /** Resolves to whether the name is kept. */
  rename(record: RunRecord, name: string): Promise<boolean>;
  annotate(record: RunRecord, notes: string): Promise<boolean>;
  /** Sets the lab up as the run was, without running it. */
  setUp(record: RunRecord): void;
  export(record: RunRecord, as: FileKind | 'model'): void;
  delete(record: RunRecord): void;
  import(files: readonly File[]): void;
}

export interface Deeds {
  readonly actions: RunActions;
  /** Action under way, in words; null: none is. */
  readonly busy: string | null;
  readonly outcomes: readonly Outcome[];
  dismiss(id: number): void;
  /** Runs that were put away here and can be brought back. */
  readonly putAway: readonly string[];
}

/** `takeModels` opens the models among files, and resolves to the others. */
export function useRunActions(
  openEngine: () => EngineClient,
  takeModels: (files: readonly File[]) => Promise<readonly File[]>,
): Deeds {
  const lab = useLab();
  const library = useLibrary();
  const openStrategy = useOpenStrategy();
  const [busy, setBusy] = useState<string | null>(null);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [putAway, setPutAway] = useState<readonly string[]>([]);

  const actions = useMemo<RunActions>(() => {
    let count = 0;
    /** Put away here, the newest last. */
    let deleted: readonly RunRecord[] = [];
    const say = (
      topic: Topic,
      text: string,
      rest: Partial<Omit<Outcome, 'id' | 'topic' | 'text'>> = {},
    ) => {
      const outcome: Outcome = { id: ++count, topic, tone: 'problem', text, details: [], ...rest };
      setOutcomes((all) => [...all.filter((each) => each.topic !== topic), outcome]);
    };
    const unsay = (topic: Topic) =>
      setOutcomes((all) => all.filter((each) => each.topic !== topic));
    /** Resolves to whether it worked; says what went wrong, whatever it was. */
    const attempt = async (
      topic: Topic,
      what: string,
      work: () => Promise<void>,
    ): Promise<boolean> => {
      setBusy(what);
      try {
        await work();
        return true;
      } catch (error) {
        say(topic, writeFailure(`${what} did not work`, error));
        return false;
      } finally {
        setBusy(null);
      }
    };
    const inCatalog = () => catalogOf(lab);
    const nameOf = (record: RunRecord) => titleOf(record, lab.store.getState().catalog);

    const open = (record: RunRecord, paused: boolean) =>
      attempt('opening', `Opening ${nameOf(record)}`, async () => {
        await inCatalog();
        const problem = await openRun(lab, library, record.id, { paused });
        if (problem === null) location.hash = '#/evolve';
        else say('opening', problem);
      });

    const bringBack = () =>
      attempt('deleting', 'Bringing back what was deleted', async () => {
        const gone: RunRecord[] = [];
        for (const record of deleted) if (!(await library.restore(record.id))) gone.push(record);
        deleted = [];
        setPutAway([]);
        unsay('deleting');
        if (gone.length > 0)
          say('deleting', `Gone, for another tab freed its room: ${gone.map(nameOf).join(', ')}.`);
      });

    return {
      open,
      rename: (record, name) =>
        attempt('changing', `Renaming “${nameOf(record)}”`, () => library.rename(record.id, name)),
      annotate: (record, notes) =>
        attempt('changing', `Keeping the notes to “${nameOf(record)}”`, () =>
          library.annotate(record.id, notes),
        ),
      setUp: (record) =>
        attempt('opening', 'Setting up', async () => {
          await inCatalog();
          lab.setUp(record.config, record.preset);
          lab.notify('The lab is set up as that run was. Play or the seed buttons begin it.');
          location.hash = '#/evolve';
        }),
      export: (record, as) =>
        attempt('exporting', `Packing ${nameOf(record)}`, async () => {
          const catalog = await inCatalog();
          const exported =
            as === 'model'
              ? await exportChampion(library, openEngine, record.id)
              : await exportFile(catalog, record.id, as);
          if (exported.kind === 'problem') say('exporting', exported.message);
          else {
            download(exported.blob, exported.name);
            say('exporting', `${exported.name} was handed to the browser. ${exported.note ?? ''}`, {
              tone: 'information',
            });
          }
        }),
      delete: (record) =>
        attempt('deleting', 'Deleting', async () => {
          const { id } = record;
          if (!(await library.putAway(id))) {
            say('changing', `“${nameOf(record)}” is going on in a tab and cannot be deleted now.`);
            return;
          }
          setPutAway((all) => [...all, id]);
          deleted = [...deleted, record];
          const others = deleted.length > 1 ? ` and ${deleted.length - 1} more were` : ' was';
          say(
            'deleting',
            `“${nameOf(record)}”${others} deleted. Undo is possible until you leave this page.`,
            { tone: 'information', next: { label: 'Undo', do: bringBack } },
          );
        }),
      import: (dropped) =>
        attempt('importing', readingWords(dropped), async () => {
          const files = await takeModels(dropped);
          if (files.length === 0) return;
          const catalog = await inCatalog();
          const strategyCatalog = async () => strategyCatalogOf(await openStrategy());
          const kept: RunRecord[] = [];
          /** Lists that stand further down the page. */
          const below: { readonly name: string; readonly heading: string }[] = [];
          let results = 0;
          const refused: {
            readonly name: string;
            readonly why: string;
            readonly message: string;
          }[] = [];
          for (const [i, file] of files.entries()) {
            if (files.length > 1) setBusy(`Reading ${i + 1} of ${files.length}: ${file.name}`);
            const links = await linksOf(file);
            if (links.length > 0) {
              const gathered = await keepResults(library, catalog, links, strategyCatalog);
              results += gathered.kept;
              for (const why of gathered.refused)
                refused.push({ name: file.name, why: why.replace(/\.$/, ''), message: why });
              continue;
            }
            const imported = await importFile(catalog, file);
            if (imported.kind === 'imported') kept.push(imported.record);
            else if (imported.kind === 'strategy')
              below.push({ name: strategyTitle(imported.record), heading: 'Strategy' });
            else if (imported.kind === 'evolution')
              below.push({ name: imported.name, heading: 'Evolutions of teams' });
            else refused.push({ ...imported, name: file.name });
          }
          const [first] = kept;
          if (files.length > 1 || results > 0 || refused.length > 1)
            say('importing', importedWords(files.length, kept.length + below.length, results), {
              tone: refused.length > 0 ? 'problem' : 'information',
              details: refused.map(({ name, why }) => `“${name.slice(0, 80)}”: ${why}.`),
            });
          else if (first)
            say('importing', `“${nameOf(first)}” was imported.`, {
              tone: 'information',
              next: { label: 'Open it', do: () => open(first, true) },
            });
          else if (below[0])
            say(
              'importing',
              `“${below[0].name}” was imported; it is below, under ${below[0].heading}.`,
              { tone: 'information' },
            );
          else if (refused[0]) say('importing', refused[0].message);
        }),
    };
  }, [lab, library, openEngine, openStrategy, takeModels]);

  return {
    actions,
    busy,
    outcomes,
    dismiss: (id) => setOutcomes((all) => all.filter((each) => each.id !== id)),
    putAway,
  };
}

const readingWords = (files: readonly File[]): string =>
  files.length === 1 ? `Reading ${files[0]?.name}` : `Reading ${files.length} files`;

const importedWords = (files: number, runs: number, results: number): string =>
  results === 0
    ? `${runs} of ${files} files were imported.`
    : `From ${counted(files, 'file')}: ${counted(runs, 'run')} imported, ${counted(results, 'result')} of links kept.`;

/** More is no list of links, bytes. */
const LONGEST_LIST = 4e6;

/** The links to runs in a file that is a text; none in any other. */
const linksOf = async (file: File) =>
  file.size > LONGEST_LIST || file.name.endsWith('.evo') ? [] : linksIn(await file.text());
