import { inheritMoments, inheritWeights, type Inherited } from '#networks/inherit.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import type { Plan } from '#networks/plan.ts';
import type {
  AgentSetup,
  DevicePopulation,
  NetworkSnapshot,
  PopulationSetup,
  PopulationSnapshot,
} from '../device.ts';
import type { Program } from '../program.ts';
import { compile } from './compile.ts';
import type { Crew } from './crew.ts';
import { countsRows, type Layout, layOut } from './layout.ts';
import type { NetworkPlace, Place } from './lowering.ts';
import type { LinearMemory } from './memory.ts';
import { createReplay, type Replay } from './replay.ts';

/** A program compiled for a generation. */
interface Compiled {
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

interface NamedValue {
  /** By slot. */
  readonly places: readonly Place[];
  readonly own: readonly Float32Array[];
  all: Float32Array | null;
}

/** A generation in memory. */
interface Generation {
  readonly agents: AgentSetup[];
  readonly layout: Layout;
  readonly state: number;
  readonly code: number;
  readonly programs: ReadonlyMap<string, Compiled>;
  /** Address of a list of records for runs of some agents only. */
  readonly someTable: number;
  readonly workspaces: readonly number[];
}

/** Opens a population in linear memory; `crew` runs its programs. */
export function openPopulation(
  heap: LinearMemory,
  crew: Crew,
  setup: PopulationSetup,
): DevicePopulation {
  const replay: Replay | null = setup.replay && createReplay(heap, setup.replay);
  const staging: Staging = { weights: empty, firstMoments: empty, secondMoments: empty };
  let open = true;

  function current(): Generation {
    if (!open) throw new RangeError('the population has been disposed of');
    return generation;
  }
  const slotOf = (slot: number): number => {
    const { length } = current().agents;
    if (!(Number.isInteger(slot) && slot >= 0 && slot < length))
      throw new RangeError(`slot ${slot} is not in a population of ${length}`);
    return slot;
  };
  const compiledOf = (name: string): Compiled => {
    const compiled = current().programs.get(name);
    if (!compiled)
      throw new RangeError(`there is no program '${name}', only ${list(generation.programs)}`);
    return compiled;
  };
  const valueOf = (program: string, name: string): NamedValue => {
    const { values } = compiledOf(program);
    const value = values.get(name);
    if (!value)
      throw new RangeError(`program '${program}' has no value '${name}', only ${list(values)}`);
    return value;
  };
  const networkOf = (slot: number, name: string): NetworkPlace => {
    const networks = current().layout.agents[slotOf(slot)]?.networks;
    const network = networks?.get(name);
    if (!network) throw new RangeError(`there is no network '${name}'`);
    return network;
  };
  const slab = (address: number, { length }: Plan) =>
    heap.f32.subarray(address / 4, address / 4 + length);
  let generation = build(setup.agents);

  /** Compiles a generation whose networks lie at `layout`. */
  function assemble(agents: AgentSetup[], layout: Layout, state: number): Generation {
    const constants: number[] = [];
    const constant = (value: number): number => {
      let index = constants.indexOf(value);
      if (index < 0) index = constants.push(value) - 1;
      if (index >= layout.constantCount)
        throw new RangeError(`the programs hold more than ${layout.constantCount} constants`);
      return layout.constants + index * 8;
    };
    const context = { constant, replay };
    const compiled = setup.programs.map((program) => ({
      program,
      agents: agents.map((agent, slot) =>
        // layout.agents is by slot
        compile(program, agent, layout.agents[slot] as Layout['agents'][number], context),
      ),
    }));
    const all = compiled.flatMap((entry) => entry.agents);
    const workspace = Math.max(64, ...all.map((agent) => agent.workspace));
    const tables = (compiled.length + 1) * agents.length;
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
      const table = code + (p + 1) * agents.length * 4;
      heap.u32.set(records, table / 4);
      const costs = Float64Array.from(order, (slot) => lowered[slot]?.cost ?? 0);
      programs.set(program.name, {
        program,
        table,
        slots: Int32Array.from(order),
        records,
        costs,
        totalCost: costs.reduce((sum, cost) => sum + cost, 0),
        samples: program.ops.some(({ kind }) => kind === 'sample'),
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

  /** Founds a generation, or makes one of the generation before, which it replaces. */
  function build(setups: readonly AgentSetup[], before?: Generation): Generation {
    if (setups.length === 0) throw new RangeError('a population needs at least one agent');
    const agents = setups.map((agent) => ({ ...agent }));
    const parents = before && stage(heap, setup, before.layout, staging);
    if (before) {
      heap.free(before.code);
      heap.free(before.state);
    }
    const state = heap.allocate(layOut(setup, agents, 0).bytes, 'a generation');
    const layout = layOut(setup, agents, state);
    agents.forEach((agent, slot) => {
      const { networks } = layout.agents[slot] as Layout['agents'][number]; // by slot
      const sync: (() => void)[] = [];
      for (const { name, trained } of setup.networks) {
        const inheritance = agent.inheritance[name];
        const place = networks.get(name) as NetworkPlace; // laid out for every network of the setup
        if (!inheritance) throw new RangeError(`agent ${slot} has no inheritance for network '${name}'`);
        const parent = parents?.[agent.parentSlot]?.get(name) ?? null;
        if (!parent && inheritance.kind !== 'initialise' && inheritance.kind !== 'sync')
          throw new RangeError(
            `agent ${slot} inherits network '${name}' (${inheritance.kind}) from slot ${agent.parentSlot}, which is not there`,
          );
        const { plan, weights, training } = place;
        const into = slab(weights, plan);
        if (inheritance.kind === 'sync') {
          const online = networks.get(inheritance.online);
          if (!online)
            throw new RangeError(`network '${name}' follows '${inheritance.online}', which is not there`);
          const source: Inherited = { plan: online.plan, slab: slab(online.weights, online.plan) };
          sync.push(() => inheritWeights(inheritance, plan, into, source));
        } else {
          inheritWeights(inheritance, plan, into, parent && { plan: parent.plan, slab: parent.weights });
        }
        if (!trained || !training || !parent) continue;
        const moments = (address: number, from: Float32Array) =>
          inheritMoments(inheritance, plan, slab(address, plan), { plan: parent.plan, slab: from });
        moments(training.firstMoments, parent.firstMoments);
        moments(training.secondMoments, parent.secondMoments);
        heap.u32[training.updates / 4] = inheritance.kind === 'initialise' ? 0 : parent.updates;
      }
      for (const copy of sync) copy();
    });
    return assemble(agents, layout, state);
  }

  const population: DevicePopulation = {
    get size() {
      return current().agents.length;
    },
    run(program, step, active) {
      const compiled = compiledOf(program);
      const { agents, someTable, workspaces } = generation;
      if (compiled.samples && replay?.remembered === 0)
        throw new RangeError(`program '${program}' samples, but nothing is remembered yet`);
      if (!active) {
        crew.run(compiled.table, agents.length, compiled.totalCost, step, workspaces);
        return;
      }
      if (active.length !== agents.length)
        throw new RangeError(`${active.length} flags do not fit a population of ${agents.length}`);
      const { slots, records, costs } = compiled;
      let count = 0;
      let cost = 0;
      for (let i = 0; i < slots.length; i++) {
        if (!active[slots[i] as number]) continue;
        heap.u32[someTable / 4 + count++] = records[i] as number;
        cost += costs[i] as number;
      }
      if (count > 0) crew.run(someTable, count, cost, step, workspaces);
    },
    write(program, value, slot, data) {
      const place = valueOf(program, value).places[slotOf(slot)] as Place; // by slot
      const { width, stride, rows } = place;
      if (data.length > rows * width || data.length % width !== 0)
        throw new RangeError(
          `value '${value}' of program '${program}' is ${rows} × ${width}: ${data.length} numbers are not whole rows of it`,
        );
      unpack(data, heap.f32, place.address / 4, width, stride);
    },
    read(program, value, slot) {
      const { places, own } = valueOf(program, value);
      const into = own[slotOf(slot)] as Float32Array; // by slot
      pack(heap.f32, places[slot] as Place, into, 0);
      return into;
    },
    readAll(program, value) {
      const named = valueOf(program, value);
      const size = named.own[0]?.length ?? 0;
      if (!named.all) {
        const other = named.own.findIndex(({ length }) => length !== size);
        if (other >= 0)
          throw new RangeError(
            `value '${value}' of program '${program}' differs in size between slots 0 and ${other}; read them one by one`,
          );
        named.all = new Float32Array(named.places.length * size);
      }
      for (let slot = 0; slot < named.places.length; slot++)
        pack(heap.f32, named.places[slot] as Place, named.all, slot * size);
      return named.all;
    },
    remember(count, fields) {
      current();
      if (!replay) throw new RangeError('the population has no replay buffer');
      replay.remember(count, fields);
    },
    get remembered() {
      return replay?.remembered ?? 0;
    },
    weights(slot, network) {
      const { weights, plan } = networkOf(slot, network);
      return slab(weights, plan).slice();
    },
    setHyperparameters(slot, values) {
      const { agents, layout } = current();
      const agent = agents[slotOf(slot)] as AgentSetup;
      const own = layout.agents[slot] as Layout['agents'][number];
      for (const name in values)
        if (!own.hyperparameters.has(name))
          throw new RangeError(`there is no hyperparameter '${name}', only ${list(own.hyperparameters)}`);
      const hyperparameters = { ...agent.hyperparameters, ...values } as Record<string, number>;
      const resizes = Object.keys(values).some(
        (name) =>
          hyperparameters[name] !== agent.hyperparameters[name] && countsRows(setup.programs, name),
      );
      if (resizes) {
        generation = build(
          agents.map((each, i) => stayer(each, i, i === slot ? hyperparameters : each.hyperparameters)),
          generation,
        );
        return;
      }
      agents[slot] = { ...agent, hyperparameters };
      for (const [name, value] of Object.entries(values))
        heap.f64[(own.hyperparameters.get(name) as number) / 8] = value;
    },
    evolve(agents) {
      current();
      generation = build(agents, generation);
    },
    snapshot() {
      const { layout } = current();
      return {
        agents: layout.agents.map(({ networks }) =>
          Object.fromEntries([...networks].map(([name, place]) => [name, copyOf(heap, place)])),
        ),
        replay: replay?.snapshot() ?? null,
      };
    },
    restore(snapshot) {
      const { layout } = current();
      checkSnapshot(snapshot, layout);
      layout.agents.forEach(({ networks }, slot) => {
        for (const [name, { plan, weights, training }] of networks) {
          const from = snapshot.agents[slot]?.[name] as NetworkSnapshot; // checked
          slab(weights, plan).set(from.weights);
          if (!training) continue;
          slab(training.firstMoments, plan).set(from.firstMoments);
          slab(training.secondMoments, plan).set(from.secondMoments);
          heap.u32[training.updates / 4] = from.updates;
        }
      });
      if (replay && snapshot.replay) replay.restore(snapshot.replay);
    },
    get bytes() {
      const staged = Object.values(staging).reduce((sum, { byteLength }) => sum + byteLength, 0);
      return heap.used + staged;
    },
    dispose() {
      if (!open) return;
      open = false;
      heap.free(generation.code);
      heap.free(generation.state);
      replay?.dispose();
    },
  };
  return population;
}

const empty = new Float32Array(0);
const list = (named: ReadonlyMap<string, unknown>): string =>
  named.size === 0 ? 'none' : [...named.keys()].map((name) => `'${name}'`).join(', ');

/** The agent as its own child: nothing of it changes but hyperparameters. */
function stayer(
  agent: AgentSetup,
  slot: number,
  hyperparameters: Readonly<Record<string, number>>,
): AgentSetup {
  const inheritance: Record<string, Inheritance> = {};
  for (const name in agent.plans) inheritance[name] = { kind: 'copy' };
  return { ...agent, parentSlot: slot, inheritance, hyperparameters };
}

/** Copies of a generation's slabs outside linear memory, kept from generation to generation. */
interface Staging {
  weights: Float32Array;
  firstMoments: Float32Array;
  secondMoments: Float32Array;
}

interface StagedNetwork extends NetworkSnapshot {
  readonly plan: Plan;
}

/** Copies what the next generation inherits, region by region. */
function stage(
  heap: LinearMemory,
  setup: PopulationSetup,
  { agents }: Layout,
  staging: Staging,
): ReadonlyMap<string, StagedNetwork>[] {
  const roles = {
    weights: (place: NetworkPlace) => place.weights,
    firstMoments: (place: NetworkPlace) => place.training?.firstMoments,
    secondMoments: (place: NetworkPlace) => place.training?.secondMoments,
  };
  const starts: Record<string, number> = {};
  for (const role of ['weights', 'firstMoments', 'secondMoments'] as const) {
    const spans = agents.flatMap(({ networks }) =>
      [...networks.values()].flatMap((place) => {
        const address = roles[role](place);
        return address === undefined ? [] : [{ start: address / 4, end: address / 4 + place.plan.length }];
      }),
    );
    const start = spans[0]?.start ?? 0;
    const end = spans.at(-1)?.end ?? 0;
    if (staging[role].length < end - start) staging[role] = new Float32Array(end - start);
    staging[role].set(heap.f32.subarray(start, end));
    starts[role] = start;
  }
  const part = (role: keyof Staging, address: number, { length }: Plan) => {
    const from = address / 4 - (starts[role] as number);
    return staging[role].subarray(from, from + length);
  };
  return agents.map(({ networks }) => {
    const staged = new Map<string, StagedNetwork>();
    for (const { name } of setup.networks) {
      const { plan, weights, training } = networks.get(name) as NetworkPlace; // laid out from the setup
      staged.set(name, {
        plan,
        weights: part('weights', weights, plan),
        firstMoments: training ? part('firstMoments', training.firstMoments, plan) : empty,
        secondMoments: training ? part('secondMoments', training.secondMoments, plan) : empty,
        updates: training ? (heap.u32[training.updates / 4] as number) : 0,
      });
    }
    return staged;
  });
}

function copyOf(heap: LinearMemory, { plan, weights, training }: NetworkPlace): NetworkSnapshot {
  const copy = (address: number) => heap.f32.slice(address / 4, address / 4 + plan.length);
  return {
    weights: copy(weights),
    firstMoments: training ? copy(training.firstMoments) : new Float32Array(0),
    secondMoments: training ? copy(training.secondMoments) : new Float32Array(0),
    updates: training ? (heap.u32[training.updates / 4] as number) : 0,
  };
}

function checkSnapshot({ agents }: PopulationSnapshot, layout: Layout): void {
  if (agents.length !== layout.agents.length)
    throw new RangeError(`a snapshot of ${agents.length} agents does not fit ${layout.agents.length}`);
  layout.agents.forEach(({ networks }, slot) => {
    for (const [name, { plan }] of networks) {
      const length = agents[slot]?.[name]?.weights.length;
      if (length !== plan.length)
        throw new RangeError(
          `the snapshot's network '${name}' of slot ${slot} has ${length ?? 'no'} floats, its plan ${plan.length}`,
        );
    }
  });
}

function namedValues(program: Program, { agents }: Layout): Map<string, NamedValue> {
  const named = new Map<string, NamedValue>();
  for (const { id, name } of program.values) {
    if (name === undefined) continue;
    const places = agents.map(({ values }) => values.get(program.name)?.get(id) as Place); // laid out
    const own = places.map(({ rows, width }) => new Float32Array(rows * width));
    named.set(name, { places, own, all: null });
  }
  return named;
}

/** Rows of a padded matrix without their padding. */
function pack(from: Float32Array, place: Place, into: Float32Array, at: number): void {
  const { address, rows, width, stride } = place;
  let source = address / 4;
  let target = at;
  for (let row = 0; row < rows; row++, source += stride)
    for (let j = 0; j < width; j++) into[target++] = from[source + j] as number; // inside the place
}

/** Rows without padding into a padded matrix. */
function unpack(
  from: Float32Array,
  into: Float32Array,
  at: number,
  width: number,
  stride: number,
): void {
  if (width === stride) {
    into.set(from, at);
    return;
  }
  let source = 0;
  for (let target = at; source < from.length; target += stride)
    for (let j = 0; j < width; j++) into[target + j] = from[source++] as number; // whole rows
}
