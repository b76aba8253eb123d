import { expect, test } from './journey.ts';

test('the about page leads to the licences of what is shipped, as a text that any browser shows', async ({
  page,
}) => {
  await page.goto('./#/about');
  const link = page.getByRole('link', { name: 'The licences of what it is built from' });
  const address = await link.evaluate((element: HTMLAnchorElement) => element.href);
  const answer = await page.request.get(address);
  expect(answer.headers()['content-type']).toMatch(/^text\/plain/);
  const text = await answer.text();
  for (const name of ['react', 'zustand', 'fflate', 'planck'])
    expect(text).toMatch(new RegExp(`^- ${name} \\d`, 'm'));
  expect(text).toContain('Permission is hereby granted');
});
