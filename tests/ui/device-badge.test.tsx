// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { DeviceBadge } from '#ui/shell/DeviceBadge.tsx';
import { openLab } from './open-lab.tsx';

test('that a device chosen during a run is for the next one is said beside the choice', async () => {
  const { engine, lab, show } = await openLab();
  lab.start();
  show(<DeviceBadge narrow={false} />);
  fireEvent.click(await screen.findByRole('radio', { name: 'GPU', hidden: true }));
  const words = () => screen.getByRole('status', { hidden: true }).textContent;
  await expect.poll(words).toMatch(/by hand.*takes effect with the next start/);
  expect(engine.received.filter(({ kind }) => kind === 'device')).toHaveLength(1); // with the start
  act(() => {
    while (engine.tick());
  });
  expect(lab.store.getState().status.kind).toBe('finished');
  await expect.poll(words).not.toContain('next start'); // a run started now has it
});
