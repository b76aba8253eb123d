// @vitest-environment happy-dom
import { act, fireEvent } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Preset } from '#core/catalog.ts';
import { createCatalog } from '#engine/catalog.ts';
import type { Lab } from '#store/lab/lab.ts';
import { Setup } from '#ui/setup/Setup.tsx';
import { openLab } from './open-lab.tsx';
import { createSilentEngine } from './silent-engine.ts';

const CATALOG = createCatalog([]);

/** No number, or none that every field takes. */
const NO_NUMBERS = [
  ...['', '  ', '-', '−', '٣', '0x10', 'NaN', '-Infinity', '1e999', '1e-400', '1,000 px', '1..2'],
  ...['null', '💥', '9'.repeat(5000), '<b>'.repeat(500)],
];
/** Numbers, which some fields take. */
const NUMBERS = ['1,5', '0,001', '−5', '-5', '0', '-0', '1e-4', '1 000', '1e15', '0.99999'];

/** One preset of every algorithm. */
const PRESETS = CATALOG.algorithms.map(
  ({ id }) => CATALOG.presets.find(({ config }) => config.algorithm === id) as Preset,
);

let lab: Lab;

async function open({ config, id }: Preset): Promise<void> {
  const opened = await openLab({ config, presetId: id, engine: createSilentEngine(CATALOG) });
  ({ lab } = opened);
  opened.show(<Setup />);
}

const inputs = (selector: string) => [...document.querySelectorAll<HTMLInputElement>(selector)];
const textInputs = () => inputs('input[type="text"]');
const reset = ({ config, id }: Preset) => act(() => lab.setUp(config, id));

const nameOf = (input: HTMLInputElement) =>
  input.getAttribute('aria-label') ?? input.labels?.[0]?.textContent ?? input.id;

/** Returns the words at a field. */
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

/** Expects that the set-up stands, and that it is said what is wrong with it. */
function expectStanding(): void {
  expect(document.getElementById('preset')).not.toBeNull();
  if (lab.store.getState().problems.length > 0)
    expect(document.body.textContent).toMatch(/cannot stay as/);
}

const isShare = (input: HTMLInputElement) => /, per cent$/.test(nameOf(input));

/** Bits that tell any two fields apart. */
const BITS = 6;

/** The part of `list` that one algorithm's form is tried with: drawing a form is what takes time here. */
const partFor = <T,>(list: readonly T[], preset: Preset): T[] =>
  list.filter((_, i) => i % PRESETS.length === PRESETS.indexOf(preset));

test.each(PRESETS)(
  '$id: what is no number gets a word at its field and at no other, and can be mended',
  async (preset) => {
    await open(preset);
    const fields = textInputs();
    expect(fields.length).toBeGreaterThan(30);
    expect(fields.length).toBeLessThanOrEqual(2 ** BITS);
    const right = fields.map((input) => input.value);
    // The shares of the mutation's kinds move one another, so they are wrong together.
    const share = fields.findIndex(isShare);
    const numbers = fields.map((input, i) => (isShare(input) ? share : i));
    // Half of the fields are wrong, then the other half; of any two, in some round each is so without the other.
    const rounds = partFor([...NO_NUMBERS.keys()], preset).flatMap((first) => [
      { first, half: 0 },
      { first, half: 1 },
    ]);
    for (const { first, half } of rounds) {
      const isWrong = numbers.map((number) => ((number >> (first % BITS)) & 1) === half);
      const texts = fields.map((_, i) =>
        isWrong[i] ? NO_NUMBERS[(first + i) % NO_NUMBERS.length] : right[i],
      );
      type(fields.map((input, i) => [input, texts[i] ?? '']));
      expectStanding();
      fields.forEach((input, i) => {
        const where = `${nameOf(input)}: ${texts[i]?.slice(0, 20)}`;
        expect(input.getAttribute('aria-invalid'), where).toBe(String(isWrong[i]));
        if (isWrong[i]) expect(wordsAt(input).length, where).toBeGreaterThan(10);
        else expect(input.value, where).toBe(right[i]);
      });
    }
    type(fields.map((input, i) => [input, right[i] ?? '']));
    expect(lab.store.getState().problems).toEqual([]);
    expect(lab.store.getState().draft).toEqual(preset.config);
  },
);

test.each(PRESETS)(
  '$id: a number is taken as it stands, or a word says why not',
  async (preset) => {
    await open(preset);
    for (const first of partFor([...NUMBERS.keys()], preset)) {
      type(textInputs().map((input, i) => [input, NUMBERS[(first + i) % NUMBERS.length] ?? '']));
      expectStanding();
      reset(preset);
    }
    expect(lab.store.getState().problems).toEqual([]);
  },
);

test.each(PRESETS)('$id: sliders, switches and dividers can be moved anywhere', async (preset) => {
  await open(preset);
  const ends = ['', '0', '1e9', '50'];
  for (const first of partFor([...ends.keys()], preset)) {
    type(inputs('input[type="range"]').map((at, i) => [at, ends[(first + i) % ends.length] ?? '']));
    expectStanding();
  }
  act(() => {
    for (const box of partFor(inputs('input[type="checkbox"]'), preset)) fireEvent.click(box);
  });
  expectStanding();
  const dividers = document.querySelectorAll('[role="slider"]');
  expect(dividers.length).toBeGreaterThan(0);
  for (const key of ['PageUp', 'ArrowLeft', 'PageDown'])
    act(() => {
      for (const divider of dividers) fireEvent.keyDown(divider, { key });
    });
  expectStanding();
});
