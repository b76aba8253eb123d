// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DataFacts } from '#core/strategy/figures.ts';
import type { DataPreview, Looked } from '#protocol/strategy-images.ts';
import { usePointed } from '#ui/strategy/pointed.ts';
import { DataStage, type DataStageProps } from '#ui/strategy/stage/DataStage.tsx';
import { LookStage, type LookStageProps } from '#ui/strategy/stage/LookStage.tsx';
import { longTailThrough, longTailWords, shareAtRank } from '#ui/strategy/stage/long-tail.ts';
import { tellingPredictions } from '#ui/strategy/stage/predictions.ts';
import { companionOf, pairOf } from '#ui/strategy/stage/together.ts';
import { madeUpRun } from './made-up-run.ts';

const { started } = madeUpRun();
const { data: facts, config } = started;

describe('in numbers', () => {
  test.each([0, 0.7, 3.5, 5])('a curve with tail %f goes through its own points', (tail) => {
    for (const rank of [3, 8, 19])
      expect(longTailThrough(rank / 19, shareAtRank(tail, rank, 20), 5)).toBeCloseTo(tail, 9);
  });

  test('a tail is told as how much rarer the rarest class is', () => {
    expect(longTailWords(0)).toBe('all classes are as frequent');
    expect(longTailWords(3.5)).toBe('the rarest class is 33 times rarer than the most frequent');
  });

  test('classes that come together are counted, as a share and beside chance', () => {
    const small: DataFacts = {
      classes: ['cat', 'dog', 'tie'],
      counts: { train: [40, 20, 10], validation: [4, 2, 1], test: [4, 2, 1] },
      groups: { head: [0], mid: [1], tail: [2] },
      together: [40, 10, 0, 10, 20, 5, 0, 5, 10],
      labelsPerImage: 0.7,
    };
    expect(pairOf(small, 0, 1, 100)).toEqual({ both: 10, share: 0.25, lift: 1.25 });
    expect(pairOf(small, 1, 0, 100)).toEqual({ both: 10, share: 0.5, lift: 1.25 });
    expect(companionOf(small, 2)).toBe(1);
  });

  test('of each image its own classes are told, and the surest of the others', () => {
    const told = tellingPredictions(
      ['cat', 'dog', 'tie', 'car', 'boat'],
      [2, 0],
      Float32Array.of(0.9, 0.6, 0.1, 0.2, 0.3),
      4,
    );
    expect(told.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      'cat right',
      'dog wrong',
      'boat none',
      'tie missed',
    ]);
  });
});

const seen = (element: Element, callback: IntersectionObserverCallback) =>
  callback(
    [{ isIntersecting: true, target: element } as unknown as IntersectionObserverEntry],
    {} as IntersectionObserver,
  );

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      readonly callback: IntersectionObserverCallback;
      constructor(callback: IntersectionObserverCallback) {
        this.callback = callback;
      }
      observe(element: Element) {
        seen(element, this.callback);
      }
      disconnect() {}
    },
  );
  usePointed.setState(usePointed.getInitialState());
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pixels = new Uint8Array(16 * 16 * 3);

describe('before a run', () => {
  const preview: DataPreview = {
    kind: 'previewed',
    seed: 1,
    digest: null,
    facts,
    problems: [],
    size: 16,
    images: Array.from({ length: 12 }, (_, at) => ({ pixels, labels: [at, 0] })),
  };
  const asked = vi.fn();
  const set = vi.fn();
  const stage = (more: Partial<DataStageProps> = {}) => (
    <DataStage
      data={config.data}
      seed={1}
      preview={preview}
      isHere
      onAsk={asked}
      onSet={set}
      {...more}
    />
  );

  beforeEach(() => {
    asked.mockClear();
    set.mockClear();
  });

  test('it asks at once, and again once edits have come to rest', () => {
    const { rerender } = render(stage());
    act(() => vi.advanceTimersByTime(1));
    expect(asked.mock.calls).toEqual([[12]]);
    for (const texture of [0.4, 0.5, 0.6]) {
      rerender(stage({ data: { ...config.data, texture } as typeof config.data }));
      act(() => vi.advanceTimersByTime(50));
    }
    expect(asked).toHaveBeenCalledTimes(1);
    act(() => vi.advanceTimersByTime(200));
    expect(asked).toHaveBeenCalledTimes(2);
    rerender(stage({ seed: 2 }));
    act(() => vi.advanceTimersByTime(200));
    expect(asked).toHaveBeenCalledTimes(3);
  });

  test('it shows images with what is in them, and how many there are of what', () => {
    render(stage());
    const images = screen.getByRole('region', { name: 'Training images' });
    expect(within(images).getAllByRole('img')).toHaveLength(12);
    expect(within(images).getByText('tie, person')).toBeDefined();
    expect(screen.getByText('training images').nextElementSibling?.textContent).toBe('1,536');
  });

  test('while a set-up cannot be, what was known stays, and settings that are no numbers do no harm', () => {
    const { rerender } = render(stage());
    const data = { ...config.data, longTail: 'many' } as unknown as typeof config.data;
    rerender(stage({ data, preview: { ...preview, facts: null, images: [] } }));
    expect(screen.getByText('tie, person')).toBeDefined();
    expect(screen.getByRole('slider', { name: 'Long tail' }).getAttribute('aria-valuenow')).toBe(
      '0',
    );
  });

  test.each([
    ['ArrowDown', 3.6],
    ['PageUp', 3],
    ['Home', 0],
    ['End', 5],
  ])('the curve is moved by keyboard: %s', (key, to) => {
    render(stage());
    fireEvent.keyDown(screen.getByRole('slider', { name: 'Long tail' }), { key });
    expect(set.mock.calls).toEqual([[{ 'data.longTail': to }]]);
  });

  test('sliders beside the pictures set clutter, texture and co-occurrence', () => {
    render(stage());
    const move = (name: RegExp, value: string) =>
      fireEvent.change(screen.getByRole('slider', { name }), { target: { value } });
    move(/^Clutter/, '4');
    move(/^Texture/, '0.75');
    move(/^Co-occurrence/, '2');
    expect(set.mock.calls).toEqual([
      [{ 'data.clutter': 4 }],
      [{ 'data.texture': 0.75 }],
      [{ 'data.coOccurrence': 2 }],
    ]);
  });

  test('pairs are gone through by keyboard, and all is a table one press away', () => {
    render(stage());
    const matrix = screen.getByRole('application', { name: /20 classes come together/ });
    fireEvent.keyDown(matrix, { key: 'ArrowRight' });
    fireEvent.keyDown(matrix, { key: 'ArrowRight' });
    expect(screen.getByText(/^person with car: \d+ training images, \d+\.\d % of/)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'The data set as a table' }));
    expect(screen.getAllByRole('row')).toHaveLength(21);
  });

  test('of one’s own images nothing of how they are drawn can be moved', () => {
    const own = {
      kind: 'own',
      name: 'holidays',
      digest: '0'.repeat(32),
      size: 32,
      classes: 20,
      images: config.data.images,
    } as const;
    render(stage({ data: own, preview: null }));
    expect(screen.queryByRole('slider')).toBeNull();
  });
});

describe('during a run', () => {
  const asked = vi.fn<LookStageProps['onLook']>();
  beforeEach(() => asked.mockClear());

  const FIRST = { row: 0, split: 'validation', label: null, from: 0, count: 6 } as const;
  const stage = (more: Partial<LookStageProps> = {}) => (
    <LookStage started={started} step={24} isOver={false} looked={null} onLook={asked} {...more} />
  );

  /** Every tenth image shows the last class, every other image the first. */
  const labelsAt = (position: number) => (position % 10 === 3 ? [0, 19] : position % 2 ? [] : [0]);
  const answer = (step = 24): Looked => {
    const { count, ...question } = asked.mock.lastCall?.[0] ?? FIRST;
    const { label, from } = question;
    const showing = Array.from({ length: 240 }, (_, position) => position).filter(
      (position) => label === null || labelsAt(position).includes(label),
    );
    return {
      ...{ kind: 'looked', run: started.run, step, size: 16, total: showing.length },
      ...question,
      images: showing.slice(from, from + count).map((position) => ({
        position,
        pixels,
        changed: pixels,
        labels: labelsAt(position),
        probabilities: Float32Array.from(facts.classes, (_, at) => (at === 0 ? 0.9 : 0.1)),
      })),
    };
  };
  const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

  test('it asks once, and again when the row has learned more, at most twice a second', () => {
    const { rerender } = render(stage());
    expect(asked.mock.calls).toEqual([[FIRST]]);
    rerender(stage({ looked: answer() }));
    wait(3000);
    expect(asked).toHaveBeenCalledTimes(1);
    let looked = answer();
    for (let step = 25; step < 65; step++) {
      rerender(stage({ step, looked }));
      wait(50);
      looked = answer(step);
    }
    expect(asked.mock.calls.length).toBeGreaterThan(3);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(6);
  });

  test('what is not answered is not asked again at once', () => {
    const { rerender } = render(stage());
    for (let step = 25; step < 60; step++) {
      rerender(stage({ step }));
      wait(100);
    }
    expect(asked).toHaveBeenCalledTimes(1);
    wait(1000);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  test('what is right, missed and wrong is told of each image', () => {
    const { rerender } = render(stage());
    rerender(stage({ looked: answer() }));
    const cards = within(screen.getByRole('list', { name: 'Images as Usual sees them' }));
    expect(cards.getAllByText('✓ right')).toHaveLength(4); // images 0, 2, 3 and 4
    expect(cards.getAllByText('✗ wrong')).toHaveLength(2);
    const [missed, ...others] = cards.getAllByText('missed');
    expect(others).toEqual([]);
    expect(missed?.nextElementSibling?.textContent).toBe('\u200710 %');
  });

  test('images with a class are shown after one look, and gone through', () => {
    const { rerender } = render(stage());
    rerender(stage({ looked: answer() }));
    fireEvent.change(screen.getByLabelText('Show me'), { target: { value: '19' } });
    wait(500);
    expect(screen.getByText('Looking for validation images with class 20 …')).toBeDefined();
    rerender(stage({ looked: answer() }));
    const shown = () =>
      screen
        .getAllByRole('img', { name: /which shows/ })
        .map((image) => image.getAttribute('aria-label'));
    const named = (...images: readonly number[]) =>
      images.map((image) => `Image ${image}, which shows person, class 20`);
    expect(shown()).toEqual(named(4, 14, 24, 34, 44, 54));
    expect(screen.getByText(/There are 24 validation images with class 20\.$/)).toBeDefined();
    expect(asked).toHaveBeenCalledTimes(2);
    fireEvent.click(screen.getByRole('button', { name: 'Next' }));
    wait(500);
    rerender(stage({ looked: answer() }));
    expect(shown()).toEqual(named(64, 74, 84, 94, 104, 114));
    expect(asked).toHaveBeenCalledTimes(3);
  });

  test('another row is asked for the same images; test images wait for the end', () => {
    const { rerender } = render(stage());
    rerender(stage({ looked: answer() }));
    fireEvent.change(screen.getByRole('combobox', { name: /Row/ }), { target: { value: '2' } });
    wait(600);
    expect(asked.mock.lastCall).toEqual([{ ...FIRST, row: 2 }]);
    const test = () => screen.getByRole<HTMLOptionElement>('option', { name: /test images/ });
    expect(test().disabled).toBe(true);
    rerender(stage({ isOver: true, looked: answer() }));
    expect(test().disabled).toBe(false);
  });
});
