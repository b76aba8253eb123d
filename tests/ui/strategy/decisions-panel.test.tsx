// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { advanceStrategy, beginStrategy } from '#archive/strategy-record.ts';
import { CHART_DEFAULTS } from '#store/chart-settings.ts';
import { addStrategy } from '#store/strategy/kept-runs.ts';
import { chartSettings } from '#ui/charts/frame/use-chart-settings.ts';
import { DecisionsPanel } from '#ui/strategy/decisions/DecisionsPanel.tsx';
import { DomainShares } from '#ui/strategy/decisions/DomainShares.tsx';
import { openDecision, useOpenedDecision } from '#ui/strategy/decisions/opened.ts';
import { usePointed } from '#ui/strategy/pointed.ts';
import { StrategyContext } from '#ui/strategy/strategy-context.ts';
import { openStrategy } from '../../store/strategy/open-strategy.ts';
import { openLab } from '../open-lab.tsx';
import { madeUpRun, SEATS_OFFERED } from './made-up-run.ts';

const run = madeUpRun({ preset: 'four-agents', over: 6 });

beforeEach(() => {
  chartSettings.setState(CHART_DEFAULTS);
  usePointed.setState(usePointed.getInitialState());
  useOpenedDecision.setState(useOpenedDecision.getInitialState());
});

async function show() {
  const { show: draw } = await openLab();
  return draw(
    <DecisionsPanel
      config={run.started.config}
      started={run.started}
      intervals={run.intervals}
      seats={SEATS_OFFERED}
      run={{ seed: 1, settings: 'a link' }}
      onNotice={() => {}}
    />,
  );
}

const slider = (name: string) => screen.getByRole('slider', { name });

test('a decision is gone to by keyboard, told, pointed at below too, and explained with Enter', async () => {
  await show();
  const score = slider('Decisions by interval');
  fireEvent.keyDown(score, { key: 'Home' });
  fireEvent.keyDown(score, { key: 'ArrowRight' });
  expect(score.getAttribute('aria-valuetext')).toMatch(
    /^Interval 2: updates 24, Augmentation \w+, by chance \(.*\), Optimizer /,
  );
  expect(slider('Q-values of augmentation by interval').getAttribute('aria-valuenow')).toBe('2');
  fireEvent.keyDown(score, { key: 'Enter' });
  const why = screen.getByRole('region', { name: 'Why this choice?' });
  expect(why.textContent).toContain('Interval 2, augmentation: Chance chose ');
  expect(why.parentElement).toBe(document.activeElement);
  fireEvent.keyDown(why, { key: 'Escape' });
  expect(screen.queryByRole('region', { name: 'Why this choice?' })).toBeNull();
});

test('an explanation goes to the next decision, to another agent, and through it step by step', async () => {
  await show();
  act(() => openDecision(0, 'optimizer', 3));
  const why = () => screen.getByRole('region', { name: 'Why this choice?' });
  expect(screen.getByText(/^6 decisions of 4 Networks that learn as a sum/)).toBeDefined();
  expect(why().textContent).toContain('Interval 1, optimizer: ');
  fireEvent.click(within(why()).getByRole('button', { name: 'Decision after' }));
  expect(why().textContent).toContain('Interval 2, optimizer: ');
  fireEvent.click(within(why()).getByRole('button', { name: 'Slow motion' }));
  const slow = screen.getByRole('region', { name: 'Slow motion of the decision for interval 2' });
  expect(slow.parentElement).toBe(document.activeElement);
  const step = () => within(slow).getByRole('list').querySelector('[aria-current]')?.textContent;
  expect(step()).toBe('Perceive');
  for (const name of ['Decide', 'Execute', 'Evaluate', 'Learn']) {
    fireEvent.click(within(slow).getByRole('button', { name: 'Next' }));
    expect(step()).toBe(name);
  }
  fireEvent.click(within(slow).getByRole('button', { name: 'All at once' }));
  expect(why()).toBeDefined();
});

test('another row and another agent are looked at', async () => {
  await show();
  fireEvent.change(screen.getByRole('combobox', { name: 'Row looked at' }), {
    target: { value: '4' },
  });
  expect(await screen.findByText(/^6 decisions of 5 Bandits: /)).toBeDefined();
  fireEvent.change(screen.getByRole('combobox', { name: 'Agent' }), { target: { value: 'loss' } });
  expect(slider('Q-values of loss by interval')).toBeDefined();
});

test('an explanation that is drawn again, as on another part of the page, leaves the focus where it is', async () => {
  useOpenedDecision.setState({ as: 'why', times: 3 });
  await show();
  const why = screen.getByRole('region', { name: 'Why this choice?' });
  expect(document.activeElement).toBe(document.body);
  act(() => openDecision(2, null));
  expect(why.parentElement).toBe(document.activeElement);
});

test('what is chosen on which images is read of the kept runs when it is asked for', async () => {
  const { lab } = await openStrategy();
  const { show: draw, library } = await openLab();
  const begun = beginStrategy({
    id: '1'.repeat(16),
    preset: null,
    engine: '1',
    started: run.started,
    now: 0,
  });
  const record = run.intervals.reduce((sum, event) => advanceStrategy(sum, event, 0), begun);
  await addStrategy(library, { record, intervals: run.intervals, checkpoint: null });
  draw(
    <StrategyContext value={lab}>
      <DomainShares seats={SEATS_OFFERED} narrow={false} onNotice={() => {}} />
    </StrategyContext>,
  );
  expect(screen.getAllByText(/are read when you ask for it/)[0]).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Read the kept runs' }));
  const said = await screen.findByText(/^1 kept run on 1 kind of images\./);
  expect(said.textContent).toContain('ask the experiment “Transfer”');
});
