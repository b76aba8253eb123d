import { lazy, Suspense, useId, useRef } from 'react';
import { hasChangedDevice } from '#archive/marks.ts';
import { counted } from '#core/counted.ts';
import type { DeviceChoice } from '#protocol/messages.ts';
import { isUnderWay } from '#store/lab/run-state.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { Segmented, type SegmentedOption } from '../parts/Segmented.tsx';
import styles from './DeviceBadge.module.css';
import { deviceTitle, gpuWords, promiseOf } from './device-words.ts';
import { useLab, useLabState } from './lab-context.ts';

const ThreadWords = lazy(async () => ({
  default: (await import('./ThreadWords.tsx')).ThreadWords,
}));

const CHOICES: readonly SegmentedOption<DeviceChoice>[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'wasm', label: 'WebAssembly' },
  { value: 'webgpu', label: 'GPU' },
];

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
        <Details />
      </div>
    </>
  );
}

function Details() {
  const lab = useLab();
  const name = useId();
  const device = useLabState((state) => state.device);
  const devices = useLabState((state) => state.catalog?.devices);
  const choice = useLabState((state) => state.deviceChoice);
  const underWay = useLabState((state) => isUnderWay(state.status));
  const isMixed = useLabState(hasChangedDevice);
  if (!device || !devices) return null;
  return (
    <>
      <h2>{deviceTitle(device.kind)}</h2>
      <p>
        {device.description}. {device.reason}
      </p>
      {device.kind === 'wasm' && !window.crossOriginIsolated && (
        <Suspense>
          <ThreadWords />
        </Suspense>
      )}
      {device.trials.length > 0 && (
        <table>
          <caption>This run’s own training, tried before it began</caption>
          <tbody>
            {device.trials.map(({ kind, stepsPerSecond }) => (
              <tr key={kind}>
                <th scope="row">{deviceTitle(kind)}</th>
                <td>{shortNumber(stepsPerSecond)} steps/s</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>{promiseOf(device.kind, isMixed)[1]}</p>
      {device.kind === 'wasm' && !device.tellsOfGpu && (
        <p className={styles['soft']}>{gpuWords(devices)}</p>
      )}
      <Segmented
        label="Compute on"
        name={name}
        value={choice}
        options={CHOICES}
        onChange={(next) => lab.chooseDevice(next)}
      />
      <p role="status" className={styles['soft']}>
        {choice === 'auto'
          ? 'Automatic: the GPU where it computes rightly and was measured to be faster, for large runs only.'
          : 'The choice by hand holds until the page is left.'}
        {underWay && ' It takes effect with the next start.'}
      </p>
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
