// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { CHART_DEFAULTS } from '#store/chart-settings.ts';
import { chartSettings } from '#ui/charts/frame/use-chart-settings.ts';
import { DecisionsPanel } from '#ui/strategy/decisions/DecisionsPanel.tsx';
import { usePointed } from '#ui/strategy/pointed.ts';
import { openLab } from '../open-lab.tsx';
import { madeUpRun, SEATS_OFFERED } from './made-up-run.ts';

const run = madeUpRun({ preset: 'four-agents', over: 6 });

beforeEach(() => {
  chartSettings.setState(CHART_DEFAULTS);
  usePointed.setState(usePointed.getInitialState());
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

test('a decision is gone to by keyboard, told, pointed at below too, and held with Enter', async () => {
  await show();
  const score = slider('Decisions by interval');
  fireEvent.keyDown(score, { key: 'Home' });
  fireEvent.keyDown(score, { key: 'ArrowRight' });
  expect(score.getAttribute('aria-valuetext')).toMatch(
    /^Interval 2: updates 24, Augmentation \w+, by chance \(.*\), Optimizer /,
  );
  expect(slider('Q-values of augmentation by interval').getAttribute('aria-valuenow')).toBe('2');
  fireEvent.keyDown(score, { key: 'Enter' });
  expect(usePointed.getState().held).toBe(1);
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
