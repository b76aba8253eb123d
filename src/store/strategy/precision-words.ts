import type { DeviceEntry } from '#core/catalog.ts';
import type { imageMemory } from '#core/strategy/image-memory.ts';
import type { Precision } from '#core/strategy/strategy-config.ts';

function megabytes(bytes: number): string {
  const value = bytes / 2 ** 20;
  return `${value.toFixed(value < 10 ? 1 : 0)} MB`;
}

/** What a precision takes and costs, or why there is no other; `gpu`: null while it is looked for. */
export function precisionWords(
  precision: Precision,
  { single, mixed }: ReturnType<typeof imageMemory>,
  gpu: DeviceEntry | null,
): string {
  if (!gpu) return 'Mixed precision needs a GPU, which is being looked for.';
  if (!gpu.available)
    return `Mixed precision needs a GPU, and none can be used here: ${gpu.description}. WebAssembly has no 16-bit floats.`;
  return precision === 'mixed'
    ? `What lies between the layers takes ${megabytes(mixed)} of the GPU’s memory; in 32 bits it would be ${megabytes(single)}.`
    : `On a GPU what lies between the layers would take ${megabytes(single)}, in mixed precision ${megabytes(mixed)}.`;
}
