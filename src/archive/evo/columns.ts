import type { Birth } from '#core/lineage.ts';
import type { GenerationEvent, Tournament } from '#protocol/messages.ts';
import { Damage, needInteger } from '../damage.ts';
import { MOST_AGENTS, MOST_GENERATIONS } from '../limits.ts';
import type { Columns } from './format.ts';

/** The generations of a run as columns of numbers. Births and hashes lie beside them. */
export function columnsOf(generations: readonly GenerationEvent[]): Columns {
  const gather = (pick: (event: GenerationEvent) => ArrayLike<number>) =>
    generations.flatMap((event) => Array.from(pick(event)));
  return {
    sizes: Int32Array.from(generations, ({ ids }) => ids.length),
    steps: Float64Array.from(generations, ({ steps }) => steps),
    elapsedMs: Float64Array.from(generations, ({ elapsedMs }) => elapsedMs),
    ids: Int32Array.from(gather(({ ids }) => ids)),
    fitness: Float64Array.from(gather(({ fitness }) => fitness)),
    parameters: Int32Array.from(gather(({ parameters }) => parameters)),
    diverged: Uint8Array.from(
      gather(({ ids, diverged }) => {
        const dead = new Set(diverged);
        return Array.from(ids, (_, slot) => (dead.has(slot) ? 1 : 0));
      }),
    ),
    hyperparameters: Float64Array.from(gather(({ hyperparameters }) => hyperparameters)),
    tournaments: Int32Array.from(
      generations.flatMap(({ generation, tournaments }) =>
        tournaments.flatMap(({ drawn, winner }) => [generation, winner, drawn.length, ...drawn]),
      ),
    ),
    next: Int32Array.from(generations.at(-1)?.next ?? []),
  };
}

/** Generations from their columns, not yet checked one by one. Throws a {@link Damage} where they do not fit. */
export function generationsOf(
  columns: Columns,
  births: readonly Birth[],
  hashes: readonly string[],
): Omit<GenerationEvent, 'run'>[] {
  const { sizes, steps, elapsedMs, ids, hyperparameters } = columns;
  needInteger(sizes.length, 'the number of generations', 0, MOST_GENERATIONS);
  const cells = sizes.reduce((sum, size) => sum + size, 0);
  const fits =
    sizes.every((size) => size > 0) &&
    [steps, elapsedMs, hashes].every(({ length }) => length === sizes.length) &&
    [ids, columns.fitness, columns.parameters, columns.diverged].every(
      ({ length }) => length === cells,
    ) &&
    (cells === 0 || hyperparameters.length % cells === 0);
  if (!fits) throw new Damage('the columns of the history are not of one length');
  const width = cells === 0 ? 0 : hyperparameters.length / cells;
  const tournaments = tournamentsOf(columns.tournaments, sizes.length);
  const born: Birth[][] = Array.from(sizes, () => []);
  for (const birth of births) {
    const into = born[birth.generation - 1];
    if (!into) throw new Damage(`agent ${birth.id} is born after the last generation`);
    into.push(birth);
  }
  let to = 0;
  const cut = Array.from(sizes, (size) => {
    to += size;
    return { from: to - size, to };
  });
  return cut.map(({ from, to }, generation) => {
    const after = cut[generation + 1];
    return {
      kind: 'generation',
      generation,
      ids: ids.slice(from, to),
      fitness: columns.fitness.slice(from, to),
      hyperparameters: hyperparameters.slice(from * width, to * width),
      diverged: Int32Array.from(
        Array.from(columns.diverged.subarray(from, to)).flatMap((dead, slot) =>
          dead ? [slot] : [],
        ),
      ),
      parameters: columns.parameters.slice(from, to),
      tournaments: tournaments[generation] ?? [],
      next: after ? ids.slice(after.from, after.to) : columns.next.slice(),
      births: born[generation] ?? [],
      steps: steps[generation] as number, // as many as sizes
      elapsedMs: elapsedMs[generation] as number,
      hash: hashes[generation] as string,
    };
  });
}

type Metrics = NonNullable<GenerationEvent['metrics']>;

/** Puts the metrics of updates into one column, with their names; generations without have NaN. */
export function metricsColumn(generations: readonly GenerationEvent[]) {
  const names = [...new Set(generations.flatMap(({ metrics }) => Object.keys(metrics ?? {})))];
  const column = Float64Array.from(
    generations.flatMap(({ ids, metrics }) =>
      Array.from(ids, (_, slot) => names.map((name) => metrics?.[name]?.[slot] ?? NaN)).flat(),
    ),
  );
  return { names, column };
}

/** Reads the metrics of updates by generation. Throws a {@link Damage} where the column does not fit the names. */
export function metricsOf(
  names: readonly string[],
  column: Float64Array,
  sizes: Int32Array,
): readonly Metrics[] {
  const cells = sizes.reduce((sum, size) => sum + size, 0);
  if (column.length !== cells * names.length)
    throw new Damage('the metrics of the history are not of its length');
  let at = 0;
  return Array.from(sizes, (size) => {
    const own = column.subarray(at, at + size * names.length);
    at += own.length;
    const valuesOf = (index: number) =>
      Float64Array.from({ length: size }, (_, slot) => own[slot * names.length + index] as number);
    return Object.fromEntries(names.map((name, index) => [name, valuesOf(index)]));
  });
}

/** Reads the tournaments of each generation. */
function tournamentsOf(numbers: Int32Array, generations: number): Tournament[][] {
  const found: Tournament[][] = Array.from({ length: generations }, () => []);
  for (let at = 0; at < numbers.length; ) {
    const [generation, winner, count] = numbers.subarray(at, at + 3);
    const into = found[generation ?? -1];
    const isFull = into?.length === MOST_AGENTS;
    if (!into || isFull || winner === undefined || count === undefined || count < 0)
      throw new Damage('the tournaments cannot be read');
    const drawn = Array.from(numbers.subarray(at + 3, at + 3 + count));
    if (drawn.length !== count) throw new Damage('the tournaments are cut off');
    into.push({ drawn, winner });
    at += 3 + count;
  }
  return found;
}
