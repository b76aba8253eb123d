// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { RunConfig } from '#core/run-config.ts';
import { ALL_OPEN } from '#protocol/controls.ts';
import { gradeOf } from '#store/share/share-link.ts';
import { ShareDialog } from '#ui/share/ShareDialog.tsx';
import { CONFIG } from './fake-catalog.ts';
import { openLab } from './open-lab.tsx';

/** The dialog over what is set up, and over so many generations of its run. */
async function open(setUp: RunConfig, generations = 0): Promise<void> {
  const { engine, lab, show } = await openLab({ config: setUp });
  if (generations > 0) lab.start();
  while ((lab.history()?.generations ?? 0) < generations) engine.tick();
  await act(() => new Promise((resolve) => setTimeout(resolve, 300))); // the page hears of it now and then
  show(<ShareDialog controls={ALL_OPEN} onControls={() => {}} onClose={() => {}} />);
}

/** A recipe so long that no link holds it well. */
const LONG: RunConfig = {
  ...CONFIG,
  populationSize: 1,
  generations: 900,
  selection: { ...CONFIG.selection, tournamentSize: 1 },
  schedule: Array.from({ length: 900 }, (_, i) => ({
    generation: i,
    agent: i * 7 + ((i * i * 31) % 7),
    family: i === 0 ? 'none' : 'parameters',
    method: i === 0 ? '' : `weights${((i * 2_654_435_761) % 4_294_967_291).toString(36)}`,
    changes: [],
  })),
};

const length = () => screen.getByText(/characters:/).textContent;

test('a link is graded by how many programs leave it whole', () => {
  expect([1800, 1801, 6000, 6001].map(gradeOf)).toEqual(['short', 'long', 'long', 'tooLong']);
});

test('where there is no run there is no file to send', async () => {
  await open(CONFIG);
  expect(length()).toMatch(/short enough for every program/);
  expect(screen.queryByRole('button', { name: /Save as a file/ })).toBeNull();
});

test('a run can be saved as a file, and must be where the link is too long', async () => {
  await open(LONG, 3);
  expect(length()).toMatch(/too long for many programs\. Send the run as a file instead/);
  const save = screen.getByRole('button', { name: /Save as a file/ });
  fireEvent.click(save);
  // there is no worker here to pack it: that is said, and nothing is thrown
  expect(await screen.findByText(/The run could not be saved: /)).toBeTruthy();
});
