// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { createClient } from '#protocol/client.ts';
import { createLab } from '#store/create-lab.ts';
import { Setup } from '#ui/setup/Setup.tsx';
import { LabContext } from '#ui/shell/lab-context.ts';
import { SeedAndSpeed } from '#ui/shell/Transport.tsx';
import { CONFIG } from './fake-catalog.ts';
import { createFakeEngine } from './fake-engine.ts';

afterEach(cleanup);

test.each(['', '-1', '1.5', 'x'])(
  'seed “%s” gets a word in the transport, and the set-up leads there',
  async (typed) => {
    const lab = createLab(createClient(createFakeEngine), (ready) => ready.setUp(CONFIG, null));
    await Promise.resolve();
    render(
      <LabContext value={lab}>
        <SeedAndSpeed />
        <Setup />
      </LabContext>,
    );
    const seed = screen.getByLabelText<HTMLInputElement>('Seed');
    fireEvent.change(seed, { target: { value: typed } });
    fireEvent.blur(seed);
    const words = () =>
      document.getElementById(seed.getAttribute('aria-describedby') ?? '')?.textContent;
    expect(words()).toMatch(/^Seed is .*: it must be a whole number from 0 to 4294967295$/);

    fireEvent.click(screen.getByText('Seed', { selector: 'li button' }));
    expect(document.activeElement).toBe(seed);

    act(() => lab.setFields({ seed: 7 }));
    expect(words()).toBeUndefined();
    expect(seed.getAttribute('aria-invalid')).toBe('false');
    lab.dispose();
  },
);
