import type { DeviceEntry } from '#core/catalog.ts';
import type { imageMemory } from '#core/strategy/image-memory.ts';
import type { Precision } from '#core/strategy/strategy-config.ts';

function megabytes(bytes: number): string {
  const value = bytes / 2 ** 20;
  return `${value.toFixed(value < 10 ? 1 : 0)} MB`;
}

/**
 * Mixed precision less 32 bits, in points of mAP on the test images: mean, least and most of five small runs, as recorded
 * by `npm run compare:precision`.
 */
export const MIXED_DIFFERENCE = { runs: 5, mean: 0, least: -0.2, most: 0.4 } as const;

/** Tells the difference that mixed precision makes to mAP. */
function differenceWords(): string {
  const { runs, mean, least, most } = MIXED_DIFFERENCE;
  const signed = (points: number) => points.toFixed(1).replace('-', '−');
  return `In ${runs} small runs it changed mAP by ${signed(mean)} points on average (${signed(least)} to +${signed(most)}).`;
}

/** Tells the memory that a precision takes and what it changes, or why there is no other; `gpu`: null while it is looked for. */
export function precisionWords(
  precision: Precision,
  { single, mixed }: ReturnType<typeof imageMemory>,
  gpu: DeviceEntry | null,
): string {
  if (!gpu) return 'Mixed precision needs a GPU, which is being looked for.';
  if (!gpu.available)
    return `Mixed precision needs a GPU, and none can be used here: ${gpu.description}. WebAssembly has no 16-bit floats.`;
  return precision === 'mixed'
    ? `What lies between the layers takes ${megabytes(mixed)} of the GPU’s memory; in 32 bits it would be ${megabytes(single)}. ${differenceWords()}`
    : `On a GPU what lies between the layers would take ${megabytes(single)}, in mixed precision ${megabytes(mixed)}. ${differenceWords()}`;
}
