import type { ChosenTrial } from '#core/strategy/figures.ts';
import { rowsOfSearch } from '#core/strategy/search.ts';
import { intervalsOf, type StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { ClassifierSnapshot, Classifiers } from '../classifier/classifiers.ts';
import { type ClassifierCopy, copyOfRow, withCopies } from '../classifier/row-copies.ts';
import type { RowTraining } from '../run/row-training.ts';
import type { RowMemory } from '../state/memory.ts';
import type { RowCopy } from './row-copy.ts';
import { openRowSearch, type Placement, type RowSearch } from './row-search.ts';

/** Rows of a run before a step, as searches copy them. */
export interface Standing {
  readonly step: number;
  /** Empty before the first interval. */
  readonly rows: readonly RowTraining[];
  readonly memories: readonly RowMemory[];
}

/** The searches of a run, and what they do to its classifiers. */
export interface RunSearches {
  readonly all: readonly RowSearch[];
  /** Has them decide for the next interval; classifiers are copied and begun on the device. By row. */
  decide(standing: Standing): Promise<ReadonlyMap<number, Placement>>;
  /** Brings what each has chosen onto one of its rows. By row. */
  choose(): Promise<ReadonlyMap<number, Chosen>>;
}

interface Chosen {
  /** Null: the row holds it. */
  readonly takes: RowCopy | null;
  readonly chosen: ChosenTrial;
}

/** Opens the searches of a run whose classifiers have not taken a step and hold their first weights. */
export async function openSearches(
  { seed, rows, training, searches = [] }: StrategyConfig,
  classifiers: Classifiers,
): Promise<RunSearches> {
  const all = searches.flatMap((search) => {
    const own = rowsOfSearch(rows, search.name);
    const setup = { search, rows: own, seed, intervals: intervalsOf(training) };
    return own.length > 0 ? [openRowSearch(setup)] : [];
  });
  const first = all.length > 0 ? copyOfRow(await classifiers.snapshot(), 0) : null;

  /** Puts classifiers in place of others; the device is asked for what it holds once. */
  async function place(
    taken: ReadonlyMap<number, 'first' | RowCopy>,
    snapshot: () => Promise<ClassifierSnapshot>,
  ): Promise<void> {
    const copies = [...taken].map(([row, takes]): [number, ClassifierCopy] => [
      row,
      takes === 'first' ? (first as ClassifierCopy) : takes.classifier, // a search took it
    ]);
    if (copies.length > 0) classifiers.restore(withCopies(await snapshot(), new Map(copies)));
  }

  const askedOnce = (): (() => Promise<ClassifierSnapshot>) => {
    let asked: Promise<ClassifierSnapshot> | null = null;
    return () => {
      asked ??= classifiers.snapshot();
      return asked;
    };
  };

  return {
    all,
    async decide({ step, rows: standing, memories }) {
      const snapshot = askedOnce();
      const copy = async (row: number): Promise<RowCopy> => ({
        step,
        training: standing[row] as RowTraining, // of each row that has trained
        memory: memories[row] as RowMemory,
        classifier: copyOfRow(await snapshot(), row),
      });
      const placements = new Map<number, Placement>();
      for (const search of all) {
        const decided = await search.decide(copy);
        search.rows.forEach((row, at) => {
          placements.set(row, decided[at] as Placement); // one for each of its rows
        });
      }
      const taken = [...placements].flatMap(([row, { takes }]) =>
        takes === null || standing.length === 0 ? [] : [[row, takes] as const],
      );
      await place(new Map(taken), snapshot);
      return placements;
    },
    async choose() {
      const chosen = new Map(
        all.map((search) => {
          const { row, ...found } = search.choose();
          return [row, found] as const;
        }),
      );
      const taken = [...chosen].flatMap(([row, { takes }]) =>
        takes ? [[row, takes] as const] : [],
      );
      await place(new Map(taken), askedOnce());
      return chosen;
    },
  };
}
