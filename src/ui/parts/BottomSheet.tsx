import { type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import styles from './BottomSheet.module.css';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { useEscape } from './use-escape.ts';

export type SheetHeight = 'peek' | 'half' | 'full';
const HEIGHTS = ['peek', 'half', 'full'] as const;

/** A finger that moved less than this, px, has pressed and not dragged. */
const STILL = 6;

/**
 * A sheet at the lower edge of a narrow page: one line, half the window, or all of it. Dragged by its head, or moved by
 * its buttons; Escape closes it, wherever the focus is. Half open, the page above stays in use; wholly open, the focus stays inside.
 */
export function BottomSheet({
  label,
  summary,
  height,
  onChange,
  children,
}: {
  readonly label: string;
  /** The line that is always there. */
  readonly summary: string;
  readonly height: SheetHeight;
  readonly onChange: (height: SheetHeight) => void;
  readonly children: ReactNode;
}) {
  const sheet = useRef<HTMLElement>(null);
  /** True when the pointer that is, or was last, down has moved it: then it has not pressed. */
  const dragged = useRef(false);
  /** Fills the sheet as soon as it is pulled up. */
  const [lifted, setLifted] = useState(false);
  const id = useId();
  const at = HEIGHTS.indexOf(height);
  const isFull = height === 'full';

  useEffect(() => {
    const element = sheet.current;
    if (!isFull || !element) return;
    if (!element.contains(document.activeElement)) focusables(element)[0]?.focus();
    // The page behind can be neither seen nor used.
    const behind = [...(element.parentElement?.children ?? [])].filter(
      (each) => each !== element && !(each instanceof HTMLDialogElement),
    );
    for (const each of behind) each.setAttribute('inert', '');
    return () => {
      for (const each of behind) each.removeAttribute('inert');
    };
  }, [isFull]);

  const move = (by: 1 | -1) => onChange(HEIGHTS[at + by] ?? height);
  useEscape(height !== 'peek', () => {
    const { current: element } = sheet;
    if (element?.contains(document.activeElement))
      element.querySelector<HTMLElement>('button')?.focus();
    onChange('peek');
  });
  /** Follows the pointer wherever it goes, also where it outruns the head. */
  const onPointerDown = ({ button, pointerId, clientY: from }: PointerEvent) => {
    const { current: element } = sheet;
    if (button !== 0 || !element) return;
    dragged.current = false;
    const before = element.offsetHeight;
    const ended = new AbortController();
    const onMove = (event: globalThis.PointerEvent) => {
      const by = from - event.clientY;
      if (event.pointerId !== pointerId || (!dragged.current && Math.abs(by) < STILL)) return;
      dragged.current = true;
      setLifted(true);
      element.style.transition = 'none';
      element.style.height = `${before + by}px`;
    };
    const onEnd = (event: globalThis.PointerEvent) => {
      if (event.pointerId !== pointerId) return;
      ended.abort();
      if (!dragged.current) return;
      const share = element.offsetHeight / innerHeight;
      element.style.height = '';
      element.style.transition = '';
      setLifted(false);
      onChange(share < 0.3 ? 'peek' : share < 0.75 ? 'half' : 'full');
    };
    addEventListener('pointermove', onMove, { signal: ended.signal });
    addEventListener('pointerup', onEnd, { signal: ended.signal });
    addEventListener('pointercancel', onEnd, { signal: ended.signal });
  };
  return (
    <section ref={sheet} aria-label={label} className={[styles['sheet'], styles[height]].join(' ')}>
      <header
        className={styles['head']}
        onPointerDown={onPointerDown}
        onClickCapture={(event) => {
          if (dragged.current && event.detail > 0) event.stopPropagation(); // not one by keyboard
        }}
      >
        <span className={styles['grip']} aria-hidden="true" />
        <button
          type="button"
          className={styles['summary']}
          aria-expanded={height !== 'peek'}
          aria-controls={id}
          onClick={() => onChange(height === 'peek' ? 'half' : 'peek')}
        >
          {summary}
        </button>
        <Button square aria-label="More of it" disabled={isFull} onClick={() => move(1)}>
          <Icon name="up" />
        </Button>
        <Button
          square
          aria-label="Less of it"
          disabled={height === 'peek'}
          onClick={() => move(-1)}
        >
          <Icon name="down" />
        </Button>
      </header>
      <div id={id} className={styles['body']}>
        {(height !== 'peek' || lifted) && children}
      </div>
    </section>
  );
}

const focusables = (element: HTMLElement): HTMLElement[] =>
  Array.from(
    element.querySelectorAll<HTMLElement>('button:not(:disabled), a[href], input, select, summary'),
  );
