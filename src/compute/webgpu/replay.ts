import type { PopulationSetup, ReplaySnapshot } from '../device.ts';
import { replayShape } from './blueprint.ts';
import { IN_REPLAY } from './kernels/kernel.ts';
import type { Stream } from './stream.ts';

/** The replay buffer of a population on the GPU: a ring of transitions, the fields of each side by side. */
export interface GpuReplay {
  readonly buffer: GPUBuffer;
  readonly remembered: number;
  remember(count: number, fields: Readonly<Record<string, Float32Array>>): void;
  snapshot(): Promise<ReplaySnapshot>;
  restore(snapshot: ReplaySnapshot): void;
}

export function createGpuReplay(
  allocate: (label: string, bytes: number) => GPUBuffer,
  stream: Stream,
  setup: NonNullable<PopulationSetup['replay']>,
): GpuReplay {
  const { capacity } = setup;
  if (!(Number.isInteger(capacity) && capacity >= 1))
    throw new RangeError(`replay capacity ${capacity} must be a whole number from 1`);
  const { width, fields } = replayShape(setup);
  const buffer = allocate('replay buffer', capacity * width * 4);
  const places = [...fields].map(([name, field]) => ({
    name,
    width: field.width,
    at: (field.address - IN_REPLAY) / 4,
  }));
  let added = 0;
  const remembered = () => Math.min(added, capacity);

  /** Puts fields side by side, of transitions `first` and on. */
  const weave = (
    given: Readonly<Record<string, Float32Array>>,
    count: number,
    first: number,
  ): Float32Array => {
    const woven = new Float32Array((count - first) * width);
    for (const { name, width: own, at } of places) {
      const data = given[name];
      if (!data) throw new RangeError(`transitions lack the field '${name}'`);
      if (data.length !== count * own)
        throw new RangeError(`field '${name}' has ${data.length} numbers, not ${count * own}`);
      for (let i = first; i < count; i++)
        for (let j = 0; j < own; j++)
          woven[(i - first) * width + at + j] = data[i * own + j] as number; // length checked
    }
    return woven;
  };
  /** Writes transitions from a position of the ring on. */
  const put = (woven: Float32Array, position: number) => {
    const start = (position % capacity) * width;
    const fits = Math.min(woven.length, capacity * width - start);
    if (fits > 0) stream.write(buffer, start * 4, woven.subarray(0, fits));
    if (fits < woven.length) stream.write(buffer, 0, woven.subarray(fits));
  };

  return {
    buffer,
    get remembered() {
      return remembered();
    },
    remember(count, given) {
      const first = Math.max(0, count - capacity); // of more transitions than fit only the last are written
      put(weave(given, count, first), added + first);
      added += count;
    },
    async snapshot() {
      const count = remembered();
      const now = added;
      const woven =
        count > 0 ? await stream.read(buffer, 0, count * width * 4) : new Float32Array(0);
      const copies: Record<string, Float32Array> = {};
      for (const { name, width: own, at } of places) {
        const copy = new Float32Array(count * own);
        for (let i = 0; i < count; i++)
          for (let j = 0; j < own; j++) copy[i * own + j] = woven[i * width + at + j] as number;
        copies[name] = copy;
      }
      return { fields: copies, added: now };
    },
    restore(snapshot) {
      const count = Math.min(snapshot.added, capacity);
      put(weave(snapshot.fields, count, 0), 0);
      added = snapshot.added;
    },
  };
}
