import { afterAll, beforeAll } from 'vitest';
import type { Device } from '#compute/device.ts';
import { openDevice } from '../../compute/devices.ts';
import { imageChangesOnDevice } from './image-change-suite.ts';
import { recipesOnDevice } from './recipe-suite.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

recipesOnDevice(() => device);
imageChangesOnDevice(() => device);
