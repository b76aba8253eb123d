import { lazy } from 'react';
import { DeviceButton } from '../shell/DeviceButton.tsx';
import { useStrategyState } from './strategy-context.ts';

const StrategyDeviceDetails = lazy(async () => ({
  default: (await import('./StrategyDeviceDetails.tsx')).StrategyDeviceDetails,
}));

/** On what the run is computed, or will be; opened, why, and the choice for the next. */
export function StrategyDevice({ narrow }: { readonly narrow: boolean }) {
  const device = useStrategyState(({ started }) => started?.device ?? null);
  const choice = useStrategyState((state) => state.deviceChoice);
  const { kind, description, threads } = device ?? {
    kind: choice === 'webgpu' ? 'webgpu' : 'wasm',
    description: 'The next run has not begun',
    threads: null,
  };
  return (
    <DeviceButton {...{ kind, description, threads, narrow }}>
      <StrategyDeviceDetails />
    </DeviceButton>
  );
}
