// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { droppedImages } from '#ui/strategy/own/chosen-files.ts';
import { StrategyShareDialog } from '#ui/strategy/share/StrategyShareDialog.tsx';
import { showStrategy } from './show-strategy.tsx';

test('a link of own images says that it does not hold them', async () => {
  const { lab, show } = await showStrategy();
  const images = { train: 60, validation: 20, test: 20 };
  const own = { kind: 'own', name: 'Pets', digest: 'ab12cd34'.repeat(4), size: 16 } as const;
  act(() => lab.change('data', (config) => ({ ...config, data: { ...own, classes: 2, images } })));
  show(<StrategyShareDialog onClose={() => {}} />);
  expect(
    screen.getByText(
      /^The set-up needs the images “Pets” \(100 images of 16 px, digest ab12cd34…\)\..* do not hold them/,
    ),
  ).toBeTruthy();
});

const fileEntry = (path: string) => ({
  ...{ isFile: true, isDirectory: false, fullPath: path, name: path.split('/').at(-1) },
  file: (resolve: (file: File) => void) => resolve(new File([], path)),
});

/** A folder whose files a browser tells one at a time. */
const folderEntry = (path: string, entries: readonly unknown[]) => ({
  ...{ isFile: false, isDirectory: true, fullPath: path, name: path.slice(1) },
  createReader: () => {
    const rest = [...entries];
    return { readEntries: (resolve: (some: unknown[]) => void) => resolve(rest.splice(0, 1)) };
  },
});

const dropOf = (...entries: readonly unknown[]) =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })) }) as never;

test('a folder that is dropped is read to its depth; runs and models are left to the library', async () => {
  const inner = folderEntry('/Pets/cats', [fileEntry('/Pets/cats/1.png')]);
  const pets = folderEntry('/Pets', [inner, fileEntry('/Pets/labels.csv')]);
  const chosen = await droppedImages(dropOf(pets))?.();
  expect(chosen?.name).toBe('Pets');
  expect(chosen?.files.map(({ path }) => path)).toEqual(['Pets/cats/1.png', 'Pets/labels.csv']);
  expect((await droppedImages(dropOf(fileEntry('/Pets.zip')))?.())?.name).toBe('Pets');
  expect(droppedImages(dropOf(fileEntry('/run.evo')))).toBeNull();
  expect(droppedImages(dropOf(fileEntry('/model.json'), fileEntry('/weights.bin')))).toBeNull();
});
