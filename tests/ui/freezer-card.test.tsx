// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { writeAgentFile } from '#store/library/agent-file.ts';
import { freezerOf, type KeptAgent } from '#store/library/freezer.ts';
import { FreezerCard } from '#ui/inspector/FreezerCard.tsx';
import { CONFIG } from './fake-catalog.ts';
import { openLab } from './open-lab.tsx';

const KEPT: KeptAgent = {
  id: 'kept',
  name: 'First of spring',
  keptAt: 1,
  fitness: 200,
  run: null,
  individual: {
    engine: '1',
    environment: CONFIG.environment,
    algorithm: CONFIG.algorithm,
    genome: { networks: {}, hyperparameters: {} },
    weights: { online: Float32Array.of(0.5) },
    seed: 1,
    agent: 7,
    generation: 3,
  },
};

/** The freezer with one agent in it, and what can become of the disk under it. */
async function open() {
  const { library, show } = await openLab();
  const shelf = freezerOf(library);
  await shelf.put(KEPT);
  show(<FreezerCard />);
  await screen.findByText('1 kept');
  return {
    fill: () => {
      library.tables.failure = new DOMException('no room', 'QuotaExceededError');
    },
    clear: () => {
      library.tables.failure = null;
    },
    onDisk: async () => (await shelf.list()).items,
  };
}

const press = (name: string, role = 'button') =>
  act(async () => void fireEvent.click(screen.getByRole(role, { name })));

async function remove() {
  await press('More for First of spring');
  await press('Delete', 'menuitem');
}

const row = () => screen.queryByRole('button', { name: 'Found a population of First of spring' });
const undo = () => screen.queryByRole('button', { name: 'Undo' });
const said = () => screen.queryByRole('alert')?.textContent ?? '';

test('an agent whose deletion fails is still there, and that is said', async () => {
  const { fill, clear, onDisk } = await open();
  fill();
  await remove();
  expect(said()).toMatch(/^First of spring was not deleted: the storage .* is full\./);
  expect(row()).not.toBeNull();
  expect(undo()).toBeNull(); // there is nothing to undo
  expect(await onDisk()).toEqual([KEPT]);

  clear();
  await remove();
  expect(said()).toBe('');
  expect(row()).toBeNull();
  expect(await onDisk()).toEqual([]);
});

test('an agent that could not be brought back can still be brought back, and that is said', async () => {
  const { fill, clear, onDisk } = await open();
  await remove();
  expect(screen.getByRole('status').textContent).toContain('First of spring was deleted.');
  fill();
  await press('Undo');
  expect(said()).toMatch(/^First of spring was not brought back: the storage .* is full\./);
  expect(undo()).not.toBeNull();
  expect(row()).toBeNull();

  clear();
  await press('Undo');
  expect(said()).toBe('');
  expect(undo()).toBeNull();
  expect(row()).not.toBeNull();
  expect(await onDisk()).toEqual([KEPT]);
});

test('an agent that comes as a file is kept; what is none is said and nothing is kept', async () => {
  const disk = await open();
  const chooser = screen.getByLabelText('An agent’s file, or the files of a model');
  const choose = (bytes: BlobPart, name: string) =>
    act(
      async () => void fireEvent.change(chooser, { target: { files: [new File([bytes], name)] } }),
    );
  await choose('not a zip', 'odd.agent');
  expect((await screen.findByRole('alert')).textContent).toMatch(/odd\.agent was not opened/);
  await choose(writeAgentFile({ ...KEPT, id: 'sent', name: 'Sent by a friend' }), 'sent.agent');
  expect(await screen.findByText('Sent by a friend')).toBeTruthy();
  expect((await disk.onDisk()).map(({ name }) => name)).toContain('Sent by a friend');
});
