import { hasChangedDevice } from '#archive/marks.ts';
import { isUnderWay } from '#store/lab/run-state.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import styles from './DeviceBadge.module.css';
import { DeviceChoice, MissingThreads } from './DeviceChoice.tsx';
import { deviceTitle, gpuWords, promiseOf } from './device-words.ts';
import { useLab, useLabState } from './lab-context.ts';

/** Reasons why the run is computed on this device, how others did, and the choice for the next run. */
export function DeviceDetails() {
  const lab = useLab();
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
      {device.kind === 'wasm' && <MissingThreads />}
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
      <DeviceChoice
        value={choice}
        automatic="Automatic: the GPU where it computes rightly and was measured to be faster, for large runs only."
        underWay={underWay}
        onChange={(next) => lab.chooseDevice(next)}
      />
    </>
  );
}
