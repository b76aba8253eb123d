// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Preset } from '#core/catalog.ts';
import { createCatalog } from '#engine/catalog.ts';
import { createClient } from '#protocol/client.ts';
import { createLab } from '#store/create-lab.ts';
import type { Lab } from '#store/lab.ts';
import { Setup } from '#ui/setup/Setup.tsx';
import { LabContext } from '#ui/shell/lab-context.ts';
import { createSilentEngine } from './silent-engine.ts';

const CATALOG = createCatalog([]);

/** No number, or none that every field takes. */
const NO_NUMBERS = [
  ...['', '  ', 'x', '-', '−', '٣', '0x10', 'NaN', 'Infinity', '-Infinity', '1e999', '1e-400'],
  ...['1,000', '1..2', 'null', '[object Object]', '💥', '9'.repeat(5000), '<b>'.repeat(500)],
];
/** Numbers, which some fields take. */
const NUMBERS = ['1,5', '0,001', '−5', '-5', '0', '-0', '1e-4', '1 000', '1e15', '0.99999'];

/** One preset of every algorithm. */
const PRESETS = CATALOG.algorithms.map(
  ({ id }) => CATALOG.presets.find(({ config }) => config.algorithm === id) as Preset,
);

let lab: Lab;

afterEach(() => {
  cleanup();
  lab.dispose();
});

async function open({ config, id }: Preset): Promise<void> {
  lab = createLab(
    createClient(() => createSilentEngine(CATALOG)),
    (ready) => ready.setUp(config, id),
  );
  await Promise.resolve();
  render(
    <LabContext value={lab}>
      <Setup />
    </LabContext>,
  );
}

const inputs = (selector: string) => [...document.querySelectorAll<HTMLInputElement>(selector)];
const textInputs = () => inputs('input[type="text"]');
const reset = ({ config, id }: Preset) => act(() => lab.setUp(config, id));

const nameOf = (input: HTMLInputElement) =>
  input.getAttribute('aria-label') ?? input.labels?.[0]?.textContent ?? input.id;

/** What is said at a field. */
const wordsAt = (input: HTMLInputElement) =>
  document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent ?? '';

/** Types into several fields; the page is drawn once for all, as it is what takes time here. */
function type(entries: readonly (readonly [HTMLInputElement, string])[]): void {
  act(() => {
    for (const [input, value] of entries) fireEvent.change(input, { target: { value } });
  });
  act(() => {
    for (const [input] of entries) fireEvent.blur(input);
  });
}

/** Whether the set-up stands, and what is wrong with it is said. */
function expectStanding(): void {
  expect(document.getElementById('preset')).not.toBeNull();
  if (lab.store.getState().problems.length > 0)
    expect(document.body.textContent).toMatch(/cannot stay as/);
}

test.each(PRESETS)(
  '$id: what is no number gets a word at every field, and can be mended',
  async (preset) => {
    await open(preset);
    const fields = textInputs();
    expect(fields.length).toBeGreaterThan(30);
    const right = fields.map((input) => [input, input.value] as const);
    for (const text of NO_NUMBERS) {
      type(fields.map((input) => [input, text]));
      expectStanding();
      const silent = fields.filter(
        (input) => input.getAttribute('aria-invalid') !== 'true' || wordsAt(input).length < 10,
      );
      expect(silent.map(nameOf), text.slice(0, 20)).toEqual([]);
    }
    type(right);
    expect(lab.store.getState().problems).toEqual([]);
    expect(lab.store.getState().draft).toEqual(preset.config);
  },
);

test.each(PRESETS)('$id: one field that is empty leaves the others as they are', async (preset) => {
  await open(preset);
  const part = PRESETS.indexOf(preset);
  for (const input of textInputs().filter((_, i) => i % PRESETS.length === part)) {
    type([[input, '']]);
    expectStanding();
    expect(input.getAttribute('aria-invalid'), nameOf(input)).toBe('true');
    expect(lab.store.getState().problems.length, nameOf(input)).toBe(1);
    reset(preset);
  }
});

test.each(PRESETS)(
  '$id: a number is taken as it stands, or a word says why not',
  async (preset) => {
    await open(preset);
    for (const text of NUMBERS) {
      type(textInputs().map((input) => [input, text]));
      expectStanding();
      reset(preset);
    }
    expect(lab.store.getState().problems).toEqual([]);
  },
);

test.each(PRESETS)('$id: sliders, switches and dividers can be moved anywhere', async (preset) => {
  await open(preset);
  for (const value of ['', '0', '1e9', '50']) {
    type(inputs('input[type="range"]').map((slider) => [slider, value]));
    expectStanding();
  }
  for (const box of inputs('input[type="checkbox"]')) fireEvent.click(box);
  expectStanding();
  for (const divider of document.querySelectorAll('[role="slider"]'))
    for (const key of ['PageUp', 'ArrowLeft', 'PageDown', 'PageDown'])
      fireEvent.keyDown(divider, { key });
  expectStanding();
});
