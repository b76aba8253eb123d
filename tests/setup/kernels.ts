export { buildKernels as setup } from '../../src/cli/prepare.mjs';
