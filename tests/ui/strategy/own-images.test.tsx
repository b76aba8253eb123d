// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { OwnImages as KeptImages } from '#ui/library/OwnImages.tsx';
import { OwnNotices } from '#ui/strategy/own/OwnNotices.tsx';
import { StrategySetup } from '#ui/strategy/setup/StrategySetup.tsx';
import { openedOf } from '../../store/strategy/fake-strategy-engine.ts';
import { showStrategy } from './show-strategy.tsx';

/** Makes files as a browser gives those of a folder. */
function filesOf(count: number, folder = ''): File[] {
  return Array.from({ length: count }, (_, i) => {
    const file = new File([], `${i}.png`);
    if (folder !== '')
      Object.defineProperty(file, 'webkitRelativePath', { value: `${folder}/cats/${i}.png` });
    return file;
  });
}

const choose = (label: RegExp, files: readonly File[]) =>
  fireEvent.change(screen.getByLabelText(label), { target: { files } });

test('a folder is read as it is set, looked at class by class, and only then used', async () => {
  const { lab, engine, show } = await showStrategy();
  show(<StrategySetup />);
  fireEvent.change(screen.getByLabelText(/Side that they are brought to/), {
    target: { value: '20' },
  });
  fireEvent.change(screen.getByLabelText('To test'), { target: { value: '30' } });
  choose(/A folder of images/, filesOf(50, 'Pets'));
  const asked = engine().received.findLast(({ kind }) => kind === 'openOwn');
  expect(asked).toMatchObject({
    name: 'Pets',
    size: 20,
    shares: { train: 0.55, validation: 0.15, test: 0.3 },
    files: { length: 50, 0: { path: 'Pets/cats/0.png' } },
  });
  const own = within(screen.getByRole('region', { name: 'Your own images' }));
  expect(own.getByRole('status').textContent).toBe(
    '“Pets”: 12 classes; 30 images to train with, 10 to validate, 10 to test; about 300 kB of memory while they are trained on.',
  );
  expect(own.getByText('Pets: 1 file is no image and was passed over')).toBeTruthy();
  expect(lab.store.getState().draft?.data.kind).toBe('shapes');
  fireEvent.click(own.getByRole('button', { name: 'Use them' }));
  expect(lab.store.getState().draft).toMatchObject({
    data: { name: 'Pets' },
    training: { batch: 30 },
  });
  expect(own.getByText(/“Pets” is set up: 50 images of 20 px/)).toBeTruthy();
});

test('how far they are read is said, and a refusal names what is wrong', async () => {
  const { lab, engine, show } = await showStrategy();
  show(<OwnNotices isSetUpShown={false} />);
  act(() => lab.store.setState({ own: { kind: 'opening', name: 'Pets', done: 0 } }));
  act(() => engine().emit({ kind: 'ownProgress', done: 0.4 }));
  expect(screen.getByRole('status').textContent).toBe('Reading “Pets”: 40 % of its images.');
  act(() => engine().emit({ kind: 'ownRefused', message: 'Pets.zip: cats/1.png is damaged' }));
  expect(screen.getByRole('alert').textContent).toBe(
    'These images cannot be used: Pets.zip: cats/1.png is damaged.',
  );
});

test('images that are needed are asked for, others are said to be others, and taken at a word', async () => {
  const { data } = openedOf('Asked', 20, 16);
  const { lab, show } = await showStrategy();
  show(<OwnNotices isSetUpShown={true} />);
  act(() => lab.change('data', (config) => ({ ...config, data })));
  const needed = await screen.findByRole('region', { name: 'Images that are needed' });
  expect(needed.textContent).toContain(
    `“Asked” (20 images of 16 px, digest ${data.digest.slice(0, 8)}…)`,
  );
  choose(/A zip/, filesOf(25));
  const { digest } = openedOf('25 files', 25, 16).data;
  expect(screen.getByRole('alert').textContent).toContain(
    `You opened “25 files” (25 images of 16 px, digest ${digest.slice(0, 8)}…); the set-up needs “Asked”`,
  );
  expect(screen.getByRole('alert').textContent).toContain('decoders of JPEG may differ');
  fireEvent.click(screen.getByRole('button', { name: 'Use them all the same' }));
  await waitFor(() => expect(screen.queryByRole('region')).toBeNull());
  expect(lab.store.getState().draft?.data).toMatchObject({ name: '25 files', digest });
});

test('the library says what own images take and which runs need them, and deletes them at a word', async () => {
  const { lab, engine, show } = await showStrategy();
  lab.setOwnReading({ size: 16 });
  lab.openOwn({ name: 'Pets', files: filesOf(20).map((file) => ({ path: file.name, file })) });
  lab.takeOwn();
  lab.start();
  engine().tick();
  show(<KeptImages />);
  const list = within(await screen.findByRole('region', { name: 'Own images' }));
  expect(list.getByText('20 images of 16 px · 16 kB')).toBeTruthy();
  await list.findByText(/needed by 1 kept run: /);
  fireEvent.click(list.getByRole('button', { name: 'Delete Pets' }));
  fireEvent.click(list.getByRole('button', { name: 'Keep them' }));
  fireEvent.click(list.getByRole('button', { name: 'Delete Pets' }));
  expect(list.getByRole('status').textContent).toContain('only once the images are opened again');
  fireEvent.click(list.getByRole('button', { name: 'Delete them' }));
  await waitFor(() => expect(screen.queryByRole('region')).toBeNull());
});
