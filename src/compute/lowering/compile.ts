import { LANES } from '#networks/plan.ts';
import type { AgentSetup } from '../device.ts';
import { lower } from '../ops/index.ts';
import type { Program, Rows, Value } from '../program.ts';
import { END } from './abi.ts';
import { type AgentLayout, rowsOf, widthOf } from './layout.ts';
import type { Lowering, Place, ReplayPlace, TapeEntry } from './lowering.ts';

/** One agent's records of a program. */
export interface CompiledAgent {
  readonly words: readonly number[];
  /** Bytes of workspace that it needs. */
  readonly workspace: number;
  /** Multiply-adds, about. */
  readonly cost: number;
}

/** What a program is compiled against besides the agent. */
export interface CompileContext {
  /** Address of the f64 that holds a constant. */
  readonly constant: (value: number) => number;
  /** Null: there is no replay buffer. */
  readonly replay: ReplayPlace | null;
}

/** Compiles a program for one agent. */
export function compile(
  program: Program,
  setup: AgentSetup,
  layout: AgentLayout,
  context: CompileContext,
): CompiledAgent {
  const words: number[] = [];
  const places = new Map<number, Place>(layout.values.get(program.name));
  let top = 0; // bytes of workspace in use
  let workspace = 0;
  let cost = 0;
  const fail = (fact: string): never => {
    throw new RangeError(`program '${program.name}': ${fact}`);
  };
  const nameOf = ({ id }: Value) => program.values[id]?.name ?? `value ${id}`;
  const replay = () => context.replay ?? fail('samples, but the population has no replay buffer');
  const scratch = (floats: number): number => {
    const address = top + 1; // bit 0: relative to the workspace
    top += Math.ceil(floats / 16) * 64;
    workspace = Math.max(workspace, top);
    return address;
  };
  const rows = (count: Rows) => rowsOf(count, setup, program);
  const place = (value: Value): Place => {
    const known = places.get(value.id);
    if (known) return known;
    const width = widthOf(value.width, setup);
    const stride = Math.ceil(width / LANES) * LANES;
    const count = rows(value.rows);
    const placed = { address: scratch(count * stride), rows: count, width, stride };
    places.set(value.id, placed);
    return placed;
  };

  const agent: Lowering = {
    program,
    key: layout.key,
    get remembered() {
      return replay().address;
    },
    get transitionWidth() {
      return replay().width;
    },
    rows,
    place,
    network: (name) => layout.networks.get(name) ?? fail(`there is no network '${name}'`),
    replayField(name, value) {
      const { fields } = replay();
      const field = fields.get(name) ?? fail(`the replay buffer has no field '${name}'`);
      agent.expectWidth(value, field.width, `replay field '${name}'`);
      return field.address;
    },
    scalar: (scalar) =>
      typeof scalar === 'number'
        ? context.constant(scalar)
        : (layout.hyperparameters.get(scalar.hyperparameter) ??
          fail(`there is no hyperparameter '${scalar.hyperparameter}'`)),
    scratch,
    mark: () => top,
    release(mark) {
      top = mark;
    },
    emit(opcode, ...operands) {
      words.push(opcode, operands.length + 2, ...operands);
    },
    cost(multiplyAdds) {
      cost += multiplyAdds;
    },
    tapes: new Map<number, readonly TapeEntry[]>(),
    expectWidth(value, width, of) {
      const found = place(value).width;
      if (found !== width) fail(`${nameOf(value)} has width ${found}, but ${of} ${width}`);
    },
    expectShape(value, count, width, of) {
      const found = place(value);
      if (found.rows !== count || found.width !== width)
        fail(
          `${nameOf(value)} is ${found.rows} × ${found.width}, but ${of} must be ${count} × ${width}`,
        );
    },
  };
  for (const op of program.ops) lower(op, agent);
  words.push(END);
  return { words, workspace, cost };
}
