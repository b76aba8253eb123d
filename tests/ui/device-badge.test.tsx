// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { createClient } from '#protocol/client.ts';
import { createLab } from '#store/create-lab.ts';
import { DeviceBadge } from '#ui/shell/DeviceBadge.tsx';
import { LabContext } from '#ui/shell/lab-context.ts';
import { CONFIG } from './fake-catalog.ts';
import { createFakeEngine } from './fake-engine.ts';

afterEach(cleanup);

test('that a device chosen during a run is for the next one is said beside the choice', async () => {
  const engine = createFakeEngine();
  const lab = createLab(
    createClient(() => engine),
    (ready) => ready.setUp(CONFIG, null),
  );
  await Promise.resolve();
  lab.start();
  render(
    <LabContext value={lab}>
      <DeviceBadge narrow={false} />
    </LabContext>,
  );
  fireEvent.click(screen.getByRole('radio', { name: 'GPU', hidden: true }));
  const words = () => screen.getByRole('status', { hidden: true }).textContent;
  expect(words()).toMatch(/by hand.*takes effect with the next start/);
  expect(engine.received.filter(({ kind }) => kind === 'device')).toHaveLength(1); // with the start
  act(() => {
    while (engine.tick());
  });
  expect(lab.store.getState().status.kind).toBe('finished');
  expect(words()).not.toContain('next start'); // what is started now has it
  lab.dispose();
});
