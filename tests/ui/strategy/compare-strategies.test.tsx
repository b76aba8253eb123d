// @vitest-environment happy-dom
import { fireEvent, render, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fixedLanes } from '#core/strategy/seats.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { NamedOutcome } from '#store/strategy/outcomes.ts';
import { OtherEngines } from '#ui/compare/OtherEngines.tsx';
import { StrategyPicker } from '#ui/compare/StrategyPicker.tsx';
import { StrategyTable } from '#ui/compare/StrategyTable.tsx';
import { CATALOG, CONFIG } from '../../store/strategy/fake-strategy-engine.ts';

const outcome = (id: string, seed: number, mAP: readonly (number | null)[]): NamedOutcome => ({
  ...{ id, title: `Run ${id}`, key: 'abc', seed, rows: ['Usual', 'Tuned'], mAP },
  ...{ tested: true, intervals: 8, engine: '1' },
});
const OUTCOMES = [outcome('a', 1, [0.2, 0.4]), outcome('b', 2, [0.4, null])];

test('classifiers of a configuration stand side by side, over its seeds', () => {
  render(<StrategyTable outcomes={OUTCOMES} />);
  const [, usual, tuned] = screen.getAllByRole('row');
  const cells = (row: HTMLElement | undefined) =>
    within(row as HTMLElement)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent);
  expect(cells(usual)).toEqual([
    ...['A Run a', '1 Usual', '30.0', '20.0', '40.0', '2 seeds: 1, 2', 'test'],
  ]);
  expect(cells(tuned).slice(1, 5)).toEqual(['2 Tuned', '40.0', '40.0', '40.0']);
  expect(screen.queryByText(/One seed proves little/)).toBeNull();
});

test('in what runs differ is listed below, and of the classifiers that they are set up otherwise', () => {
  const [first, second] = OUTCOMES as [NamedOutcome, NamedOutcome];
  const of = (longTail: number, loss: string): StrategyConfig => ({
    ...CONFIG,
    data: { ...CONFIG.data, longTail } as StrategyConfig['data'],
    rows: [
      {
        name: 'Usual',
        steering: { kind: 'drawn', lanes: fixedLanes({ ...CATALOG.recipes.usual, loss }) },
      },
    ],
  });
  const pair = [
    { ...first, config: of(2, 'bce') },
    { ...second, key: 'other', config: of(4, 'cb') },
  ];
  const { rerender } = render(<StrategyTable outcomes={pair} />);
  const cells = () =>
    within(screen.getByRole('region', { name: 'In what the settings of strategy runs differ' }))
      .getAllByRole('row')
      .map((row) => [...row.children].map(({ textContent }) => textContent));
  expect(cells()).toEqual([
    ['What differs', 'A', 'B'],
    ['Classifiers', 'set up 1', 'set up 2'],
    ['Long tail', '2', '4'],
  ]);
  rerender(<StrategyTable outcomes={OUTCOMES} />);
  expect(screen.queryByText('What differs')).toBeNull();
});

test('runs of different engines are told apart: beside each, above all, and in what differs', () => {
  const [first, second] = OUTCOMES as [NamedOutcome, NamedOutcome];
  const pair = [
    { ...first, config: CONFIG },
    { ...second, engine: '2', config: CONFIG },
  ];
  render(
    <>
      <OtherEngines
        runs="Some runs"
        engines={pair.map(({ engine }) => engine)}
        version={{ engine: '2', engineChanges: 'counts otherwise' }}
      />
      <StrategyPicker outcomes={pair} chosen={[]} engine="2" onChange={() => {}} />
      <StrategyTable outcomes={pair} />
    </>,
  );
  expect(screen.getAllByText(/by engine 1$/)).toHaveLength(1);
  expect(screen.getByRole('status').textContent).toBe(
    'Some runs were made by engine 1; this page has engine 2, which counts otherwise. Their differences from the other runs may be the engine’s.',
  );
  const rows = screen.getAllByRole('row').map((row) => row.textContent);
  expect(rows).toContain('Engine12');
  expect(rows).toContain('A Run a1 Usual20.020.020.01test'); // two engines are two configurations
});

test('one is put into the comparison and taken out', () => {
  const onChange = vi.fn();
  render(<StrategyPicker outcomes={OUTCOMES} chosen={['x', 'a']} engine="1" onChange={onChange} />);
  const [first, second] = screen.getAllByRole<HTMLInputElement>('checkbox');
  expect([first?.checked, second?.checked]).toEqual([true, false]);
  if (first) fireEvent.click(first);
  if (second) fireEvent.click(second);
  expect(onChange.mock.calls).toEqual([[['x']], [['x', 'a', 'b']]]);
});
