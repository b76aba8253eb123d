// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Page } from '#ui/shell/route.ts';
import { useTitle } from '#ui/shell/use-title.ts';
import { openLab } from './open-lab.tsx';

test('each page has a title of its own, and the lab’s tells of its run', async () => {
  const { engine, lab } = await openLab();
  lab.start();
  while (engine.tick()) {
    // to the end of the run
  }
  const { rerender } = renderHook(({ page }: { page: Page }) => useTitle(lab, page), {
    initialProps: { page: 'evolve' as Page },
  });
  const titled = (page: Page) => {
    rerender({ page });
    return document.title;
  };
  const inLab = document.title;
  expect(inLab).toMatch(/^✓ gen \d+ .*Evolution Playground$/);
  expect(titled('compare')).toBe('Compare – Evolution Playground');
  expect(titled('runs')).toBe('Library – Evolution Playground');
  expect(titled('about')).toBe('About – Evolution Playground');
  expect(titled('home')).toBe('Evolution Playground');
  expect(titled('evolve')).toBe(inLab);
});
