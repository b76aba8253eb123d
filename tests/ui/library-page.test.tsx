// @vitest-environment happy-dom
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { createClient } from '#protocol/client.ts';
import { encodeStrategyLink, presetOf } from '#protocol/strategy-link.ts';
import { createLab } from '#store/lab/create-lab.ts';
import type { Imported } from '#store/library/files.ts';
import { handOver } from '#ui/library/dropped-files.ts';
import { LibraryPage } from '#ui/library/LibraryPage.tsx';
import { LibraryContext } from '#ui/library/library-context.ts';
import { LabContext, OpenStrategyContext } from '#ui/shell/lab-context.ts';
import { eventually } from '../setup/eventually.ts';
import { createMemoryLibrary } from '../store/library/memory-library.ts';
import { simulateRun } from '../store/library/simulate-run.ts';
import { CATALOG as STRATEGIES } from '../store/strategy/fake-strategy-engine.ts';
import { openStrategy } from '../store/strategy/open-strategy.ts';
import { CONFIG } from './fake-catalog.ts';
import { createFakeEngine } from './fake-engine.ts';

vi.mock('#store/library/file-tasks.ts', () => ({
  importFile: async (_: unknown, { name }: File): Promise<Imported> =>
    name.endsWith('.evo')
      ? { kind: 'imported', record: (await simulateRun(1)).record }
      : {
          kind: 'problem',
          message: `“${name}” was not imported: it is a text.`,
          why: 'it is a text',
        },
}));

async function open(library = createMemoryLibrary()) {
  const connect = () => createClient(() => createFakeEngine());
  const lab = createLab(connect(), (ready) => ready.setUp(CONFIG, null));
  await Promise.resolve();
  render(
    <LabContext value={lab}>
      <LibraryContext value={library}>
        <OpenStrategyContext value={async () => (await openStrategy({ library })).lab}>
          <LibraryPage openEngine={connect} />
        </OpenStrategyContext>
      </LibraryContext>
    </LabContext>,
  );
  await screen.findByRole('heading', { name: 'Library' });
  return library;
}

const rows = () =>
  within(screen.getByRole('region', { name: 'Runs' }))
    .getAllByRole('listitem')
    .filter((item) => item.hasAttribute('aria-label'));

async function choose(row: HTMLElement | undefined, item: string): Promise<void> {
  if (!row) throw new Error('there is no such row');
  fireEvent.click(within(row).getByRole('button', { name: /^More for/ }));
  await act(async () => fireEvent.click(within(row).getByRole('menuitem', { name: item })));
}

test('many files are told of in one message, and whatever was refused by its name', async () => {
  await open();
  const files = ['a.evo', 'b.yaml', 'c.evo', 'd.json'].map((name) => new File(['x'], name));
  await act(async () => handOver(files));
  expect(await screen.findByText('2 of 4 files were imported.')).toBeTruthy();
  expect(screen.getByText('“b.yaml”: it is a text.')).toBeTruthy();
  expect(screen.getByText('“d.json”: it is a text.')).toBeTruthy();
  expect(screen.getAllByRole('button', { name: 'Dismiss' })).toHaveLength(1);
  await act(async () => handOver([new File(['x'], 'e.txt')]));
  expect(await screen.findByText('“e.txt” was not imported: it is a text.')).toBeTruthy();
  expect(screen.queryByText('2 of 4 files were imported.')).toBeNull();
});

test('what was deleted one after the other is one message, and comes back at once', async () => {
  const library = createMemoryLibrary();
  for (let i = 0; i < 3; i++) await library.add(await simulateRun(2));
  await open(library);
  await screen.findByRole('region', { name: 'Runs' });
  await choose(rows()[0], 'Delete');
  await eventually(() => expect(rows()).toHaveLength(2));
  await choose(rows()[0], 'Delete');
  await eventually(() => expect(rows()).toHaveLength(1));
  expect(screen.getAllByRole('button', { name: 'Dismiss' })).toHaveLength(1);
  expect(screen.getByText(/and 1 more were deleted/)).toBeTruthy();
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Undo' })));
  await eventually(() => expect(rows()).toHaveLength(3));
  expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull();
});

test('a run can be given notes, which stand beside it', async () => {
  const library = createMemoryLibrary();
  const run = await simulateRun(2);
  await library.add(run);
  await open(library);
  await screen.findByRole('region', { name: 'Runs' });
  await choose(rows()[0], 'Write notes');
  fireEvent.change(screen.getByRole('textbox', { name: 'Notes to the run' }), {
    target: { value: 'The one for lesson 3' },
  });
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Keep the notes' })));
  expect(await screen.findByText('The one for lesson 3')).toBeTruthy();
  expect((await library.record(run.record.id))?.notes).toBe('The one for lesson 3');
});

test('a run of another version of the engine says so, and what this one does otherwise', async () => {
  const library = createMemoryLibrary();
  const run = await simulateRun(2);
  await library.add({ ...run, record: { ...run.record, engine: '0' } });
  await library.add(await simulateRun(2));
  await open(library);
  await screen.findByRole('region', { name: 'Runs' });
  const words = 'made by engine 0; this page has engine 1, which learns more often';
  expect(rows().filter((row) => row.textContent?.includes(words))).toHaveLength(1);
});

test('a result of the strategy lab is kept by its link, and compared without its run', async () => {
  const preset = presetOf(STRATEGIES, 'shapes');
  if (!preset) throw new Error('there is no preset of shapes');
  const link = encodeStrategyLink(preset.config, preset, {
    ...{ engine: '1', device: 'wasm', end: 'steps', tested: true, mAP: [0.25, 0.5, 0.75] },
    ...{ hash: 'a'.repeat(32), fingerprints: [1, 2] },
  });
  await open();
  const results = screen.getByRole('region', { name: 'Results of links' });
  fireEvent.change(within(results).getByRole('textbox'), {
    target: { value: `Anna: https://a.example/${link}` },
  });
  await act(async () =>
    fireEvent.click(within(results).getByRole('button', { name: 'Keep the results' })),
  );
  const kept = await within(results).findByText(/Random switching, 75\.0 % mAP on the test images/);
  expect(kept.textContent).toMatch(/^3 classifiers · seed 1 · 2 intervals · .* not verified$/);
  expect(within(results).getByRole('link', { name: 'Open' }).getAttribute('href')).toBe(link);
  expect(within(results).getByRole('link', { name: 'Compare' }).getAttribute('href')).toMatch(
    /^#\/compare\?r=a{8}-a{4}-/,
  );
});
