import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { hashInFirefox } from './firefox.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

/** Final hashes by preset id, of runs cut to so many generations. */
const COMMITTED: Readonly<
  Record<string, { readonly generations: number; readonly seed: number; readonly hash: string }>
> = JSON.parse(readFileSync(new URL('../reference/hashes.json', import.meta.url), 'utf8'));

test.setTimeout(300_000);

test('there are hashes to compare with', () => {
  expect(Object.keys(COMMITTED).length).toBeGreaterThanOrEqual(1);
});

for (const [preset, { generations, seed, hash }] of Object.entries(COMMITTED)) {
  const link = linkTo(preset, (config) => ({ ...config, generations, seed }));

  test(`${preset} has the committed hash in Chromium`, async ({ page }) => {
    const lab = new Lab(page);
    await lab.open(link);
    await lab.start();
    await expect(lab.hash).toHaveText(hash, { timeout: 240_000 });
  });

  test(`${preset} has the committed hash in Firefox`, async ({ baseURL }) => {
    expect(await hashInFirefox(`${baseURL}${link}`)).toMatchObject({
      isolated: true,
      hasSharedMemory: true,
      hash,
    });
  });
}
