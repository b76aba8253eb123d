import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from './journey.ts';
import { ownPictures } from './own-pictures.ts';
import { StrategyLab, strategyLink } from './strategy.ts';

const FILES = ownPictures(48);
const zipped = (name: string, files = FILES) => ({
  name,
  mimeType: 'application/zip',
  buffer: Buffer.from(zipSync(files)),
});
const ZIP = 'A zip, or files of images with labels';

test('own images from a zip are looked at, used, and kept; a link elsewhere asks for them, and a folder of the same is taken', async ({
  page,
  browser,
  baseURL,
}, testInfo) => {
  const lab = new StrategyLab(page);
  await lab.open(strategyLink());
  await page.locator('summary', { hasText: 'Your own images' }).click();
  const own = page.getByRole('region', { name: 'Your own images' });
  await own.getByRole('slider', { name: /Side/ }).fill('16');
  const { buffer, ...zip } = zipped('squares.zip');
  await own.getByLabel(ZIP).setInputFiles({ ...zip, buffer: buffer.subarray(0, 900) });
  await expect(own.getByRole('alert')).toContainText('These images cannot be used: squares');
  await own.getByLabel(ZIP).setInputFiles({ ...zip, buffer });
  await expect(own).toContainText('“squares”: 2 classes');
  const before = page.url();
  await own.getByRole('button', { name: 'Use them' }).click();
  await expect(page.getByRole('combobox', { name: 'Images' })).toContainText('Own: squares');
  await expect.poll(() => page.url()).not.toBe(before); // the address names them
  const link = page.url();
  await page.reload();
  const stage = page.getByRole('region', { name: 'What they learn from' });
  await expect(stage.getByRole('img', { name: 'Training image 1', exact: true })).toBeVisible();
  await lab.button('Play').click();
  await lab.finish();
  await page.getByRole('link', { name: 'Library' }).click();
  await expect(page.getByRole('region', { name: 'Own images' })).toContainText(
    'needed by 1 kept run',
  );

  const folder = testInfo.outputPath('squares');
  for (const [path, bytes] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const there = await elsewhere.newPage();
  await there.goto(link);
  const needed = there.getByRole('region', { name: 'Images that are needed' });
  await expect(needed).toContainText('“squares” (48 images of 16 px');
  await needed.getByLabel(ZIP).setInputFiles(zipped('others.zip', ownPictures(40)));
  await expect(needed.getByRole('alert')).toContainText('These are not the images that are needed');
  await needed.getByLabel('A folder of images with labels').setInputFiles(folder);
  await expect(needed).toBeHidden();
  await there.getByRole('button', { name: 'Run it' }).click();
  await new StrategyLab(there).finish();
  await elsewhere.close();
});
