import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from '../../src/cli/prepare.mjs';
import { expect, type Page, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';
import { StrategyLab, strategyLink } from './strategy.ts';

/** Link to a run so small that a GPU simulated in software is done in seconds. */
const LINK = linkTo('cartpole-dqn', (config) => ({
  ...config,
  populationSize: 2,
  generations: 2,
  network: { ...config.network, encoderHidden: [16], latent: 8, headHidden: [16] },
  training: { ...config.training, stepsPerGeneration: 32, learningDelay: 16 },
  evaluation: { ...config.evaluation, episodes: 1 },
  champion: { episodes: 1 },
  target: { ...config.target, enabled: false },
}));

/** Names of the built files that hold tfjs or our kernels for the GPU. */
const GPU_FILES = () => {
  const folder = join(DIST, 'assets');
  return readdirSync(folder).filter(
    (file) =>
      file.endsWith('.js') &&
      readFileSync(join(folder, file), 'utf8').includes('createComputePipeline'),
  );
};
const isForGpu = (url: string) => GPU_FILES().some((file) => url.endsWith(`/${file}`));

function requestsOf(page: Page): string[] {
  const urls: string[] = [];
  page.context().on('request', (request) => urls.push(request.url()));
  return urls;
}

test('a run on wasm downloads nothing for the GPU and says why it runs there, and can be put on the GPU by hand', async ({
  page,
}) => {
  test.setTimeout(180_000); // the GPU is simulated
  const requests = requestsOf(page);
  const lab = new Lab(page);
  await lab.open(LINK);
  await lab.start();
  await expect(lab.hash).toBeVisible({ timeout: 120_000 });
  expect(requests.length).toBeGreaterThan(3);
  expect(requests.filter((url) => /worker/.test(url))).not.toEqual([]);
  expect(requests.filter(isForGpu)).toEqual([]);

  await page.getByRole('button', { name: /^wasm/ }).click();
  await expect(page.getByRole('dialog', { name: /computed on/ })).toContainText(
    /simulated in software|fast here/,
  );

  await page.getByRole('radio', { name: 'GPU' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Start again from this seed' }).click();
  const badge = page.getByRole('button', { name: /^webgpu/ });
  await expect(badge).toBeVisible({ timeout: 120_000 });
  await expect(lab.hash).toBeVisible({ timeout: 120_000 });
  expect(requests.filter(isForGpu)).not.toEqual([]);
  await badge.click();
  await expect(page.getByRole('dialog', { name: /computed on/ })).toContainText('chosen by hand');
  await page.screenshot({ path: test.info().outputPath('gpu.png') });
});

test('classifiers train on the GPU in mixed precision, where it is chosen', async ({ page }) => {
  test.setTimeout(180_000); // the GPU is simulated
  const lab = new StrategyLab(page);
  const small = { steps: 4, interval: 2, batch: 8, ramp: 0 };
  await lab.open(
    strategyLink((config) => ({
      ...config,
      data: { ...config.data, images: { train: 48, validation: 16, test: 16 } },
      training: { ...config.training, ...small },
      rows: config.rows.slice(0, 1),
    })),
  );
  await page.getByText('Training', { exact: true }).click();
  await page.getByLabel('Precision', { exact: true }).selectOption('mixed');
  await expect(
    page.getByText(/takes 0.4 MB of the GPU’s memory; in 32 bits it would be 0.7 MB/),
  ).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('mixed.png') });
  await lab.button('Play').click();
  await lab.finish();
  await expect(lab.transport.getByText(/^webgpu/)).toBeVisible();
});
