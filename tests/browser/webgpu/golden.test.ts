import { afterAll, beforeAll, describe } from 'vitest';
import { openWebgpuDevice } from '#compute/webgpu/create.ts';
import type { WebgpuDevice } from '#compute/webgpu/device.ts';
import { imageLayersOfPyTorch } from '../../compute/image-suite.ts';
import { imageChangesOnDevice } from '../../strategy/classifier/image-change-suite.ts';
import { recipesOnDevice } from '../../strategy/classifier/recipe-suite.ts';

let gpu: WebgpuDevice;
beforeAll(async () => {
  gpu = await openWebgpuDevice();
});
afterAll(() => gpu.dispose());

describe('layers over images are PyTorch’s', () => imageLayersOfPyTorch(() => gpu));
recipesOnDevice(() => gpu);
imageChangesOnDevice(() => gpu);
