import { expect, test, vi } from 'vitest';
import type { GenerationEvent } from '#protocol/messages.ts';
import { createHistory, type History } from '#store/history/history.ts';
import { growHistory } from './grow-history.ts';

const cells = (history: History) =>
  Array.from({ length: history.generations }, (_, g) =>
    Array.from({ length: history.size(g) }, (_, slot) => history.cell(g, slot)),
  ).flat();

test('every agent but founders has its parent, or itself, in the generation before', () => {
  const history = growHistory(30);
  for (const cell of cells(history)) {
    if (cell.generation === 0) expect(cell.parentSlot).toBe(-1);
    else {
      const before = history.cell(cell.generation - 1, cell.parentSlot);
      expect(before.agent).toBe(cell.isNew ? history.birth(cell.agent)?.parent : cell.agent);
    }
  }
});

test('rows and slots are each other’s inverse', () => {
  const history = growHistory(12);
  for (const { generation, slot, row } of cells(history))
    expect(history.slotAtRow(generation, row)).toBe(slot);
});

test('the winner of a child’s tournament is its parent', () => {
  const history = growHistory(12);
  for (const cell of cells(history)) {
    const tournament = history.tournament(cell.generation, cell.slot);
    if (cell.generation === 0 || !cell.isNew) expect(tournament).toBeUndefined();
    else expect(tournament?.winner).toBe(cell.parentSlot);
  }
});

test('an elite is passed on by selection; without selection every agent trains on, and none is', () => {
  const selected = cells(growHistory(6)).filter(({ generation }) => generation > 0);
  expect(selected.some(({ isElite }) => isElite)).toBe(true);
  for (const { isElite, isNew } of selected) expect(isElite).toBe(!isNew);

  const first = growHistory(1);
  const control = createHistory(1, first.hyperparameters, first.founders);
  const event = first.event(0);
  for (let generation = 0; generation < 3; generation++)
    control.append({ ...event, generation, next: event.ids, tournaments: [], births: [] });
  expect(cells(control).filter(({ isElite }) => isElite)).toEqual([]);
});

test('truncated and grown again, it is what it was', () => {
  const whole = growHistory(20);
  const again = growHistory(20);
  again.truncate(8);
  expect(again.generations).toBe(8);
  expect(cells(again)).toEqual(cells(whole).filter(({ generation }) => generation < 8));
});

test('a diverged agent is marked, ranks last, and leaves the summary alone', () => {
  const history = createHistory(1, [], founders(3));
  history.append(generation(0, [10, Number.NaN, 30], { diverged: [1] }));
  expect(history.cell(0, 1).diverged).toBe(true);
  expect(history.summaries[0]).toMatchObject({ min: 10, median: 20, max: 30, diverged: 1 });
});

test('where all have diverged, the best so far stays what it was', () => {
  const history = createHistory(1, [], founders(2));
  history.append(generation(0, [10, 30]));
  history.append(generation(1, [Number.NaN, Number.NaN]));
  expect(history.summaries[1]).toMatchObject({ max: Number.NaN, bestSoFar: 30, diverged: 2 });
});

test('a generation out of turn is an error that names it', () => {
  const history = createHistory(1, [], founders(2));
  expect(() => history.append(generation(3, [1, 2]))).toThrow('generation 3 came where 0 was due');
});

test('to append a generation takes as many look-ups after 500 as after 5', () => {
  const lookUps = (generations: number) => {
    const history = growHistory(generations, { populationSize: 64 });
    const spies = [
      vi.spyOn(Object.getPrototypeOf(Int32Array.prototype), 'subarray'),
      vi.spyOn(Object.getPrototypeOf(Int32Array.prototype), 'indexOf'),
      vi.spyOn(Map.prototype, 'get'),
    ];
    history.append(generation(generations, Array(64).fill(1)));
    const counts = spies.map(({ mock }) => mock.calls.length);
    vi.restoreAllMocks();
    return counts;
  };
  const early = lookUps(5);
  expect(early[2]).toBeGreaterThan(0);
  expect(lookUps(500)).toEqual(early);
});

const founders = (size: number) =>
  Array.from({ length: size }, (_, id) => ({
    id,
    parent: null,
    generation: 0,
    mutation: { family: 'none', method: '', changes: [] } as const,
  }));

function generation(
  number: number,
  fitness: number[],
  { diverged = [] as number[] } = {},
): GenerationEvent {
  return {
    kind: 'generation',
    run: 1,
    generation: number,
    ids: Int32Array.from(fitness.keys()),
    fitness: Float64Array.from(fitness),
    hyperparameters: new Float64Array(0),
    diverged: Int32Array.from(diverged),
    parameters: new Int32Array(fitness.length),
    tournaments: [],
    next: Int32Array.from(fitness.keys()),
    births: [],
    steps: 0,
    elapsedMs: 0,
    hash: '',
  };
}
