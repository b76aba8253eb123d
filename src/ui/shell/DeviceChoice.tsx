import { lazy, Suspense, useId } from 'react';
import type { DeviceChoice as Choice } from '#protocol/messages.ts';
import { Segmented, type SegmentedOption } from '../parts/Segmented.tsx';
import styles from './DeviceBadge.module.css';

const ThreadWords = lazy(async () => ({
  default: (await import('./ThreadWords.tsx')).ThreadWords,
}));

const CHOICES: readonly SegmentedOption<Choice>[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'wasm', label: 'WebAssembly' },
  { value: 'webgpu', label: 'GPU' },
];

/** Says why threads are missing where they are. */
export function MissingThreads() {
  return window.crossOriginIsolated ? null : (
    <Suspense>
      <ThreadWords />
    </Suspense>
  );
}

/** Choice of the device for the next run. */
export function DeviceChoice({
  value,
  automatic,
  underWay,
  onChange,
}: {
  readonly value: Choice;
  /** Sentence on what happens where the choice is left to the page. */
  readonly automatic: string;
  /** True when a run goes on, which keeps its device. */
  readonly underWay: boolean;
  readonly onChange: (choice: Choice) => void;
}) {
  return (
    <>
      <Segmented
        label="Compute on"
        name={useId()}
        value={value}
        options={CHOICES}
        onChange={onChange}
      />
      <p role="status" className={styles['soft']}>
        {value === 'auto' ? automatic : 'The choice by hand holds until the page is left.'}
        {underWay && ' It takes effect with the next start.'}
      </p>
    </>
  );
}
