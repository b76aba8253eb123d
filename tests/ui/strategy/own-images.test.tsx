// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { StrategySetup } from '#ui/strategy/setup/StrategySetup.tsx';
import { createMemoryLibrary } from '../../store/library/memory-library.ts';
import { OWN } from '../../store/strategy/fake-strategy-engine.ts';
import { settle } from '../../store/strategy/settle.ts';
import { showStrategy } from './show-strategy.tsx';

const settled = () => act(() => settle());
const choose = () =>
  fireEvent.change(screen.getByLabelText('A zip, or files of images with labels'), {
    target: { files: [new File(['zip'], 'pets.zip')] },
  });

test('own images are looked at before they are used, and a run trains on them', async () => {
  const { lab, engine, show } = await showStrategy();
  show(<StrategySetup />);
  choose();
  expect(screen.getByText(/“pets.zip”: 2 classes; 20 images to train with/)).toBeTruthy();
  expect(screen.getByText('one was passed over')).toBeTruthy();
  expect(lab.store.getState().draft?.data.kind).toBe('shapes');
  fireEvent.click(screen.getByRole('button', { name: 'Use them' }));
  expect(lab.store.getState().draft).toMatchObject({ data: OWN, training: { batch: 20 } });
  expect(lab.store.getState().problems).toEqual([]);
  act(() => lab.start());
  act(() => void engine().tick());
  expect(lab.store.getState().intervals).toHaveLength(1);
});

test('images that are kept here are given to the next engine before a run that needs them', async () => {
  const library = createMemoryLibrary();
  const first = await showStrategy({ library });
  first.lab.openOwn('pets.zip', [], 16);
  first.lab.takeOwn();
  const { draft } = first.lab.store.getState();
  await settled();
  if (!draft) throw new Error('nothing is set up');

  const { lab, engine } = await showStrategy({
    library,
    onReady: (ready) => ready.setUp(draft, null),
  });
  lab.start();
  await settled();
  expect(engine().received.map(({ kind }) => kind)).toEqual(['open', 'giveOwn', 'pace', 'start']);
  expect(lab.store.getState().status.kind).toBe('running');
});

test('a run whose images are not here says which they are', async () => {
  const { lab, engine } = await showStrategy();
  lab.change('own', (config) => ({
    ...config,
    data: OWN,
    training: { ...config.training, batch: 16 },
  }));
  lab.start();
  await settled();
  const { status } = lab.store.getState();
  expect(status).toMatchObject({
    kind: 'refused',
    problems: [{ message: expect.stringContaining('the images “pets.zip”') }],
  });
  expect(engine().received.some(({ kind }) => kind === 'start')).toBe(false);
});

test('what is wrong with own images is said by the file’s name', async () => {
  const { lab, engine, show } = await showStrategy();
  show(<StrategySetup />);
  act(() => {
    lab.openOwn('pets.zip', [], 16);
    engine().emit({ kind: 'ownRefused', message: 'cats.png is cut off' });
  });
  expect(screen.getByRole('alert').textContent).toBe(
    'These images cannot be used: cats.png is cut off.',
  );
});
