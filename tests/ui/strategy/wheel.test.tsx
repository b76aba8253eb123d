// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { decodeStrategyLink } from '#protocol/strategy-link.ts';
import { loadStrategy } from '#store/strategy/kept-runs.ts';
import { strategyShareLink } from '#store/strategy/share-strategy.ts';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import { useStrategyState } from '#ui/strategy/strategy-context.ts';
import { Wheel } from '#ui/strategy/wheel/Wheel.tsx';
import { CATALOG } from '../../store/strategy/fake-strategy-engine.ts';
import { settle } from '../../store/strategy/settle.ts';
import { showStrategy } from './show-strategy.tsx';

/** The panel over the run that the lab shows. */
function Shown() {
  const run = useStrategyState((state) => state.run);
  const config = useStrategyState((state) => state.config);
  const intervals = useStrategyState((state) => state.intervals);
  const shown = config && {
    ...{ run, config, intervals, started: null, finished: null },
    isRecorded: false,
  };
  return <Wheel shown={shown} />;
}

const handOf = ({ store }: StrategyLab, row: number) => store.getState().config?.rows[row]?.hand;

test('a person chooses for one interval, sees what came of it, and link and library hold the choice', async () => {
  const { lab, engine, library, show } = await showStrategy();
  show(<Shown />);
  fireEvent.click(screen.getByRole('button', { name: 'Begin, and stop at the first decision' }));
  expect(engine().received.find(({ kind }) => kind === 'ask')).toMatchObject({
    rows: [{ row: 0, every: false }],
  });
  act(() => {
    for (let i = 0; i < 2; i++) engine().tick();
    engine().decide([0]);
  });
  const form = within(screen.getByRole('form', { name: 'Decision of interval 3' }));
  const loss = form.getByLabelText('Loss');
  expect(within(loss).getByText('Leave it: BCE')).toBeTruthy();
  expect(document.activeElement?.tagName).toBe('SELECT'); // the keyboard is where it is needed
  fireEvent.change(loss, { target: { value: 'cb' } });
  fireEvent.click(form.getByRole('button', { name: 'Go on' }));
  act(() => {
    for (let i = 0; i < 2; i++) engine().tick();
  });
  expect(handOf(lab, 0)).toEqual({
    loss: [
      { from: 2, choice: 'cb' },
      { from: 3, choice: null },
    ],
  });
  const { intervals, runId } = lab.store.getState();
  expect(intervals.map(({ rows }) => rows[0]?.choices.loss)).toEqual(['bce', 'bce', 'cb', 'bce']);
  expect(screen.getByText(/In interval 3 Usual trained under .* by your hand/)).toBeTruthy();
  const linked = strategyShareLink(lab.store.getState(), 'result');
  const decoded = linked && 'link' in linked ? decodeStrategyLink(linked.link, CATALOG) : null;
  expect(decoded?.kind === 'run' && decoded.config.rows[0]?.hand).toEqual(handOf(lab, 0));
  await settle();
  const stored = await loadStrategy(library, runId ?? '');
  expect(stored?.record.config.rows[0]?.hand).toEqual(handOf(lab, 0));
});

test('who gives the wheel back is asked no more, and the recipe decides again', async () => {
  const { lab, engine, show } = await showStrategy();
  show(<Shown />);
  fireEvent.click(screen.getByLabelText('Ask me at each decision'));
  act(() => lab.start());
  act(() => engine().decide([0]));
  fireEvent.change(screen.getByLabelText('Optimizer'), { target: { value: 'lion' } });
  fireEvent.click(screen.getByLabelText('Until I choose again'));
  fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
  act(() => {
    engine().tick();
    engine().decide([0]);
  });
  expect((screen.getByLabelText('Optimizer') as HTMLSelectElement).value).toBe('lion');
  fireEvent.click(screen.getByRole('button', { name: 'Give the wheel back' }));
  act(() => void engine().tick());
  expect(lab.store.getState().askedRows).toEqual([]);
  expect(lab.store.getState().intervals.map(({ rows }) => rows[0]?.choices.optimizer)).toEqual([
    'lion',
    'adamW',
  ]);
});
