/** The binary for shared memory. */
export { runAlone } from './run.as';
export { runShared, serve } from './share.as';
