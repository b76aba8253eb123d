import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST } from '../../src/cli/prepare.mjs';
import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';
import { committed } from './links.ts';

/** Serves the page otherwise than by `npm start` on this machine, and to browsers that cannot run it. */

// Chromium says of a header that over plain http it holds nothing.
test.use({ allowedErrors: /Cross-Origin-Opener-Policy header has been ignored/ });

const COMPUTED = 120_000;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Serves the built page below a path, with no header but the kind of a file. */
async function servePlainly(path: string): Promise<{ port: number; close: () => void }> {
  const server = createServer(async ({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const file = await readFile(join(DIST, name.slice(path.length))).catch(() => null);
    if (!name.startsWith(path) || !file) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream' })
        .end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

test('over plain http from another machine a run starts, is kept, is found again, and its link can be copied by hand', async ({
  openBrowser,
  baseURL,
}) => {
  const page = await openBrowser('--host-resolver-rules=MAP classroom.test localhost');
  const { link, hash } = committed('cartpole-dqn');
  const home = (baseURL ?? '').replace('localhost', 'classroom.test');
  const lab = new Lab(page);
  await lab.open(home + link);
  expect(await page.evaluate(() => [isSecureContext, 'locks' in navigator])).toEqual([
    false,
    false,
  ]);
  await lab.start();
  await lab.choosePace('Max'); // a page elsewhere knows nothing of a pace chosen before
  await expect(lab.hash).toHaveText(hash, { timeout: COMPUTED });
  await expect(lab.notices).toHaveCount(0);
  await page.getByRole('button', { name: /1 thread/ }).click();
  await expect(page.getByText(/must come by https or from this machine/)).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('copy it with the keyboard')).toBeVisible();
  expect(await page.evaluate(() => getSelection()?.toString())).toContain(home);
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Library' }).click();
  const runs = page.getByRole('region', { name: 'Runs' }).getByRole('listitem');
  await expect(runs).toHaveCount(1);
  await expect(page.getByText(/does not tell how much room there is, for/)).toBeVisible();
  await page.reload();
  await runs.getByRole('button', { name: 'Open' }).click();
  await expect(lab.hash).toHaveText(hash);
});

test('files anywhere give the same run on one thread, and say how to get more', async ({
  page,
}) => {
  const server = await servePlainly('/courses/evolution/');
  const { link, hash } = committed('cartpole-dqn');
  const lab = new Lab(page);
  await page.goto(`http://localhost:${server.port}/courses/evolution/`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await lab.open(`http://localhost:${server.port}/courses/evolution/${link}`);
  await lab.start();
  await lab.choosePace('Max'); // a page elsewhere knows nothing of a pace chosen before
  await expect(lab.hash).toHaveText(hash, { timeout: COMPUTED });
  await page.getByRole('button', { name: /1 thread/ }).click();
  await expect(page.getByText(/must send two headers/)).toBeVisible();
  server.close();
});

test.describe('without a program', () => {
  test.use({ allowedErrors: /blocked by CORS policy|net::ERR_F/ });

  test('from the file system, built or not, the page says that it needs a server', async ({
    page,
  }) => {
    for (const folder of [DIST, join(DIST, '..')]) {
      await page.goto(pathToFileURL(join(folder, 'index.html')).href);
      await expect(page.getByText('does not run from the file system')).toBeVisible();
    }
  });
});

test('without WebAssembly the lab says what is missing', async ({ openBrowser, baseURL }) => {
  const page = await openBrowser('--js-flags=--jitless');
  await page.goto(`${baseURL}#/evolve`);
  await expect(page.getByRole('alert')).toContainText('This browser does not run WebAssembly');
});

test.describe('with a part that cannot be had', () => {
  test.use({ allowedErrors: /net::ERR_FAILED/ });

  test('the page says so', async ({ page }) => {
    await page.route(/assets\/index-.*\.js/, (route) => route.abort());
    await page.goto('./');
    await expect(page.getByText('could not be loaded')).toBeVisible();
  });
});
