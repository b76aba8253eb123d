import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';

/** A model that Keras 3 made, as the files that a person has of it. */
export const MODEL_FILES = ['model.json', 'group1-shard1of1.bin'].map((name) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: readFileSync(new URL(`../tfjs/models/cartpole/${name}`, import.meta.url)),
}));

/** Drops files on the page, wherever that is. */
export async function dropFiles(
  page: Page,
  files: readonly { readonly name: string; readonly buffer: Buffer }[],
): Promise<void> {
  const transfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer();
      for (const { name, bytes } of given) data.items.add(new File([Uint8Array.from(bytes)], name));
      return data;
    },
    files.map(({ name, buffer }) => ({ name, bytes: [...buffer] })),
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** The dialog in which a model is opened. */
export const modelDialog = (page: Page, name = 'model.json'): Locator =>
  page.getByRole('dialog', { name: `Open ${name}` });
