import type { AgentSetup, PopulationSetup } from '../device.ts';
import { storageAt } from '../layers/padding.ts';
import { compile } from '../lowering/compile.ts';
import { opcodeOf } from '../lowering/kernel-names.ts';
import { type Layout, layOut } from '../lowering/layout.ts';
import { layoutOf } from '../population.ts';
import type { Program } from '../program.ts';
import { KERNELS } from './kernels/index.ts';
import { CALL_HEADER, IN_REPLAY, JOB_HEADER, type Kernel } from './kernels/kernel.ts';
import { type Call, schedule } from './schedule.ts';
import type { NamedPlaces } from './values.ts';
import { namedPlaces } from './values.ts';

/** First byte of memory that is given out; address 0 means "none". */
const BASE = 64;
/** Bytes to which the place of a step's calls is rounded up: that of a dynamic offset. */
const TABLE_ALIGNMENT = 256;
/** The greatest f32, for constants that are infinite: shaders may take it that there is no infinity. */
const GREATEST = 3.4028234663852886e38;

/** A generation as it will lie on the GPU: pure data, made without one. */
export interface Blueprint {
  readonly agents: AgentSetup[];
  readonly layout: Layout;
  /** Bytes of memory: state, then each agent's workspace. */
  readonly memoryBytes: number;
  /** Constants and hyperparameters, as they begin. */
  readonly scalars: Float32Array;
  readonly scalarsAt: number;
  /** The calls of all programs, step by step. */
  readonly table: Uint32Array<ArrayBuffer>;
  /** Bytes of the calls of the largest step. */
  readonly windowBytes: number;
  /** Words of a job of the program that needs most. */
  readonly jobWords: number;
  readonly programs: ReadonlyMap<string, ProgramBlueprint>;
}

export interface ProgramBlueprint {
  readonly program: Program;
  /** Steps in order; each one dispatch for all agents. */
  readonly steps: readonly {
    readonly kernel: Kernel;
    /** Bytes from the start of the table. */
    readonly offset: number;
    /** Workgroups of the agent that needs most, and calls. */
    readonly groups: number;
    readonly calls: number;
  }[];
  /** The network that each Adam of the program moves, in order. */
  readonly adams: readonly string[];
  readonly samples: boolean;
  readonly values: ReadonlyMap<string, NamedPlaces>;
}

/** Places of the fields of a transition, all transitions being side by side. */
export interface ReplayShape {
  readonly address: number;
  /** Floats of a transition. */
  readonly width: number;
  readonly fields: ReadonlyMap<string, { readonly address: number; readonly width: number }>;
}

export function replayShape({
  fields: widths,
}: NonNullable<PopulationSetup['replay']>): ReplayShape {
  const fields = new Map<string, { address: number; width: number }>();
  let width = 0;
  for (const [name, each] of Object.entries(widths)) {
    fields.set(name, { address: IN_REPLAY + width * 4, width: each });
    width += each;
  }
  return { address: 0, width, fields };
}

/** Word of a job where the corrections of an agent's moments stand, for an Adam of the program. */
export const correctionsAt = (agents: number, adam: number, slot: number): number =>
  JOB_HEADER + agents + 2 * (adam * agents + slot);

/** Compiles a generation. Throws a RangeError where a program does not fit the agents. */
export function draw(setup: PopulationSetup, setups: readonly AgentSetup[]): Blueprint {
  if (setups.length === 0) throw new RangeError('a population needs at least one agent');
  const agents = setups.map((agent) => ({ ...agent }));
  const layout = layOut(setup, agents, BASE);
  const constants: number[] = [];
  const constant = (value: number): number => {
    let index = constants.indexOf(value);
    if (index < 0) index = constants.push(value) - 1;
    if (index >= layout.constantCount)
      throw new RangeError(`the programs hold more than ${layout.constantCount} constants`);
    return layout.constants + index * 8;
  };
  const replay = setup.replay && replayShape(setup.replay);
  const context = { constant, replay, hasHalves: true };
  const compiled = setup.programs.map((program) => ({
    program,
    agents: agents.map((agent, slot) => compile(program, agent, layoutOf(layout, slot), context)),
  }));

  let end = Math.ceil((BASE + layout.bytes) / 64) * 64;
  const workspaces = agents.map((_, slot) => {
    const address = end;
    end += Math.max(0, ...compiled.map((each) => each.agents[slot]?.workspace ?? 0));
    return address;
  });

  const table: number[] = [];
  let window = 0;
  const programs = new Map<string, ProgramBlueprint>();
  for (const { program, agents: lowered } of compiled) {
    const adamsSoFar = agents.map(() => 0);
    const write = (opcode: number, { slot, operands }: Call) => {
      const [k0, k1] = (agents[slot] as AgentSetup).key; // by slot
      table.push(slot, k0, k1, workspaces[slot] as number);
      const at = table.length;
      for (const operand of operands) table.push(operand);
      if (opcode !== ADAM) return;
      const adam = adamsSoFar[slot] as number;
      adamsSoFar[slot] = adam + 1;
      table[at + ADAM_UPDATES] = correctionsAt(agents.length, adam, slot);
    };
    const steps = schedule(
      lowered.map(({ words }) => words),
      KERNELS,
    ).flatMap(({ opcode, calls }) => {
      while (table.length % (TABLE_ALIGNMENT / 4)) table.push(0);
      const offset = table.length * 4;
      const kernel = fitting(KERNELS.get(opcode) as Kernel, calls); // scheduled
      for (const call of calls) write(opcode, call);
      window = Math.max(window, calls.length * (CALL_HEADER + kernel.operands) * 4);
      return [kernel, ...(kernel.finish ? [kernel.finish] : [])].map((each) => ({
        kernel: each,
        offset,
        groups: Math.max(...calls.map(({ operands }) => each.groups(operands))),
        calls: calls.length,
      }));
    });
    programs.set(program.name, {
      program,
      steps,
      adams: program.ops.flatMap(({ updates }) => updates ?? []),
      samples: program.ops.some(({ samples }) => samples),
      values: namedPlaces(program, layout),
    });
  }
  const adams = Math.max(0, ...[...programs.values()].map((each) => each.adams.length));
  const bytes = table.length * 4 + window; // every window lies inside
  const words = new Uint32Array(Math.ceil(bytes / TABLE_ALIGNMENT) * (TABLE_ALIGNMENT / 4));
  words.set(table);
  return {
    agents,
    layout,
    memoryBytes: Math.max(end, BASE),
    ...scalarsOf(layout, agents, constants),
    table: words,
    windowBytes: window,
    jobWords: JOB_HEADER + agents.length * (1 + 2 * adams),
    programs,
  };
}

/** A kernel in the form that reads the matrices of its calls. */
function fitting(kernel: Kernel, calls: readonly Call[]): Kernel {
  const { halves } = kernel;
  const isOfHalves = calls.some(({ operands }) =>
    halves?.operands.some((i) => storageAt(operands[i] as number) === 'f16'),
  );
  return halves && isOfHalves ? halves.kernel : kernel;
}

const ADAM = opcodeOf('adam');
/** Operand of Adam that says where the count of updates is. */
const ADAM_UPDATES = 5;

/** Constants and hyperparameters, in the one region where they lie. */
function scalarsOf(layout: Layout, agents: readonly AgentSetup[], constants: readonly number[]) {
  const values = new Map<number, number>(
    constants.map((value, i) => [layout.constants + i * 8, value]),
  );
  agents.forEach(({ hyperparameters }, slot) => {
    for (const [name, address] of layoutOf(layout, slot).hyperparameters)
      values.set(address, hyperparameters[name] as number);
  });
  const scalarsAt = layout.constants;
  const scalars = new Float32Array((Math.max(scalarsAt, ...values.keys()) + 8 - scalarsAt) / 4);
  for (const [address, value] of values) scalars[(address - scalarsAt) / 4] = finite(value);
  return { scalars, scalarsAt };
}

/** Limits a number to f32 without infinities. */
export const finite = (value: number): number => Math.max(-GREATEST, Math.min(GREATEST, value));
