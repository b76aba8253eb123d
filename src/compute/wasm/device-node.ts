export { createWasmDevice } from './create-node.ts';
