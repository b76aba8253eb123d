import type { Purpose } from '#core/random.ts';
import { OPS } from './ops/index.ts';
import type { Op, Program, ProgramWriter } from './program.ts';
import type { Rows, Storage, Value } from './value.ts';

/** The methods that a list of ops gives a builder. */
type Methods<Ops extends Record<string, (writer: ProgramWriter) => unknown>> = {
  readonly [Name in keyof Ops]: ReturnType<Ops[Name]>;
};

/**
 * Builder by which a learning rule writes a program: a method for each op of `ops/index.ts`. Networks go by the names
 * that the algorithm declares; `Inputs` and `Outputs` are the names by which the host writes and reads values.
 *
 * Random ops draw under key = threefry(agent's key, counter (purpose, step)), step being the number of the run, and
 * take word i mod 2 of block threefry(key, counter (⌊i / 2⌋, n)) as the i-th number; n counts the ops of that purpose
 * in the program from 0. So the first such op draws what `draws(key)` of core/random.ts does. A whole number below k is
 * ⌊word · k / 2³²⌋.
 */
export interface Builder<Inputs extends string = string, Outputs extends string = string>
  extends Methods<typeof OPS> {
  /** A value that the host writes. */
  input(name: Inputs, rows: Rows, width: number): Value;
  /**
   * A value that stays as the last run left it: zero at first, then what `assign` writes. It is in snapshots, and a child
   * has its parent's where it is as large.
   */
  state(name: string, rows: Rows, width: number): Value;
  /** Gives a value a name, for the host to read it. */
  output(name: Outputs, value: Value): void;
}

/** The program that `write` writes. Throws a RangeError where it names a value twice, or two values alike. */
export function defineProgram<Inputs extends string, Outputs extends string>(
  name: string,
  write: (builder: Builder<Inputs, Outputs>) => void,
  { images = 'f32' }: { readonly images?: Storage } = {},
): Program {
  const ops: Op[] = [];
  const values: Value[] = [];
  const kept = new Set<number>();
  const names = new Map<string, number>();
  const makers = new Map<number, Op>();
  const ordinals = new Map<Purpose, number>();
  let made = 0; // values known before the op being written

  const writer: ProgramWriter = {
    value(rows, width, lasts) {
      for (const size of [rows, width])
        if (typeof size === 'number' && !(Number.isInteger(size) && size >= 1))
          throw new RangeError(
            `program '${name}': ${size} rows or columns must be a whole number from 1`,
          );
      const value: Value = { id: values.length, rows, width, ...(lasts && { lasts }) };
      values.push(value);
      return value;
    },
    push(op) {
      ops.push(op);
      for (; made < values.length; made++) makers.set(made, op);
    },
    maker: ({ id }) => makers.get(id),
    keep: ({ id }) => kept.add(id),
    ordinal(purpose) {
      const ordinal = ordinals.get(purpose) ?? 0;
      ordinals.set(purpose, ordinal + 1);
      return ordinal;
    },
  };
  const call = (label: string, { id }: Value) => {
    if (names.has(label)) throw new RangeError(`program '${name}' names two values '${label}'`);
    if ([...names.values()].includes(id))
      throw new RangeError(`program '${name}': value '${label}' has a name already`);
    names.set(label, id);
  };

  write({
    ...methodsOf(OPS, writer),
    input(label, rows, width) {
      const value = writer.value(rows, width);
      made = values.length;
      call(label, value);
      return value;
    },
    state(label, rows, width) {
      const value = writer.value(rows, width, 'lineage');
      made = values.length;
      call(label, value);
      return value;
    },
    output: call,
  });

  const labels = new Map([...names].map(([label, id]) => [id, label]));
  return {
    name,
    ops,
    kept,
    images,
    values: values.map((value) => {
      const label = labels.get(value.id);
      return label === undefined ? value : { ...value, name: label };
    }),
  };
}

const methodsOf = <Ops extends Record<string, (writer: ProgramWriter) => unknown>>(
  ops: Ops,
  writer: ProgramWriter,
) =>
  Object.fromEntries(Object.entries(ops).map(([name, op]) => [name, op(writer)])) as Methods<Ops>;
