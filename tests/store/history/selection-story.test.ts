import { expect, test } from 'vitest';
import { NO_MUTATION } from '#core/lineage.ts';
import { createHistory } from '#store/history/history.ts';
import { momentSentence, momentsOf, selectionStory } from '#store/history/selection-story.ts';
import { captionTime } from '#ui/slow-motion/caption-time.ts';
import { CATALOG } from '../../ui/fake-catalog.ts';
import { growHistory } from './grow-history.ts';

const ALGORITHM = CATALOG.algorithms[0];

test('every place of the next generation is told of, the elite first', () => {
  const history = growHistory(4);
  const story = selectionStory(history, 1, 1);
  expect(story?.population).toHaveLength(history.size(1));
  expect(story?.contests).toHaveLength(history.size(2) - 1);
  expect(story?.elite?.slot).toBe(history.summaries[1]?.bestSlot);
  for (const [i, { child, winner }] of (story?.contests ?? []).entries()) {
    expect(child.id).toBe(history.cell(2, i + 1).agent);
    expect(history.parentSlot(2, i + 1)).toBe(winner);
  }
});

test('the last generation has no selection', () => {
  expect(selectionStory(growHistory(3), 2, 1)).toBeNull();
});

test('a selection is told before the next generation has been tested', () => {
  const event = {
    kind: 'generation',
    run: 1,
    generation: 0,
    ids: Int32Array.of(0, 1),
    fitness: Float64Array.of(20, 30),
    hyperparameters: new Float64Array(0),
    diverged: new Int32Array(0),
    parameters: new Int32Array(2),
    tournaments: [{ drawn: [0, 1], winner: 1 }],
    next: Int32Array.of(1, 2),
    births: [
      {
        id: 2,
        parent: 1,
        generation: 1,
        mutation: {
          family: 'hyperparameter',
          method: 'learningRate',
          changes: [{ path: 'learningRate', from: 1e-3, to: 1.2e-3 }],
        },
      },
    ],
    steps: 0,
    elapsedMs: 0,
    hash: '',
  } as const;
  const founders = [0, 1].map((id) => ({
    id,
    parent: null,
    generation: 0,
    mutation: NO_MUTATION,
  }));
  const history = createHistory(1, [], founders);
  history.append(event);
  const story = selectionStory(history, 0, 1);
  if (!story) throw new Error('there is a selection');
  expect(momentsOf(story).map((moment) => momentSentence(moment, story, ALGORITHM))).toEqual([
    'Generation 1 has been tested: 2 agents.',
    'Agent 1 is the best with 30: it is passed on as elite, unchanged.',
    'Tournament 1 of 1: chance picks agents 0 and 1.',
    'Agent 1 wins: 30 against 20.',
    'Agent 1 has an offspring: agent 2, so far an exact copy.',
    'Mutation of hyperparameter: learning rate 1e-3 → 1.2e-3.',
    'Generation 2 stands, and trains next.',
  ]);
});

test('of a small population every tournament is seen, of a large one the first', () => {
  const small = selectionStory(growHistory(2, { populationSize: 6 }), 0, 1);
  const large = selectionStory(growHistory(2, { populationSize: 16 }), 0, 1);
  if (!small || !large) throw new Error('there are selections');
  expect(momentsOf(small).filter(({ kind }) => kind === 'draw')).toHaveLength(5);
  expect(momentsOf(small).some(({ kind }) => kind === 'rest')).toBe(false);
  expect(momentsOf(large).filter(({ kind }) => kind === 'draw')).toHaveLength(1);
  expect(momentsOf(large).at(-2)).toEqual({ kind: 'rest', from: 1 });
});

test('what tournaments compare is the mean over the window, along the lineage', () => {
  const history = growHistory(5);
  const story = selectionStory(history, 3, 2);
  for (const { slot, fitness } of story?.population ?? []) {
    const before = history.fitness(2, history.parentSlot(3, slot));
    expect(fitness).toBeCloseTo((history.fitness(3, slot) + before) / 2, 9);
  }
});

test('choosing is told apart from mutating, as the phases are', () => {
  const story = selectionStory(growHistory(2, { populationSize: 4 }), 0, 1);
  if (!story) throw new Error('there is a selection');
  const kinds = (part: 'select' | 'mutate') => momentsOf(story, part).map(({ kind }) => kind);
  const thrice = <T>(...each: T[]) => [...each, ...each, ...each];
  expect(kinds('select')).toEqual(['population', 'elite', ...thrice('draw', 'compare'), 'chosen']);
  expect(kinds('mutate')).toEqual([...thrice('copy', 'mutate'), 'done']);
});

test.each([
  [[1, 1], 'chance picks agent 1 both times.', 'Agent 1 has no opponent, so it becomes a parent'],
  [[1, 1, 1], 'chance picks agent 1 all 3 times.', 'Agent 1 has no opponent'],
  [[1, 0, 1], 'chance picks agents 1 (2 times) and 0.', 'Agent 1 wins: '],
  [[1], 'chance picks agent 1.', 'Agent 1 has no opponent'],
])('a draw of %j is told plainly', (drawn, draw, compare) => {
  const story = selectionStory(growHistory(2, { populationSize: 4 }), 0, 1);
  const [contest] = story?.contests ?? [];
  if (!story || !contest) throw new Error('there is a tournament');
  const told = { ...story, contests: [{ ...contest, drawn, winner: 1 }] };
  const sentence = (kind: 'draw' | 'compare') =>
    momentSentence({ kind, contest: 0 }, told, ALGORITHM);
  expect(sentence('draw')).toBe(`Tournament 1 of 1: ${draw}`);
  expect(sentence('compare')).toContain(compare);
});

test('a caption stands long enough to be read, the longer the more words it has', () => {
  expect(captionTime('Two words')).toBe(2200);
  expect(captionTime(new Array(12).fill('word').join(' '))).toBeGreaterThan(3500);
});
