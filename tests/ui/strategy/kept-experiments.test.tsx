// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { experimentsOf, type KeptExperiment } from '#store/strategy/experiment-runs.ts';
import { KeptExperiments } from '#ui/library/KeptExperiments.tsx';
import { OpenStrategyContext } from '#ui/shell/lab-context.ts';
import { runnerOf } from '#ui/strategy/experiments/runner-of.ts';
import { takeWanted } from '#ui/strategy/wanted.ts';
import { CATALOG, CONFIG } from '../../store/strategy/fake-strategy-engine.ts';
import { showStrategy } from './show-strategy.tsx';

const KEPT: KeptExperiment = {
  ...{ id: 'a'.repeat(32), experiment: 'averages', createdAt: 1000, engine: CATALOG.engine },
  ...{ base: CONFIG, seeds: 2 },
  results: [
    {
      ...{ key: '', seed: CONFIG.seed, engine: CATALOG.engine, hash: 'b'.repeat(32) },
      ...{ images: 96, seconds: 2, agentSeconds: 0.1, rows: [] },
    },
  ],
};

async function library() {
  const opened = await showStrategy();
  await experimentsOf(opened.library).put(KEPT);
  opened.show(
    <OpenStrategyContext value={async () => opened.lab}>
      <KeptExperiments />
    </OpenStrategyContext>,
  );
  return {
    ...opened,
    item: await screen.findByRole('listitem', { name: 'Averages of the weights' }),
  };
}

test('a kept experiment is listed, and opened where it was asked', async () => {
  const { lab, library: shelves, item } = await library();
  expect(item.textContent).toContain(`2 seeds from ${CONFIG.seed} on · 1 run done`);
  await act(async () => {
    fireEvent.click(within(item).getByRole('button', { name: 'Open' }));
  });
  expect(location.hash).toBe('#/strategy');
  expect(takeWanted('experiments')).toBe(true);
  expect(runnerOf(lab, shelves).store.getState().kept).toEqual(KEPT);
});

test('its table and all its results are saved as files', async () => {
  const { item } = await library();
  const saved: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push(blob as Blob);
    return 'blob:there';
  });
  for (const name of ['Table (.csv)', 'All results (.json)']) {
    fireEvent.click(within(item).getByRole('button', { name: /^More for/ }));
    fireEvent.click(screen.getByRole('menuitem', { name }));
  }
  const [table, results] = await Promise.all(saved.map((blob) => blob.text()));
  expect(table).toContain('Arm,Seeds,"mAP, %","mAP, raw, %');
  expect(JSON.parse(results ?? '')).toEqual(KEPT);
});

test('it is deleted after a question, but not while the lab carries it out', async () => {
  const { lab, library: shelves, item } = await library();
  const choose = () => {
    fireEvent.click(within(item).getByRole('button', { name: /^More for/ }));
    fireEvent.click(screen.getByRole('menuitem', { name: 'Delete' }));
  };
  const runner = runnerOf(lab, shelves);
  runner.store.setState({ kept: KEPT, status: 'running' });
  choose();
  expect(screen.getByRole('alert').textContent).toContain('Stop it there first');
  runner.store.setState({ status: 'idle' });
  choose();
  fireEvent.click(screen.getByRole('button', { name: 'Keep it' }));
  choose();
  fireEvent.click(screen.getByRole('button', { name: 'Delete it' }));
  await expect.poll(async () => (await experimentsOf(shelves).list()).items).toEqual([]);
});
