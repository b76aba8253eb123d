import type { Device, DevicePopulation } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';

/** A device that tells what is done to its population. */
export async function watchedDevice(
  see: (name: keyof DevicePopulation, args: readonly unknown[], result: unknown) => void,
): Promise<Device> {
  const device = await createWasmDevice({ threads: 1 });
  return {
    ...device,
    open: (setup) =>
      new Proxy(device.open(setup), {
        get(target, name: keyof DevicePopulation) {
          const member = target[name];
          if (typeof member !== 'function') return member;
          return (...args: never[]) => {
            const result = (member as (...given: never[]) => unknown).apply(target, args);
            see(name, args, result);
            return result;
          };
        },
      }),
  };
}
