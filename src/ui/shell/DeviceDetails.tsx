import { lazy, Suspense, useId } from 'react';
import { hasChangedDevice } from '#archive/marks.ts';
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

/** Why the run is computed on this device, how others did, and the choice for the next run. */
export function DeviceDetails() {
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
