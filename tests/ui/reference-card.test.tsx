// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { makeDigest } from '#protocol/digest.ts';
import { LINKLESS } from '#store/lab/lab-state.ts';
import { resultsOf } from '#store/library/results.ts';
import { ReferenceCard } from '#ui/share/ReferenceCard.tsx';
import { CONFIG } from './fake-catalog.ts';
import { openLab } from './open-lab.tsx';

const HASH = '0123456789abcdef0123456789abcdef';
const GENERATION = { min: 0, lowerQuartile: 5, median: 10, upperQuartile: 15, max: 20, hash: HASH };

/** The card over a link that holds the result of one generation with seed 7. */
async function openCard() {
  const config = { ...CONFIG, seed: 7 };
  const open = await openLab();
  const digest = makeDigest([GENERATION], {
    engine: '1',
    device: 'wasm',
    end: 'target',
    edits: [],
  });
  open.lab.setUp(config, 'cartpole-dqn', { ...LINKLESS, reference: { config, digest } });
  open.show(<ReferenceCard />);
  return open;
}
const keep = () => screen.getByRole('button', { name: 'Keep the result' });

test('the result of a link is kept by a press, without running it, and the card leads to it', async () => {
  const { library, engine } = await openCard();
  fireEvent.click(keep());
  const kept = await screen.findByRole('link', { name: 'Kept in the library' });
  expect(kept.getAttribute('href')).toBe('#/runs');
  const { items } = await resultsOf(library).list();
  expect(items).toMatchObject([{ id: '01234567-89ab-cdef-0123-456789abcdef', name: '' }]);
  expect(items[0]?.link).toContain('s=7');
  expect(engine.received.some(({ kind }) => kind === 'start')).toBe(false);
});

test('a result that could not be written is said not to be kept, and can be tried again', async () => {
  const { lab, library } = await openCard();
  library.tables.failure = new DOMException('no room', 'QuotaExceededError');
  fireEvent.click(keep());
  await expect
    .poll(() => lab.store.getState().notices.map(({ text }) => text))
    .toEqual([expect.stringMatching(/^The result was not kept: the storage .* is full/)]);
  expect(keep()).toBeDefined();
});
