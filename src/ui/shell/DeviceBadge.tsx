import { lazy } from 'react';
import { hasChangedDevice } from '#archive/marks.ts';
import { DeviceButton } from './DeviceButton.tsx';
import { useLabState } from './lab-context.ts';

const DeviceDetails = lazy(async () => ({
  default: (await import('./DeviceDetails.tsx')).DeviceDetails,
}));

/** On what the run computes and what that promises; opened, why, and what else there is. */
export function DeviceBadge({ narrow }: { readonly narrow: boolean }) {
  const device = useLabState((state) => state.device);
  const isMixed = useLabState(hasChangedDevice);
  if (!device) return null;
  const { kind, description, threads } = device;
  return (
    <DeviceButton {...{ kind, description, threads, isMixed, narrow }}>
      <DeviceDetails />
    </DeviceButton>
  );
}
