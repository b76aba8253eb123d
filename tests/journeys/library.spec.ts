import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { readAlife, readNewick } from '../store/library/lineage-readers.ts';
import { expect, type Locator, type Page, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

const GENERATIONS = 4;

const small = (seed: number, generations = GENERATIONS) =>
  linkTo('cartpole-dqn', (config) => ({
    ...config,
    seed,
    populationSize: 4,
    generations,
    training: { ...config.training, stepsPerGeneration: 128 },
    evaluation: { ...config.evaluation, episodes: 1 },
    target: { ...config.target, enabled: false },
  }));

test.setTimeout(120_000);

/** The library as a person finds it. */
class Library {
  readonly rows: Locator;
  readonly problems: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.rows = page.getByRole('region', { name: 'Runs' }).getByRole('listitem');
    this.problems = page.getByRole('alert');
  }

  async open(): Promise<void> {
    await this.#page.getByRole('link', { name: 'Library' }).click();
    await expect(this.#page.getByRole('heading', { name: 'Library', level: 1 })).toBeVisible();
  }

  async choose(row: Locator, item: string): Promise<void> {
    await row.getByRole('button', { name: /^More for/ }).click();
    await row.getByRole('menuitem', { name: item }).click();
  }

  async rename(row: Locator, to: string): Promise<void> {
    await this.choose(row, 'Rename');
    const name = this.#page.getByRole('textbox', { name: 'Name of the run' });
    await name.fill(to);
    await name.press('Enter');
    await expect(name).toBeHidden();
  }

  /** Bytes of what the page hands to the browser. */
  async export(row: Locator, item: string): Promise<Buffer> {
    const [download] = await Promise.all([
      this.#page.waitForEvent('download'),
      this.choose(row, item),
    ]);
    return readFileSync(await download.path());
  }

  async import(name: string, buffer: Buffer): Promise<void> {
    await this.#page
      .getByLabel('Files of runs or models')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  }
}

/** Drops a file on the page, wherever that is. */
async function drop(page: Page, name: string, file: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(bytes)], name));
      return data;
    },
    { name, bytes: [...file] },
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await expect(page.getByText('Drop a run or a model')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** Runs to the end; gives the hash. */
async function finish(lab: Lab, link: string): Promise<string> {
  await lab.open(link);
  await lab.start();
  await expect(lab.hash).toBeVisible({ timeout: 120_000 });
  return (await lab.hash.textContent()) ?? '';
}

test('a run exported, deleted, imported and dropped is the same run; damaged files are refused; names stay', async ({
  page,
}) => {
  const [lab, library] = [new Lab(page), new Library(page)];
  await finish(lab, small(7));
  const hash = await finish(lab, small(8));
  await library.open();
  await expect(library.rows).toHaveCount(2);
  const row = library.rows.filter({ hasText: 'seed 8' });
  await expect(row).toContainText(`${GENERATIONS} of ${GENERATIONS}`);

  const file = await library.export(row, 'Export the run (.evo)');
  const csv = await library.export(row, 'Export its lineage (ALife CSV)');
  const newick = await library.export(row, 'Export its lineage (Newick)');
  expect(readNewick(newick.toString())).toEqual(readAlife(csv.toString()));
  const model = unzipSync(await library.export(row, 'Export the champion (TensorFlow.js)'));
  expect(Object.keys(model).sort()).toEqual(['README.txt', 'model.json', 'weights.bin']);

  await library.choose(row, 'Delete');
  await expect(row).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
  await library.choose(row, 'Delete');
  await expect(row).toBeHidden();

  await library.import('run.evo', file);
  await expect(row).toBeVisible();
  await library.import('run.evo', file); // once is enough
  await expect(library.problems).toContainText('has this run already');

  const flipped = Buffer.from(file);
  flipped[200] = (flipped[200] ?? 0) ^ 255;
  const hostile: readonly (readonly [string, Buffer])[] = [
    ['text.evo', Buffer.from('<script>alert(1)</script>')],
    ['short.evo', file.subarray(0, file.length - 100)],
    ['flipped.evo', flipped],
  ];
  for (const [name, data] of hostile) {
    await library.import(name, data);
    await expect(library.problems.filter({ hasText: name })).toContainText('was not imported');
  }
  await expect(library.rows).toHaveCount(2);

  await library.rename(row, 'The one with the trick');
  await page.reload(); // it is on the disk, not only on the page
  const named = library.rows.filter({ hasText: 'The one with the trick' });
  await expect(named).toContainText(`${GENERATIONS} of ${GENERATIONS}`);
  await named.getByRole('button', { name: 'Open' }).click();
  await expect(lab.hash).toHaveText(hash);
  expect(await lab.generation()).toBe(GENERATIONS);

  await library.open();
  await library.rename(named, ''); // brings the first name back
  await expect(row.getByRole('heading')).toContainText('seed 8');
  await library.choose(row, 'Delete');
  await page.getByRole('link', { name: 'Evolve' }).click(); // that frees its room
  await expect(lab.hash.or(lab.play).first()).toBeVisible();
  await drop(page, 'dropped.evo', file);
  await expect(row).toBeVisible();
  await expect(library.rows).toHaveCount(2);
});

test('an unfinished run goes on from the library', async ({ page }) => {
  const [lab, library] = [new Lab(page), new Library(page)];
  await lab.open(small(10, 1000)); // it is under way all the time
  await lab.start();
  await lab.reachGeneration(6);
  await lab.isKept();
  await finish(lab, small(11));
  await library.open();
  const row = library.rows.filter({ hasText: 'seed 10' });
  await expect(row).toContainText('unfinished');
  await row.getByRole('button', { name: 'Continue' }).click();
  await expect(lab.pause).toBeVisible();
  const from = await lab.generation();
  expect(from).toBeGreaterThan(0);
  await lab.reachGeneration(from + 2);
  await library.open();
  await expect(row).toContainText('open in a tab');
  await row.getByRole('button', { name: /^More for/ }).click();
  await expect(row.getByRole('menuitem', { name: 'Delete' })).toBeDisabled();
});

test('a full disk is told, and the run goes on', async ({ page }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
      if (sessionStorage.getItem('full')) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  const lab = new Lab(page);
  await page.goto('./#/about');
  await page.evaluate(() => sessionStorage.setItem('full', 'yes'));
  const hash = await finish(lab, small(14));
  expect(hash).not.toBe('');
  await expect(lab.notices).toContainText('storage of this browser is full');
});
