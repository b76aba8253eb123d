// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Titled } from '#ui/parts/Titled.tsx';
import { TitleHints } from '#ui/parts/TitleHints.tsx';

let pressed: string[];

beforeEach(() => {
  vi.useFakeTimers();
  HTMLElement.prototype.showPopover = () => undefined; // this DOM has none
  pressed = [];
  render(
    <>
      <button type="button" title="Go on from here" onClick={() => pressed.push('branch')}>
        Branch
      </button>
      <button type="button" title="Close" onClick={() => pressed.push('close')}>
        Close
      </button>
      <span title="At the pace of the last generations">0:42 left</span>
      <Titled title="Of the whole population">12k steps/s</Titled>
      <button type="button">
        <span title="elite, passed on">☆</span> 7 <span title="the champion">★</span>
        <span title="the champion">500</span>
      </button>
      <TitleHints />
    </>,
  );
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const button = (name: string) => screen.getByRole('button', { name });
const told = () => screen.queryByTestId('title-hint')?.textContent ?? null;
const touch = (element: Element, ms: number) => {
  fireEvent.pointerDown(element, { pointerType: 'touch' });
  act(() => void vi.advanceTimersByTime(ms));
  fireEvent.pointerUp(element, { pointerType: 'touch' });
  fireEvent.click(element);
};
/** Marks an element as the browser marks what the keyboard has come to. */
const byKeyboard = (element: HTMLElement, isTrue = true) => {
  const matches = element.matches.bind(element);
  Object.assign(element, {
    matches: (selector: string) => (selector === ':focus-visible' ? isTrue : matches(selector)),
  });
  act(() => element.focus());
  act(() => void vi.advanceTimersByTime(0)); // focus has come to rest
};

test('words for a focus that comes while a dialog is being shown wait until it is', () => {
  let isShowing = true;
  HTMLElement.prototype.showPopover = () => {
    if (isShowing) throw new DOMException('during another show operation', 'InvalidStateError');
  };
  const [branch, close] = [button('Branch'), button('Close')];
  Object.assign(branch, { matches: () => true }); // the keyboard has come to it
  act(() => branch.focus());
  isShowing = false;
  act(() => void vi.advanceTimersByTime(0));
  expect(told()).toBe('Go on from here');
  act(() => close.focus());
  expect(told()).toBeNull();
});

test('the keyboard has the words of what it comes to, until it leaves or Escape is pressed', () => {
  byKeyboard(button('Branch'));
  expect(told()).toBe('Go on from here');
  fireEvent.keyDown(button('Branch'), { key: 'Escape' });
  expect(told()).toBeNull();
  act(() => button('Branch').blur());
  byKeyboard(button('Branch'));
  act(() => button('Branch').blur());
  expect(told()).toBeNull();
});

test('a pointer that presses, and words that are there already, show nothing', () => {
  byKeyboard(button('Branch'), false);
  expect(told()).toBeNull();
  byKeyboard(button('Close'));
  expect(told()).toBeNull();
});

test('a finger that rests on a button has its words and presses nothing; one that taps presses', () => {
  touch(button('Branch'), 600);
  byKeyboard(button('Branch'), false); // as a browser does after a long touch
  expect(told()).toBe('Go on from here');
  expect(pressed).toEqual([]);
  touch(button('Branch'), 100);
  expect(told()).toBeNull();
  expect(pressed).toEqual(['branch']);
});

test('a tap on what does nothing shows its words, and one elsewhere puts them away', () => {
  touch(screen.getByText('0:42 left'), 50);
  expect(told()).toBe('At the pace of the last generations');
  touch(document.body, 50);
  expect(told()).toBeNull();
});

test('a text with more to say is a stop of the keyboard, and says it when it is pressed', () => {
  byKeyboard(button('12k steps/s'));
  expect(told()).toBe('Of the whole population');
  fireEvent.keyDown(button('12k steps/s'), { key: 'Escape' });
  fireEvent.click(button('12k steps/s'));
  expect(told()).toBe('Of the whole population');
});

test('what has titles inside says all of them to the keyboard, each once', () => {
  byKeyboard(button('☆ 7 ★ 500'));
  expect(told()).toBe('elite, passed on. the champion');
});
