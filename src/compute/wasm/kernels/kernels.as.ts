/** The binary for one thread. */
export { runAlone } from './run.as';
