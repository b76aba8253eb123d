import { type Inherited, inheritMoments, inheritWeights, MOMENTS } from '#networks/inherit.ts';
import type { Plan } from '#networks/plan.ts';
import type { AgentSetup, PopulationSetup } from '../device.ts';
import { compile } from '../lowering/compile.ts';
import { type Layout, layOut } from '../lowering/layout.ts';
import type { NetworkPlace } from '../lowering/lowering.ts';
import { inheritedStates, statesOf } from '../lowering/states.ts';
import { type NamedValue, namedValues } from '../lowering/values.ts';
import type { Program } from '../program.ts';
import type { Crew } from './crew.ts';
import type { LinearMemory } from './memory.ts';
import type { Replay } from './replay.ts';
import { type Staging, stage } from './staging.ts';

/** A program compiled for a generation. */
export interface Compiled {
  readonly program: Program;
  /** Address of the list of all agents' records, the costliest agent first. */
  readonly table: number;
  /** Slots and addresses of records in that order. */
  readonly slots: Int32Array;
  readonly records: Uint32Array;
  readonly costs: Float64Array;
  readonly totalCost: number;
  readonly samples: boolean;
  /** Named values: their id, and what `read` and `readAll` return. */
  readonly values: ReadonlyMap<string, NamedValue>;
}

/** A generation in memory. */
export interface Generation {
  readonly agents: AgentSetup[];
  readonly layout: Layout;
  readonly state: number;
  readonly code: number;
  readonly programs: ReadonlyMap<string, Compiled>;
  /** Address of a list of records for runs of some agents only, or of several programs; room for all of all. */
  readonly someTable: number;
  readonly workspaces: readonly number[];
}

/** Parts that every generation of a population uses. */
export interface WasmContext {
  readonly heap: LinearMemory;
  readonly crew: Crew;
  readonly setup: PopulationSetup;
  readonly replay: Replay | null;
  readonly staging: Staging;
}

/** Founds a generation, or makes one of the generation before, which it replaces. */
export function build(
  context: WasmContext,
  setups: readonly AgentSetup[],
  before?: Generation,
): Generation {
  const { heap, setup, staging } = context;
  const slab = (address: number, { length }: Plan) =>
    heap.f32.subarray(address / 4, address / 4 + length);
  if (setups.length === 0) throw new RangeError('a population needs at least one agent');
  const agents = setups.map((agent) => ({ ...agent }));
  const staged = before && stage(heap, before.layout, agents, staging);
  const states = before && copyStates(heap, setup, before.layout);
  if (before) {
    heap.free(before.code);
    heap.free(before.state);
  }
  const { bytes, blankBytes } = layOut(setup, agents, 0);
  const state = heap.reserve(bytes, 'a generation');
  const layout = layOut(setup, agents, state);
  heap.f32.fill(0, state / 4, (state + blankBytes) / 4);
  agents.forEach((agent, slot) => {
    if (before && states)
      for (const { from, to } of inheritedStates(setup.programs, before, { agents, layout }, slot))
        heap.f32.set(states.get(from.address) as Float32Array, to.address / 4); // copied, all of them
    const { networks } = layout.agents[slot] as Layout['agents'][number]; // by slot
    const sync: (() => void)[] = [];
    const inherited = before?.layout.agents[agent.parentSlot]?.networks;
    for (const { name } of setup.networks) {
      const inheritance = agent.inheritance[name];
      const place = networks.get(name) as NetworkPlace; // laid out for every network of the setup
      if (!inheritance)
        throw new RangeError(`agent ${slot} has no inheritance for network '${name}'`);
      const from = inherited?.get(name);
      const parent = (from && staged?.get(from)) ?? null;
      if (!parent && inheritance.kind !== 'initialise' && inheritance.kind !== 'sync')
        throw new RangeError(
          `agent ${slot} inherits network '${name}' (${inheritance.kind}) from slot ${agent.parentSlot}, which is not there`,
        );
      const { plan, weights, training } = place;
      const into = slab(weights, plan);
      if (inheritance.kind === 'sync') {
        const online = networks.get(inheritance.online);
        if (!online)
          throw new RangeError(
            `network '${name}' follows '${inheritance.online}', which is not there`,
          );
        const source: Inherited = { plan: online.plan, slab: slab(online.weights, online.plan) };
        sync.push(() => inheritWeights(inheritance, plan, into, source));
      } else {
        inheritWeights(
          inheritance,
          plan,
          into,
          parent && { plan: parent.plan, slab: parent.weights },
        );
      }
      if (!training) continue;
      for (const moments of MOMENTS)
        inheritMoments(
          moments,
          inheritance,
          plan,
          slab(training[moments], plan),
          parent && { plan: parent.plan, slab: parent[moments] },
        );
      heap.u32[training.updates / 4] =
        inheritance.kind === 'initialise' ? 0 : (parent?.updates ?? 0);
    }
    for (const copy of sync) copy();
  });
  return assemble(context, agents, layout, state);
}

/** Copies the states that stay from run to run, of all agents, padded, by address, before their memory is freed. */
function copyStates(
  heap: LinearMemory,
  { programs }: PopulationSetup,
  layout: Layout,
): ReadonlyMap<number, Float32Array> {
  const places = layout.agents.flatMap((_, slot) => statesOf(programs, layout, slot, true));
  return new Map(
    places.map(({ place: { address, rows, stride } }) => [
      address,
      heap.f32.slice(address / 4, address / 4 + rows * stride),
    ]),
  );
}

/** Compiles a generation whose networks lie at `layout`. */
function assemble(
  context: WasmContext,
  agents: AgentSetup[],
  layout: Layout,
  state: number,
): Generation {
  const { heap, crew, setup, replay } = context;
  const constants: number[] = [];
  const constant = (value: number): number => {
    let index = constants.indexOf(value);
    if (index < 0) index = constants.push(value) - 1;
    if (index >= layout.constantCount)
      throw new RangeError(`the programs hold more than ${layout.constantCount} constants`);
    return layout.constants + index * 8;
  };
  const compiling = { constant, replay, hasHalves: false };
  const compiled = setup.programs.map((program) => ({
    program,
    agents: agents.map((agent, slot) =>
      // layout.agents is by slot
      compile(program, agent, layout.agents[slot] as Layout['agents'][number], compiling),
    ),
  }));
  const all = compiled.flatMap((entry) => entry.agents);
  const workspace = Math.max(64, ...all.map((agent) => agent.workspace));
  const tables = 2 * compiled.length * agents.length;
  const words = all.reduce((sum, agent) => sum + agent.words.length, 0);
  const tableBytes = Math.ceil((tables * 4) / 64) * 64;
  const recordBytes = Math.ceil((words * 4) / 64) * 64;
  const code = heap.allocate(
    tableBytes + recordBytes + crew.threads * workspace,
    'a compiled generation',
  );

  let record = code + tableBytes;
  const programs = new Map<string, Compiled>();
  compiled.forEach(({ program, agents: lowered }, p) => {
    const addresses = lowered.map(({ words: own }) => {
      const address = record;
      heap.i32.set(own, address / 4);
      record += own.length * 4;
      return address;
    });
    const order = lowered.map((_, slot) => slot);
    order.sort((a, b) => (lowered[b]?.cost ?? 0) - (lowered[a]?.cost ?? 0) || a - b);
    const records = Uint32Array.from(order, (slot) => addresses[slot] as number);
    const table = code + (compiled.length + p) * agents.length * 4;
    heap.u32.set(records, table / 4);
    const costs = Float64Array.from(order, (slot) => lowered[slot]?.cost ?? 0);
    programs.set(program.name, {
      program,
      table,
      slots: Int32Array.from(order),
      records,
      costs,
      totalCost: costs.reduce((sum, cost) => sum + cost, 0),
      samples: program.ops.some(({ samples }) => samples),
      values: namedValues(program, layout),
    });
  });
  heap.f64.set(constants, layout.constants / 8);
  agents.forEach((agent, slot) => {
    const own = layout.agents[slot] as Layout['agents'][number]; // by slot
    heap.u32.set(agent.key, own.key / 4);
    for (const [name, address] of own.hyperparameters)
      heap.f64[address / 8] = agent.hyperparameters[name] as number;
  });
  const workspaces = Array.from(
    { length: crew.threads },
    (_, thread) => code + tableBytes + recordBytes + thread * workspace,
  );
  return { agents, layout, state, code, programs, someTable: code, workspaces };
}
