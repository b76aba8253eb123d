// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Setup } from '#ui/setup/Setup.tsx';
import { SeedAndSpeed } from '#ui/shell/Transport.tsx';
import { openLab } from './open-lab.tsx';

test.each(['', '-1', '1.5', 'x'])(
  'seed “%s” gets a word in the transport, and the set-up leads there',
  async (typed) => {
    const { lab, show } = await openLab();
    show(
      <>
        <SeedAndSpeed />
        <Setup />
      </>,
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
  },
);
