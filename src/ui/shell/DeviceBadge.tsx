import { lazy, Suspense, useId, useRef } from 'react';
import { hasChangedDevice } from '#archive/marks.ts';
import { counted } from '#core/counted.ts';
import styles from './DeviceBadge.module.css';
import { promiseOf } from './device-words.ts';
import { useLabState } from './lab-context.ts';

const DeviceDetails = lazy(async () => ({
  default: (await import('./DeviceDetails.tsx')).DeviceDetails,
}));

/** On what the run computes and what that promises; opened, why, and what else there is. */
export function DeviceBadge({ narrow }: { readonly narrow: boolean }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const device = useLabState((state) => state.device);
  const isMixed = useLabState(hasChangedDevice);
  if (!device) return null;
  const [brief, promise] = promiseOf(device.kind, isMixed);
  const threads = counted(device.threads, 'thread');
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles['badge']}
        popoverTarget={id}
        title={`${device.description}. ${promise}`}
      >
        {device.kind}
        {/* On a phone, what takes two words is told when it is pressed. */}
        {(!narrow || device.kind === 'wasm') && (
          <>
            <span aria-hidden="true">·</span>
            {brief}
          </>
        )}
        {!narrow && device.kind === 'wasm' && (
          <>
            <span aria-hidden="true">·</span>
            {threads}
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
        <Suspense>
          <DeviceDetails />
        </Suspense>
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
