import { isUnderWay } from '#store/strategy/strategy-state.ts';
import badge from '../shell/DeviceBadge.module.css';
import { DeviceChoice, MissingThreads } from '../shell/DeviceChoice.tsx';
import { deviceTitle, gpuWords, promiseOf } from '../shell/device-words.ts';
import { useStrategy, useStrategyState } from './strategy-context.ts';

/** Reasons why the run is computed on its device, and the choice for the next one. */
export function StrategyDeviceDetails() {
  const lab = useStrategy();
  const device = useStrategyState(({ started }) => started?.device ?? null);
  const choice = useStrategyState((state) => state.deviceChoice);
  const underWay = useStrategyState(({ status }) => isUnderWay(status));
  const gpu = useStrategyState((state) => state.gpu);
  return (
    <>
      {device ? (
        <>
          <h2>{deviceTitle(device.kind)}</h2>
          <p>
            {device.description}. {device.reason}
          </p>
          <p>{promiseOf(device.kind, false)[1]}</p>
        </>
      ) : (
        <>
          <h2>What the next run is computed on</h2>
          <p>{promiseOf(choice === 'webgpu' ? 'webgpu' : 'wasm', false)[1]}</p>
        </>
      )}
      {device?.kind !== 'webgpu' && <MissingThreads />}
      <p className={badge['soft']}>{gpuWords(gpu ? [gpu] : [])}</p>
      <DeviceChoice
        value={choice}
        automatic="Automatic: WebAssembly, on all threads that there are, unless the set-up needs a GPU."
        underWay={underWay}
        onChange={(next) => lab.chooseDevice(next)}
      />
    </>
  );
}
