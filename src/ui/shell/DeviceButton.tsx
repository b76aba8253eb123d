import { type ReactNode, Suspense, useId, useRef } from 'react';
import type { DeviceKind } from '#core/catalog.ts';
import { counted } from '#core/counted.ts';
import styles from './DeviceBadge.module.css';
import { promiseOf } from './device-words.ts';

/** On what a run computes and what that promises; opened, what it holds. */
export function DeviceButton({
  kind,
  description,
  threads,
  isMixed = false,
  narrow,
  children,
}: {
  readonly kind: DeviceKind;
  readonly description: string;
  /** Null: not known yet. */
  readonly threads: number | null;
  /** Set when a part of the run was computed on another device. */
  readonly isMixed?: boolean;
  readonly narrow: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const [brief, promise] = promiseOf(kind, isMixed);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles['badge']}
        popoverTarget={id}
        title={`${description}. ${promise}`}
      >
        {kind}
        {/* On a phone, what takes two words is told when it is pressed. */}
        {(!narrow || kind === 'wasm') && (
          <>
            <span aria-hidden="true">·</span>
            {brief}
          </>
        )}
        {!narrow && kind === 'wasm' && threads !== null && (
          <>
            <span aria-hidden="true">·</span>
            {counted(threads, 'thread')}
          </>
        )}
        <span className="visually-hidden">. Choose what the runs are computed on.</span>
      </button>
      <div
        ref={card}
        id={id}
        popover="auto"
        role="dialog"
        aria-label="What the run is computed on"
        className={styles['card']}
        onToggle={() => place(card.current, button.current)}
      >
        <Suspense>{children}</Suspense>
      </div>
    </>
  );
}

/** Under the badge, within the window. */
function place(card: HTMLElement | null, button: HTMLElement | null): void {
  if (!card || !button) return;
  const { bottom, right } = button.getBoundingClientRect();
  card.style.top = `${bottom + 6}px`;
  card.style.left = `${Math.max(8, Math.min(right - card.offsetWidth, innerWidth - card.offsetWidth - 8))}px`;
}
