import { expect, test } from 'vitest';
import type { RowInterval, SearchedInterval } from '#core/strategy/figures.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { piecesOf, pieceWords } from '#ui/strategy/lanes/lane-view.ts';

const CHOICES = { augmentation: 'none', optimizer: 'adam', schedule: 'cosine' };

const event = (loss: string, took?: SearchedInterval['took']): IntervalEvent => {
  const searched = { trial: 0, trained: 1, ...(took !== undefined && { took }) };
  const row = { choices: { ...CHOICES, loss }, searched } as unknown as RowInterval;
  return { rows: [row] } as unknown as IntervalEvent;
};

test('a lane of a search says where a trial begins or a classifier is taken over, the same choice or not', () => {
  const intervals = [event('bce', 'first'), event('bce'), event('bce', 4), event('asl')];
  const row = { name: 'A', steering: { kind: 'search' as const, search: 'PBT' } };
  const pieces = piecesOf(row, 0, 'loss', intervals, 6);
  expect(pieces.map(({ from, to, choice, took }) => [from, to, choice, took])).toEqual([
    [0, 2, 'bce', 'first'],
    [2, 3, 'bce', 4],
    [3, 4, 'asl', undefined],
    [4, 6, null, undefined],
  ]);
  const loss = strategyCatalog().seats.find(({ id }) => id === 'loss');
  if (!loss) throw new Error('there is no seat for the loss');
  const words = pieces.map((piece) => pieceWords(loss, piece));
  expect(words[0]).toContain('; a trial begins with the first weights');
  expect(words[1]).toContain('interval 3: BCE');
  expect(words[1]).toContain('; takes over the classifier of trial 5');
  expect(words[2]).not.toContain(';');
});
