/**
 * Constants on which the host and the kernels agree. Compiled twice, by TypeScript and by AssemblyScript, so the file
 * holds plain constants only.
 *
 * A compiled program is, per agent, a list of records of 32-bit words: [opcode, words in the record, operands …],
 * ended by opcode 0. An operand is an integer, or an address. Addresses are multiples of 4; bit 0 set means
 * "relative to the workspace of the thread that runs it", so intermediates of all agents share one hot piece of memory.
 * Bit 1 set means that the matrix there is of 16-bit floats, which only kernels of the GPU read and write, and only some.
 *
 * The GPU's kernels take the same operands by the same opcodes (`webgpu/kernels`). There a workspace is the agent's own,
 * and a number found at an address is an f32.
 */

/** Ends an agent's list; kernels are numbered from 1 on, in the order of `kernel-list.mjs`. */
export const END = 0;

/** Address of the job block: the records to run, and how far they are. Words from there on: */
export const JOB = 1024;
/** Number of the job; threads wait for it to change. */
export const JOB_EPOCH = 0;
/** Agents not yet taken. Counts down, so that a late thread can take nothing of a job that is over. */
export const JOB_REMAINING = 1;
/** Agents done. */
export const JOB_DONE = 2;
/** Threads asleep. */
export const JOB_SLEEPERS = 3;
/** Set once, for threads to leave. */
export const JOB_QUIT = 4;
/** Agents in the job. */
export const JOB_TOTAL = 5;
/** Address of a list of the addresses of their records. */
export const JOB_TABLE = 6;
/** Number of the run, under which random ops draw. */
export const JOB_STEP = 7;
/** Flag: the calling thread may sleep (a browser's main thread may not). */
export const JOB_MAY_SLEEP = 8;
/** A helping thread that broke off in the middle of an agent; 0: none. */
export const JOB_BROKEN = 9;
/** Address of each thread's workspace. */
export const JOB_WORKSPACES = 16;
export const MAX_THREADS = 64;

/** First address that the host may use; before it lie the job and the kernels' own data, from 2048 on. */
export const HEAP = 8192;

/** The bit of an address that says that a matrix is of 16-bit floats. */
export const OF_HALVES = 2;

/** Pixels of a minibatch over which a workgroup of the GPU sums up gradients of an image layer's weights. */
export const GRADIENT_PIXELS = 512;

/** Loss scaling: the scale is 2 to the power of this at first, and 1 or the power of the highest at the outmost. */
export const FIRST_SCALE = 16;
export const HIGHEST_SCALE = 24;
/** Updates without a gradient that is infinite after which the scale is doubled. */
export const SCALE_PATIENCE = 2000;

/** Activations by number, in the order of `ACTIVATIONS` in core/genome.ts, which a test holds. */
export const RELU = 0;
export const ELU = 1;
export const GELU = 2;
export const LEAKY_RELU = 3;
export const TANH = 4;
export const SIGMOID = 5;
export const SOFTPLUS = 6;
export const SOFTSIGN = 7;
export const IDENTITY = 8;
