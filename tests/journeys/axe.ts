import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from './journey.ts';

/** WCAG 2.2, levels A and AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Rules about which another width can decide otherwise: of small targets, of scrolling, of hidden words. */
const LAYOUT_RULES = [
  'target-size',
  'scrollable-region-focusable',
  'button-name',
  'link-name',
  'label',
];

const isPhone = (page: Page) => (page.viewportSize()?.width ?? 0) < 600;

/** Ends what moves for a moment, as a button's colours do when the theme has changed. */
const settle = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame(); // by now transitions have begun
    for (const animation of document.getAnimations())
      if (animation instanceof CSSTransition) animation.finish();
  });

interface Held {
  readonly part?: string;
  /** Set when it has the same elements and colours on a phone: then it is only held to how they lie there. */
  readonly sameElements?: boolean;
}

/**
 * Holds a page, or a part of it, as it stands, to all rules; in the dark theme to those about colours.
 * Fails with each element that breaks a rule, and how to mend it.
 */
export async function hold(
  page: Page,
  state: string,
  { part = 'html', sameElements = false }: Held = {},
): Promise<void> {
  if (sameElements && isPhone(page)) {
    await holdTo(page, `${state}, on a phone`, part, (axe) => axe.withRules(LAYOUT_RULES));
    return;
  }
  await holdTo(page, state, part, (axe) => axe.withTags(RULES));
  await page.emulateMedia({ colorScheme: 'dark' });
  await settle(page);
  await holdTo(page, `${state}, dark`, part, (axe) => axe.withRules(['color-contrast']));
  await page.emulateMedia({ colorScheme: 'light' });
  await settle(page);
}

async function holdTo(
  page: Page,
  state: string,
  part: string,
  choose: (axe: AxeBuilder) => AxeBuilder,
): Promise<void> {
  const isThere = await page.evaluate(() => 'axe' in window); // its half a megabyte is read once
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) })
    .include(part)
    .options({ resultTypes: ['violations'] }) // of others it is enough to know that there are some
    .setLegacyMode(); // no frames: one pass, without a page that puts passes together
  const { violations, passes, incomplete } = await choose(axe).analyze();
  expect(passes.length + incomplete.length, `rules that held ${state}`).toBeGreaterThan(0);
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const [, why = ''] = failureSummary.split('\n');
      return `${id} at ${target.join(' ')}: ${why.trim()}`;
    }),
  );
  expect(found, state).toEqual([]);
}

/** Holds every control of the page, as it stands, to have a name in the tree that screen readers are given. */
export async function holdNames(page: Page, state: string): Promise<void> {
  const snapshot = await page.locator('body').ariaSnapshot();
  const nameless = snapshot
    .split('\n')
    .filter((line) =>
      /^\s*- (button|link|textbox|spinbutton|combobox|slider|checkbox|radio)(:|$| \[)/.test(line),
    );
  expect(nameless, `controls without a name, ${state}`).toEqual([]);
}

/** Holds a part of the page, and the same on a phone. */
export async function holdBoth(page: Page, state: string, part = 'html'): Promise<void> {
  const held = { part, sameElements: true };
  await hold(page, state, held);
  await onPhone(page, () => hold(page, state, held));
}

/** The same page on a phone, as far as its layout goes: narrow, and for fingers. */
export async function onPhone(page: Page, during: () => Promise<void>): Promise<void> {
  const size = page.viewportSize();
  if (!size) throw new Error('the page has no size to go back to');
  const session = await page.context().newCDPSession(page);
  const touch = (enabled: boolean) =>
    session.send('Emulation.setTouchEmulationEnabled', { enabled });
  await touch(true);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
  await settle(page);
  await during();
  await touch(false);
  await page.setViewportSize(size);
  await session.detach();
}
