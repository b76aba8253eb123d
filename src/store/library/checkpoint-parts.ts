import { Damage, needCheckpoint, needFields, needInteger, needList } from '#archive/damage.ts';
import { liftArrays, lowerArrays, portions } from '#archive/lifted-arrays.ts';
import { type Change, type Put, put, type Table } from './tables.ts';

/** Checkpoints in the library's tables: a record without typed arrays, and these beside it in portions. */

/** Writing copies what is written: at most so many bytes in one task of the page. */
const PORTION = 500_000;

/** Lists what keeps a checkpoint of a run, in the place of the one before. */
export function putParts<T extends { readonly state: unknown }>(
  table: Table,
  run: string,
  { state, ...fields }: T,
): readonly Change[] {
  const { skeleton, arrays } = liftArrays(state);
  return [
    { kind: 'clear', table, within: { run } },
    ...putLifted(table, run, { ...fields, state: skeleton }, arrays),
  ];
}

/** The same, where there is none before, of a checkpoint whose state's typed arrays have been taken out. */
export function putLifted(
  table: Table,
  run: string,
  fields: object,
  arrays: readonly ArrayBufferView[],
): Put[] {
  const gathered = portions(arrays, PORTION);
  const record = { ...fields, portions: gathered.length };
  return [record, ...gathered].map((value, index) => put(table, [run, index], value));
}

/** Joins a checkpoint of its parts, as {@link putParts} wrote them. Throws a {@link Damage}. */
export function joinedParts([first, ...rest]: readonly unknown[]): Readonly<
  Record<string, unknown>
> {
  const kept = needFields(first, 'the checkpoint');
  needInteger(kept['portions'], 'the parts of the checkpoint', rest.length, rest.length);
  const arrays = rest.flatMap((part) => needList(part, 'a part of the checkpoint', 1_000_000));
  if (!arrays.every((array): array is ArrayBufferView => ArrayBuffer.isView(array)))
    throw new Damage('a part of the checkpoint holds something that is no numbers');
  const state = needCheckpoint(() => lowerArrays({ skeleton: kept['state'], arrays }));
  return { ...kept, state };
}
