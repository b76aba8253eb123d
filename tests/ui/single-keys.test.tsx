// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { KeyList } from '#ui/shell/KeyList.tsx';
import { areSingleKeysOn } from '#ui/shell/single-keys.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

test('single keys can be switched off in the list of keys, which is remembered', () => {
  expect(areSingleKeysOn()).toBe(true);
  const open = () => render(<KeyList onClose={() => {}} />);
  open();
  const box = () =>
    screen.getByRole<HTMLInputElement>('checkbox', { name: /^Single keys/, hidden: true });
  fireEvent.click(box());
  expect(areSingleKeysOn()).toBe(false);
  cleanup();
  open();
  expect(box().checked).toBe(false);
  fireEvent.click(box());
  expect(areSingleKeysOn()).toBe(true);
});
