import { LANES } from '#networks/plan.ts';
import type { AgentSetup } from '../device.ts';
import type { Program } from '../program.ts';
import type { Rows, Scalar, Storage, Value } from '../value.ts';
import { END } from './abi.ts';
import { type KernelName, opcodeOf } from './kernel-names.ts';
import { type AgentLayout, rowsOf, widthOf } from './layout.ts';
import type { Lowering, NetworkPlace, Place, ReplayPlace, TapeEntry } from './lowering.ts';

/** One agent's records of a program. */
export interface CompiledAgent {
  readonly words: readonly number[];
  /** Bytes of workspace that it needs. */
  readonly workspace: number;
  /** Multiply-adds, about. */
  readonly cost: number;
}

/** Everything but the agent that a program is compiled against. */
export interface CompileContext {
  /** Address of the f64 that holds a constant. */
  readonly constant: (value: number) => number;
  /** Null: there is no replay buffer. */
  readonly replay: ReplayPlace | null;
  /** True when the device has 16-bit floats. */
  readonly hasHalves: boolean;
}

/** Compiles a program for one agent. */
export function compile(
  program: Program,
  setup: AgentSetup,
  layout: AgentLayout,
  context: CompileContext,
): CompiledAgent {
  if (program.images === 'f16' && !context.hasHalves)
    throw new RangeError(
      `program '${program.name}' stores images as 16-bit floats, which WebAssembly has not; take 'f32', or a GPU`,
    );
  const agent = new AgentLowering(program, setup, layout, context);
  for (const op of program.ops) op.lower(agent);
  agent.words.push(END);
  return { words: agent.words, workspace: agent.workspace, cost: agent.multiplyAdds };
}

/** A class, because one is made per agent and program: methods on a prototype cost nothing to make. */
class AgentLowering implements Lowering {
  readonly tapes = new Map<number, readonly TapeEntry[]>();
  readonly words: number[] = [];
  /** Bytes of workspace needed so far. */
  workspace = 0;
  multiplyAdds = 0;
  readonly #program: Program;
  readonly #setup: AgentSetup;
  readonly #layout: AgentLayout;
  readonly #context: CompileContext;
  readonly #places: Map<number, Place>;
  /** Bytes of workspace in use. */
  #top = 0;

  constructor(program: Program, setup: AgentSetup, layout: AgentLayout, context: CompileContext) {
    this.#program = program;
    this.#setup = setup;
    this.#layout = layout;
    this.#context = context;
    this.#places = new Map(layout.values.get(program.name));
  }

  get key(): number {
    return this.#layout.key;
  }

  get images(): Storage {
    return this.#program.images;
  }

  get remembered(): number {
    return this.#replay().address;
  }

  get transitionWidth(): number {
    return this.#replay().width;
  }

  replayField(name: string, width: number): number {
    const field = this.#replay().fields.get(name);
    if (!field) return this.#fail(`the replay buffer has no field '${name}'`);
    if (field.width !== width)
      return this.#fail(`replay field '${name}' has width ${field.width}, but ${width} is read`);
    return field.address;
  }

  rows(rows: Rows): number {
    return rowsOf(rows, this.#setup, this.#program);
  }

  place(value: Value): Place {
    const known = this.#places.get(value.id);
    if (known) return known;
    const width = widthOf(value.width, this.#setup);
    const stride = Math.ceil(width / LANES) * LANES;
    const rows = this.rows(value.rows);
    const placed = { address: this.scratch(rows * stride), rows, width, stride };
    this.#places.set(value.id, placed);
    return placed;
  }

  network(name: string): NetworkPlace {
    return this.#layout.networks.get(name) ?? this.#fail(`there is no network '${name}'`);
  }

  keeps({ id }: Value): boolean {
    return this.#program.kept.has(id);
  }

  scalar(scalar: Scalar): number {
    if (typeof scalar === 'number') return this.#context.constant(scalar);
    const { hyperparameter } = scalar;
    return (
      this.#layout.hyperparameters.get(hyperparameter) ??
      this.#fail(`there is no hyperparameter '${hyperparameter}'`)
    );
  }

  scratch(floats: number): number {
    const address = this.#top + 1; // bit 0: relative to the workspace
    this.#top += Math.ceil(floats / 16) * 64;
    this.workspace = Math.max(this.workspace, this.#top);
    return address;
  }

  mark(): number {
    return this.#top;
  }

  release(mark: number): void {
    this.#top = mark;
  }

  emit(kernel: KernelName, ...operands: readonly number[]): void {
    this.words.push(opcodeOf(kernel), operands.length + 2);
    for (let i = 0; i < operands.length; i++) this.words.push(operands[i] as number); // i < operands.length
  }

  cost(multiplyAdds: number): void {
    this.multiplyAdds += multiplyAdds;
  }

  expectWidth(value: Value, width: number, of: string): void {
    const found = this.place(value).width;
    if (found !== width)
      this.#fail(`${this.#nameOf(value)} has width ${found}, but ${of} ${width}`);
  }

  expectShape(value: Value, count: number, width: number, of: string): void {
    const found = this.place(value);
    if (found.rows !== count || found.width !== width)
      this.#fail(
        `${this.#nameOf(value)} is ${found.rows} × ${found.width}, but ${of} must be ${count} × ${width}`,
      );
  }

  #replay(): ReplayPlace {
    return this.#context.replay ?? this.#fail('samples, but the population has no replay buffer');
  }

  #nameOf({ id }: Value): string {
    return this.#program.values[id]?.name ?? `value ${id}`;
  }

  #fail(fact: string): never {
    throw new RangeError(`program '${this.#program.name}': ${fact}`);
  }
}
