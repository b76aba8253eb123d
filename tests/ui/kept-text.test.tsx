// @vitest-environment happy-dom
import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { KeptText } from '#ui/parts/KeptText.tsx';

/** A button that opens the field; `rename` answers for the disk. */
function Named({
  rename,
  lines,
}: {
  readonly rename: (name: string) => Promise<boolean>;
  readonly lines: number;
}) {
  const [naming, setNaming] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setNaming(true)}>
        Rename it
      </button>
      {naming && (
        <KeptText
          label="Name"
          text="first"
          longest={120}
          lines={lines}
          verb="Rename"
          onKeep={rename}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}

/** Opens the field by keyboard, types and presses Enter; gives the answer of the disk into the caller's hands. */
function type(to: string, lines = 1) {
  const asked: string[] = [];
  let answer: (isKept: boolean) => void = () => undefined;
  render(
    <Named
      lines={lines}
      rename={(name) => {
        asked.push(name);
        return new Promise((resolve) => {
          answer = resolve;
        });
      }}
    />,
  );
  screen.getByRole('button').focus();
  fireEvent.click(screen.getByRole('button'));
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' });
  expect(document.activeElement).toBe(field);
  fireEvent.change(field, { target: { value: to } });
  const enter = () => fireEvent.submit(field.form as HTMLFormElement);
  enter();
  return { asked, enter, answer: (isKept: boolean) => act(async () => answer(isKept)) };
}

const field = () => screen.queryByRole<HTMLInputElement>('textbox', { name: 'Name' });

test.each([1, 3])(
  'the field, of %d lines, stays until the text is on the disk, is asked for once, and gives the keyboard back',
  async (lines) => {
    const { asked, enter, answer } = type('  second ', lines);
    enter();
    expect(asked).toEqual(['second']);
    expect(field()?.readOnly).toBe(true);
    await answer(true);
    expect(field()).toBeNull();
    expect(document.activeElement?.textContent).toBe('Rename it');
  },
);

test('a name that cannot be written stays in the field, to be tried again', async () => {
  const { asked, enter, answer } = type('second');
  await answer(false);
  expect(field()).toMatchObject({ value: 'second', readOnly: false });
  enter();
  expect(asked).toEqual(['second', 'second']);
});

test('the name that it has writes nothing, and neither does Escape', () => {
  const { asked } = type('first');
  expect(asked).toEqual([]);
  expect(field()).toBeNull();
  fireEvent.click(screen.getByRole('button'));
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape' });
  expect(field()).toBeNull();
  expect(document.activeElement?.textContent).toBe('Rename it');
});
