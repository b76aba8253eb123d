import { hold, onPhone } from './axe.ts';
import { expect, test } from './journey.ts';

/** Number of figures when this page and TensorFlow.js on WebAssembly have all theirs, and a GPU was looked for. */
const ENOUGH = 13;

test('the machine is measured beside TensorFlow.js, stopped, and its table copied; axe finds nothing wrong in it', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./#/about');
  const part = page.getByRole('region', { name: 'Measure this machine' });
  await part.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(part.getByRole('status')).toHaveText(/\d+ of 30 figures, about .* left/);
  await expect(part.getByRole('row').nth(ENOUGH)).toBeVisible({ timeout: 180_000 }); // behind the head
  await part.getByRole('button', { name: 'Stop' }).click();
  await expect(part.getByText(/^Stopped after \d+ figures\.$/)).toBeVisible();

  const bars = part.getByRole('figure', { name: 'Updates per second, as bars' });
  await expect(bars.getByRole('listitem').filter({ hasText: 'TensorFlow.js, wasm' })).toHaveCount(
    6,
  );
  await expect(bars.getByText(/[\d,]+ · [\d.]+ % of peak/).first()).toBeVisible();

  await part.getByRole('button', { name: 'Copy the table' }).click();
  await expect(part.getByText('Copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const rows = copied.split('\n').map((line) => line.split('\t'));
  expect(rows[0]).toContain('share of peak');
  for (const contender of ['this page, wasm', 'TensorFlow.js, wasm']) {
    const own = rows.filter(([name]) => name === contender);
    expect(own).toHaveLength(6);
    // Updates that would take a machine too long are left out.
    const measured = own.filter((row) => !row.at(-1)?.startsWith('left out'));
    expect(measured.length).toBeGreaterThanOrEqual(3);
    for (const [, , , rate, , , share] of measured) {
      expect(Number(rate)).toBeGreaterThan(0);
      expect(share).toMatch(/^[\d.]+ %$/);
    }
  }

  const held = { part: '[aria-labelledby="measure"]', sameElements: true };
  await hold(page, 'with a machine measured', held);
  await onPhone(page, () => hold(page, 'with a machine measured', held));
});
