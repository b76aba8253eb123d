// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { pageOf } from '#ui/shell/route.ts';
import { UnknownPage } from '#ui/shell/UnknownPage.tsx';

test('an address that names no page leads to every page there is', () => {
  render(<UnknownPage />);
  const links = screen.getAllByRole('link');
  expect(links.map(({ textContent }) => textContent)).toEqual([
    ...['First page', 'Evolve', 'Strategy', 'Compare', 'Library', 'About'],
  ]);
  for (const link of links) expect(pageOf(link.getAttribute('href') ?? '')).not.toBe('unknown');
});
