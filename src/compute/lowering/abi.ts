/**
 * What the host and the kernels agree on. Compiled twice, by TypeScript and by AssemblyScript, so it holds plain
 * constants only.
 *
 * A compiled program is, per agent, a list of records of 32-bit words: [opcode, words in the record, operands …],
 * ended by opcode 0. An operand is an integer, or an address. Addresses are multiples of 4; bit 0 set means
 * "relative to the workspace of the thread that runs it", so intermediates of all agents share one hot piece of memory.
 *
 * The GPU's kernels take the same operands by the same opcodes (`webgpu/kernels`). There a workspace is the agent's own,
 * and a number found at an address is an f32.
 */

export const END = 0;
export const DENSE_FORWARD = 1;
export const DENSE_BACKWARD_WEIGHTS = 2;
export const DENSE_BACKWARD_INPUT = 3;
export const LAYER_NORM_FORWARD = 4;
export const LAYER_NORM_BACKWARD = 5;
export const ACTIVATION_FORWARD = 6;
export const ACTIVATION_BACKWARD = 7;
export const CONCAT_FORWARD = 8;
export const CONCAT_BACKWARD = 9;
export const DRAW_INDICES = 10;
export const GATHER = 11;
export const TEMPORAL_DIFFERENCE = 12;
export const ADAM = 13;
export const SOFT_UPDATE = 14;
export const ARGMAX = 15;
export const EPSILON_GREEDY = 16;
// Deterministic policies: 20 to 39.
export const MINIMUM = 20;
export const CLAMPED_SUM = 21;
export const TD_TARGET = 22;
export const SQUARED_ERROR = 23;
export const NEGATIVE_MEAN = 24;
export const GAUSSIAN_NOISE = 25;
export const ORNSTEIN_UHLENBECK = 26;

/** Policies that are distributions, and learning from rollouts. */
export const CONSTANTS_FORWARD = 40;
export const CONSTANTS_BACKWARD = 41;
export const SAMPLE_CATEGORICAL = 42;
export const SAMPLE_GAUSSIAN = 43;
export const GAUSSIAN_MODE = 44;
export const CLIPPED_CATEGORICAL = 45;
export const CLIPPED_GAUSSIAN = 46;
export const CLIPPED_VALUE = 47;
export const CLIP_GRADIENT_NORM = 48;
export const SHUFFLED_INDICES = 49;
export const SUM = 50;

/** Address of the job block: what is to be run, and how far it is. Words from there on: */
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
/** Whether the calling thread may sleep (a browser's main thread may not). */
export const JOB_MAY_SLEEP = 8;
/** A helping thread that broke off in the middle of an agent; 0: none. */
export const JOB_BROKEN = 9;
/** Address of each thread's workspace. */
export const JOB_WORKSPACES = 16;
export const MAX_THREADS = 64;

/** First address that the host may use. */
export const HEAP = 4096;

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
