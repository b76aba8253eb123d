import { useEffect, useRef, useState } from 'react';
import styles from './Popover.module.css';
import { placeCard } from './place-card.ts';

/** A finger that rests so long asks for words rather than pressing, ms. */
const REST_MS = 500;
/** Elements that do something when they are pressed. */
const PRESSABLE =
  'a, button:not([data-titled]), input, label, select, summary, textarea, [role=slider], [tabindex]';

/**
 * Shows what `title` attributes say to those who have no pointer to hover with: to the keyboard when it comes to such an
 * element, or to one that holds such, to a finger that rests on one, or taps one that does nothing else. Escape, a press elsewhere and leaving put
 * the words away. A screen reader has them from the attribute.
 */
export function TitleHints() {
  const [about, setAbout] = useState<HTMLElement | null>(null);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let coming: ReturnType<typeof setTimeout> | undefined;
    let hasRested = false;
    const away = () => {
      clearTimeout(coming);
      setAbout(null);
    };
    const onFocus = ({ target }: FocusEvent) => {
      const element = titled(target) ?? holding(target);
      const isByKeyboard = target instanceof Element && target.matches(':focus-visible');
      // A finger's focus comes after its words. Focus may come while a dialog or popover is being shown, and no other
      // can be shown meanwhile.
      if (isByKeyboard) coming = setTimeout(() => setAbout(element));
    };
    const onDown = ({ target, pointerType }: PointerEvent) => {
      away();
      hasRested = false;
      const element = titled(target);
      if (pointerType !== 'touch' || !element) return;
      coming = setTimeout(() => {
        hasRested = true;
        setAbout(element);
      }, REST_MS);
    };
    const onUp = () => clearTimeout(coming);
    const onClick = (event: MouseEvent) => {
      const element = titled(event.target);
      const isPress = event.target instanceof Element && event.target.closest(PRESSABLE);
      if (hasRested) {
        event.preventDefault();
        event.stopPropagation();
      } else if (element && !isPress) setAbout(element);
      hasRested = false;
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') away();
    };
    const listening = new AbortController();
    const { signal } = listening;
    const all = { capture: true, signal } as const;
    addEventListener('focusin', onFocus, { signal });
    addEventListener('focusout', away, { signal });
    addEventListener('pointerdown', onDown, all);
    addEventListener('pointerup', onUp, all);
    addEventListener('pointercancel', away, all);
    addEventListener('click', onClick, all);
    addEventListener('keydown', onKey, all);
    addEventListener('scroll', away, all);
    return () => {
      clearTimeout(coming);
      listening.abort();
    };
  }, []);
  useEffect(() => {
    if (!about) return;
    card.current?.showPopover(); // over dialogs, too
    placeCard(card.current, about);
  }, [about]);
  if (!about) return null;
  return (
    <div
      ref={card}
      popover="manual"
      aria-hidden="true"
      data-testid="title-hint"
      className={`${styles['card']} ${styles['beside']} ${styles['hint']}`}
    >
      {wordsOf(about)}
    </div>
  );
}

/** The element that the keyboard has come to, if what is in it has titles. */
const holding = (target: EventTarget | null): HTMLElement | null =>
  target instanceof HTMLElement &&
  target.matches('a, button') &&
  target.title === '' &&
  wordsOf(target) !== ''
    ? target
    : null;

/** An element's title, or the titles of what it holds, each once. */
function wordsOf(element: HTMLElement): string {
  if (element.title !== '') return element.title;
  const inside = [...element.querySelectorAll<HTMLElement>('[title]')].map(({ title }) => title);
  return [...new Set(inside)].filter((title) => title !== '').join('. ');
}

/** The element with a title that an event is about; null where its words are on it already. */
function titled(target: EventTarget | null): HTMLElement | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[title]') : null;
  return element && element.title !== '' && element.textContent?.trim() !== element.title
    ? element
    : null;
}
