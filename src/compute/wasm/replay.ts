import type { PopulationSetup, ReplaySnapshot } from '../device.ts';
import type { ReplayField, ReplayPlace } from '../lowering/lowering.ts';
import type { LinearMemory } from './memory.ts';

/**
 * The replay buffer of a population: a ring of transitions in one block of memory. A transition's fields lie side by
 * side, so that drawing one touches as little memory as may be.
 */
export interface Replay extends ReplayPlace {
  readonly remembered: number;
  remember(count: number, fields: Readonly<Record<string, Float32Array>>): void;
  snapshot(): ReplaySnapshot;
  restore(snapshot: ReplaySnapshot): void;
  dispose(): void;
}

const HEADER = 64; // bytes

export function createReplay(
  heap: LinearMemory,
  { capacity, fields: widths }: NonNullable<PopulationSetup['replay']>,
): Replay {
  if (!(Number.isInteger(capacity) && capacity >= 1))
    throw new RangeError(`replay capacity ${capacity} must be a whole number from 1`);
  const width = Object.values(widths).reduce((sum, each) => sum + each, 0);
  const address = heap.allocate(HEADER + capacity * width * 4, 'the replay buffer');
  const fields = new Map<string, ReplayField>();
  let end = address + HEADER;
  for (const [name, each] of Object.entries(widths)) {
    fields.set(name, { address: end, width: each });
    end += each * 4;
  }
  let added = 0;
  const remembered = () => Math.min(added, capacity);
  const publish = () => {
    heap.u32[address / 4] = remembered();
  };
  const fieldData = (
    given: Readonly<Record<string, Float32Array>>,
    name: string,
    length: number,
  ) => {
    const data = given[name];
    if (!data) throw new RangeError(`transitions lack the field '${name}'`);
    if (data.length !== length)
      throw new RangeError(`field '${name}' has ${data.length} numbers, not ${length}`);
    return data;
  };

  /** Copies transitions `from` to `to` of a field into the ring, the first of them to position `position`. */
  const scatter = (
    field: ReplayField,
    data: Float32Array,
    from: number,
    to: number,
    position: number,
  ) => {
    const { f32 } = heap;
    for (let i = from; i < to; i++) {
      const at = field.address / 4 + ((position + i - from) % capacity) * width;
      for (let j = 0; j < field.width; j++) f32[at + j] = data[i * field.width + j] as number; // length checked
    }
  };

  return {
    address,
    width,
    fields,
    get remembered() {
      return remembered();
    },
    remember(count, given) {
      const first = Math.max(0, count - capacity); // of more transitions than fit only the last are written
      for (const [name, field] of fields)
        scatter(field, fieldData(given, name, count * field.width), first, count, added + first);
      added += count;
      publish();
    },
    snapshot() {
      const copies: Record<string, Float32Array> = {};
      for (const [name, field] of fields) {
        const copy = new Float32Array(remembered() * field.width);
        for (let i = 0; i < remembered(); i++)
          for (let j = 0; j < field.width; j++)
            copy[i * field.width + j] = heap.f32[field.address / 4 + i * width + j] as number; // inside the block
        copies[name] = copy;
      }
      return { fields: copies, added };
    },
    restore(snapshot) {
      const count = Math.min(snapshot.added, capacity);
      for (const [name, field] of fields)
        scatter(field, fieldData(snapshot.fields, name, count * field.width), 0, count, 0);
      added = snapshot.added;
      publish();
    },
    dispose() {
      heap.free(address);
    },
  };
}
