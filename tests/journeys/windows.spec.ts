import { expect, type Page, test } from './journey.ts';
import { Lab } from './lab.ts';

/** Share of the window's height that bars cover, wherever its content is scrolled to. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const bars = [...document.querySelectorAll('header, nav, section, aside')].filter((bar) =>
      /fixed|sticky/.test(getComputedStyle(bar).position),
    );
    const rows = Array.from({ length: innerHeight }, (_, y) =>
      bars.some((bar) => {
        const { top, bottom, width } = bar.getBoundingClientRect();
        return width > innerWidth / 2 && top <= y && y < bottom;
      }),
    );
    return rows.filter(Boolean).length / innerHeight;
  });

test('a short window is left to its content, and in a wide one no tab is cut off', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open();
  await expect(page.getByRole('tablist', { name: 'Charts' })).toBeVisible();
  for (const size of [
    { width: 844, height: 390 }, // a phone on its side
    { width: 720, height: 450 }, // a laptop's, enlarged twice
  ]) {
    await page.setViewportSize(size);
    await expect(page.getByRole('navigation', { name: 'Parts of the lab' })).toBeVisible();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    expect(await covered(page)).toBeLessThan(0.25);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width);
  }
  for (const width of [1024, 1440, 1920]) {
    await page.setViewportSize({ width, height: 1000 });
    const tabs = page.getByRole('tablist', { name: 'Charts' });
    await expect(tabs).toBeVisible();
    const [content = 0, room = 0] = await tabs.evaluate((it) => [it.scrollWidth, it.clientWidth]);
    expect(content).toBeLessThanOrEqual(room);
  }
});
