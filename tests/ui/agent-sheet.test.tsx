// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { LabPage } from '#ui/shell/LabPage.tsx';
import { openLab } from './open-lab.tsx';

declare const happyDOM: { setViewport(size: { readonly width: number }): void };

test('an agent that is picked before the sheet of a phone has been loaded opens it', async () => {
  happyDOM.setViewport({ width: 390 });
  const { engine, lab, show } = await openLab();
  lab.start();
  await Promise.resolve();
  while (lab.history()?.generations === 0) engine.tick();
  show(<LabPage />);
  const summary = { name: /^Agent/, expanded: true } as const;
  expect(screen.queryByRole('region', { name: 'Agent' })).toBeNull(); // not loaded yet
  act(() => lab.select({ generation: 0, agent: 0 }));
  expect(await screen.findByRole('button', summary, { timeout: 30_000 })).toBeTruthy();
});
