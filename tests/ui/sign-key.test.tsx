// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ALGORITHMS } from '#algorithms/index.ts';
import { SignKey } from '#ui/genealogy/SignKey.tsx';

test.each(ALGORITHMS.map(({ declaration }) => declaration))(
  'the key of $title tells every shape, line and short word',
  (declaration) => {
    render(<SignKey algorithm={declaration} onClose={() => {}} />);
    const { textContent } = screen.getByRole('dialog', { hidden: true });
    for (const words of ['architecture', 'weights', 'activation', 'hyperparameter', 'elite'])
      expect(textContent).toContain(words);
    for (const words of ['bold line', 'dotted line', 'broken ring', '3×', 'latent 24 → 16'])
      expect(textContent).toContain(words);
    expect(textContent).not.toMatch(/[a-z][A-Z][a-z]+Step|undefined|NaN/);
  },
);
