import { openWebgpuDevice } from '#compute/webgpu/create.ts';
import { populationSuite, raggedPlans } from '../../compute/population-suite.ts';

populationSuite(openWebgpuDevice, raggedPlans(8));
