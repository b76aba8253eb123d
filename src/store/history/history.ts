import { type Summary, summarise } from '#archive/summary.ts';
import { type Birth, FAMILIES, type Family, NO_MUTATION } from '#core/lineage.ts';
import type { Games, GenerationEvent, Tournament } from '#protocol/messages.ts';
import { type Growable, growable } from './growable.ts';
import { planarOrder } from './planar-order.ts';

/** One agent in one generation. An elite passed on has a cell in every generation that it lives in. */
export interface Cell {
  readonly generation: number;
  readonly slot: number;
  readonly row: number;
  readonly agent: number;
  readonly fitness: number;
  readonly diverged: boolean;
  /** Slot in the generation before of the parent, or of the agent itself if it was passed on; −1 for founders. */
  readonly parentSlot: number;
  /** True when the agent was born in this generation. */
  readonly isNew: boolean;
  /** True when selection passed it on as the elite; without selection every agent trains on, and none is. */
  readonly isElite: boolean;
  readonly family: Family;
  /** Trainable numbers of its policy. */
  readonly parameters: number;
}

/** All evaluated generations of one run in typed arrays. It lives outside React; `version` says when it grew. */
export interface History {
  readonly run: number;
  readonly hyperparameters: readonly string[];
  /** Agents of the first generation. */
  readonly populationSize: number;
  /** Evaluated generations. */
  readonly generations: number;
  readonly version: number;
  readonly summaries: readonly Summary[];
  append(event: GenerationEvent): void;
  /** Drops everything after so many generations. */
  truncate(generations: number): void;
  subscribe(listener: () => void): () => void;
  size(generation: number): number;
  cell(generation: number, slot: number): Cell;
  /** All cells of a generation, by slot. */
  cells(generation: number): Cell[];
  /** The same, the fittest first; those that diverged come last. */
  ranked(generation: number): Cell[];
  slotAtRow(generation: number, row: number): number;
  /** −1: it does not live then. */
  slotOf(generation: number, agent: number): number;
  fitness(generation: number, slot: number): number;
  parentSlot(generation: number, slot: number): number;
  row(generation: number, slot: number): number;
  /** Index in FAMILIES of the mutation with which the agent was born; 0 where it was not born in this generation. */
  familyIndex(generation: number, slot: number): number;
  diverged(generation: number, slot: number): boolean;
  hyperparameter(generation: number, slot: number, index: number): number;
  /** The same of all agents of a generation, by slot. */
  hyperparameterValues(generation: number, index: number): number[];
  /** An agent's mean of what its updates of a generation measured; NaN where there is none. */
  metric(generation: number, slot: number, name: string): number;
  /** Tells whether anything was kept of a generation's updates; runs of before it was have nothing. */
  hasMetrics(generation: number): boolean;
  /** Games by which the champion was measured after a generation; null: it was not. */
  games(generation: number): Games | null;
  birth(agent: number): Birth | undefined;
  readonly founders: readonly Birth[];
  /** The event that told of a generation, made again. */
  event(generation: number): GenerationEvent;
  /**
   * The tournament whose winner is the parent of the agent in that slot; undefined for founders and elites. The
   * generation in training is known too.
   */
  tournament(generation: number, slot: number): Tournament | undefined;
  /** Selection of the generation after this one, which need not be evaluated yet; null after the last. */
  selectionAfter(generation: number): SelectionRecord | null;
}

/** Tournaments in order, and whom they gave, by slot; an elite comes first, without one. */
export type SelectionRecord = Pick<GenerationEvent, 'tournaments' | 'next'>;

export function createHistory(
  run: number,
  hyperparameters: readonly string[],
  founders: readonly Birth[],
): History {
  const ids = growable(Int32Array);
  const fitness = growable(Float64Array);
  const parentSlots = growable(Int32Array);
  const rows = growable(Int32Array);
  const slotsByRow = growable(Int32Array);
  const families = growable(Uint8Array);
  const born = growable(Uint8Array);
  const diverged = growable(Uint8Array);
  const parameters = growable(Int32Array);
  const values = growable(Float64Array); // [cells × H]
  const perCell = [
    ids,
    fitness,
    parentSlots,
    rows,
    slotsByRow,
    families,
    born,
    diverged,
    parameters,
  ];
  /** First cell of each generation, and the end of the last. */
  const starts = growable(Int32Array);
  starts.push(0);
  const births = new Map(founders.map((birth) => [birth.id, birth]));
  const selections: SelectionRecord[] = [];
  const games: (Games | null)[] = [];
  /** A column for each metric, by cell; NaN where it was not told. */
  const metrics = new Map<string, Growable<Float64Array>>();
  /** 1 for generations of which metrics were told. */
  const measured = growable(Uint8Array);
  const summaries: Summary[] = [];
  const listeners = new Set<() => void>();
  let version = 0;

  const size = (generation: number) => starts.at(generation + 1) - starts.at(generation);
  const at = (generation: number, slot: number) => starts.at(generation) + slot;
  const slotOf = (generation: number, agent: number) => {
    if (generation < 0 || generation >= summaries.length) return -1;
    return ids.view.subarray(starts.at(generation), starts.at(generation + 1)).indexOf(agent);
  };
  const metricsBetween = (from: number, to: number): Record<string, Float64Array> =>
    Object.fromEntries(
      Array.from(metrics, ([name, column]) => [name, column.view.slice(from, to)]),
    );
  function cell(generation: number, slot: number): Cell {
    const i = at(generation, slot);
    const isNew = born.at(i) === 1;
    const wasSelected = (selections[generation - 1]?.tournaments.length ?? 0) > 0;
    return {
      generation,
      slot,
      row: rows.at(i),
      agent: ids.at(i),
      fitness: fitness.at(i),
      diverged: diverged.at(i) === 1,
      parentSlot: parentSlots.at(i),
      isNew,
      isElite: !isNew && wasSelected,
      family: FAMILIES[families.at(i)] ?? 'none',
      parameters: parameters.at(i),
    };
  }
  const bySlot = <T>(generation: number, of: (slot: number) => T): T[] =>
    Array.from({ length: size(generation) }, (_, slot) => of(slot));
  const cells = (generation: number) => bySlot(generation, (slot) => cell(generation, slot));
  const hyperparameter = (generation: number, slot: number, index: number) =>
    values.at(at(generation, slot) * hyperparameters.length + index);
  const changed = () => {
    version++;
    for (const listener of listeners) listener();
  };

  return {
    run,
    hyperparameters,
    populationSize: founders.length,
    summaries,
    get generations() {
      return summaries.length;
    },
    get version() {
      return version;
    },
    append(event) {
      const generation = summaries.length;
      if (event.generation !== generation)
        throw new RangeError(`generation ${event.generation} came where ${generation} was due`);
      const placements = Array.from(event.ids, (agent, slot) => {
        const birth = births.get(agent);
        const isNew = birth === undefined || birth.generation === generation;
        const parentSlot = slotOf(generation - 1, isNew ? (birth?.parent ?? -1) : agent);
        return {
          parentSlot,
          isNew,
          isElite: !isNew,
          parentRow: parentSlot < 0 ? slot : rows.at(at(generation - 1, parentSlot)),
          fitness: event.fitness[slot] ?? Number.NaN,
          family: isNew ? (birth?.mutation ?? NO_MUTATION).family : 'none',
        } as const;
      });
      const order = planarOrder(placements);
      const rowOfSlot = new Int32Array(order.length);
      order.forEach((slot, row) => {
        rowOfSlot[slot] = row;
      });
      const dead = new Set(event.diverged);
      placements.forEach((placement, slot) => {
        ids.push(event.ids[slot] as number); // placements are made from ids
        fitness.push(placement.fitness);
        parentSlots.push(placement.parentSlot);
        rows.push(rowOfSlot[slot] as number); // slot < order.length
        slotsByRow.push(order[slot] as number); // slot < order.length
        families.push(FAMILIES.indexOf(placement.family));
        born.push(placement.isNew ? 1 : 0);
        diverged.push(dead.has(slot) || Number.isNaN(placement.fitness) ? 1 : 0);
        parameters.push(event.parameters[slot] ?? 0);
        for (let h = 0; h < hyperparameters.length; h++)
          values.push(event.hyperparameters[slot * hyperparameters.length + h] ?? Number.NaN);
      });
      starts.push(ids.length);
      measured.push(event.metrics ? 1 : 0);
      for (const name of Object.keys(event.metrics ?? {}))
        if (!metrics.has(name)) metrics.set(name, growable(Float64Array));
      for (const [name, column] of metrics) {
        while (column.length < starts.at(generation)) column.push(Number.NaN);
        for (let slot = 0; slot < event.ids.length; slot++)
          column.push(event.metrics?.[name]?.[slot] ?? Number.NaN);
      }
      games.push(event.games ?? null);
      selections.push({ tournaments: event.tournaments, next: event.next });
      for (const birth of event.births) births.set(birth.id, birth);
      summaries.push(summarise(event, summaries.at(-1)));
      changed();
    },
    truncate(generations) {
      if (generations >= summaries.length) return;
      for (const birth of births.values())
        if (birth.generation > generations) births.delete(birth.id);
      const cells = starts.at(generations);
      for (const column of perCell) column.truncate(cells);
      values.truncate(cells * hyperparameters.length);
      starts.truncate(generations + 1);
      summaries.length = generations;
      selections.length = generations;
      games.length = generations;
      measured.truncate(generations);
      for (const column of metrics.values()) column.truncate(cells);
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    size,
    cell,
    cells,
    ranked: (generation) =>
      cells(generation).sort(
        (a, b) => Number(a.diverged) - Number(b.diverged) || b.fitness - a.fitness,
      ),
    slotAtRow: (generation, row) => slotsByRow.at(at(generation, row)),
    slotOf,
    fitness: (generation, slot) => fitness.at(at(generation, slot)),
    parentSlot: (generation, slot) => parentSlots.at(at(generation, slot)),
    row: (generation, slot) => rows.at(at(generation, slot)),
    familyIndex: (generation, slot) => families.at(at(generation, slot)),
    diverged: (generation, slot) => diverged.at(at(generation, slot)) === 1,
    hyperparameter,
    hyperparameterValues: (generation, index) =>
      bySlot(generation, (slot) => hyperparameter(generation, slot, index)),
    metric: (generation, slot, name) => metrics.get(name)?.at(at(generation, slot)) ?? Number.NaN,
    hasMetrics: (generation) => measured.at(generation) === 1,
    games: (generation) => games[generation] ?? null,
    birth: (agent) => births.get(agent),
    founders,
    event(generation) {
      const { steps, elapsedMs, hash } = summaries[generation] as Summary; // an evaluated generation
      const [from, to] = [starts.at(generation), starts.at(generation + 1)];
      const count = hyperparameters.length;
      const played = games[generation];
      const { next, tournaments } = selections[generation] as SelectionRecord; // as many as summaries
      return {
        kind: 'generation',
        run,
        generation,
        ids: ids.view.slice(from, to),
        fitness: fitness.view.slice(from, to),
        hyperparameters: values.view.slice(from * count, to * count),
        diverged: Int32Array.from(
          Array.from({ length: to - from }, (_, slot) => slot).filter(
            (slot) => diverged.at(from + slot) === 1,
          ),
        ),
        parameters: parameters.view.slice(from, to),
        ...(measured.at(generation) === 1 && { metrics: metricsBetween(from, to) }),
        ...(played && { games: played }),
        tournaments,
        next,
        births: Array.from(next, (id) => births.get(id)).filter(
          (birth) => birth?.generation === generation + 1,
        ) as Birth[],
        steps,
        elapsedMs,
        hash,
      };
    },
    tournament(generation, slot) {
      const before = selections[generation - 1];
      if (!before) return undefined;
      const count = generation < summaries.length ? size(generation) : before.next.length;
      // The elite, where there is one, takes the first slot without a tournament.
      return before.tournaments[slot - (count - before.tournaments.length)];
    },
    selectionAfter(generation) {
      const selection = selections[generation];
      return selection && selection.next.length > 0 ? selection : null;
    },
  };
}

/** Fitness gained over the parent's, or its own, of the generation before; NaN of founders and of the diverged. */
export const gainOf = (history: History, { generation, parentSlot, fitness }: Cell): number =>
  parentSlot < 0 ? Number.NaN : fitness - history.fitness(generation - 1, parentSlot);

/** Stands for the history of a run that has not begun. */
export const NO_HISTORY = createHistory(-1, [], []);
