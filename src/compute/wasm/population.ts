import type { Inheritance } from '#networks/inheritance.ts';
import type { Plan } from '#networks/plan.ts';
import type {
  AgentSetup,
  DevicePopulation,
  NetworkSnapshot,
  PopulationSetup,
  PopulationSnapshot,
} from '../device.ts';
import { countsRows, type Layout } from '../lowering/layout.ts';
import type { NetworkPlace, Place } from '../lowering/lowering.ts';
import { type NamedValue, pack, unpack } from '../lowering/values.ts';
import type { Crew } from './crew.ts';
import { build, type Compiled, type Generation } from './generation.ts';
import type { LinearMemory } from './memory.ts';
import { createReplay, type Replay } from './replay.ts';
import { createStaging } from './staging.ts';

/** Opens a population in linear memory; `crew` runs its programs. */
export function openPopulation(
  heap: LinearMemory,
  crew: Crew,
  setup: PopulationSetup,
): DevicePopulation {
  const replay: Replay | null = setup.replay && createReplay(heap, setup.replay);
  const staging = createStaging();
  const ground = { heap, crew, setup, replay, staging };
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
  const namedOf = (program: string, name: string): NamedValue => {
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
  let generation = build(ground, setup.agents);

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
      const place = namedOf(program, value).places[slotOf(slot)] as Place; // by slot
      const { width, stride, rows } = place;
      if (data.length > rows * width || data.length % width !== 0)
        throw new RangeError(
          `value '${value}' of program '${program}' is ${rows} × ${width}: ${data.length} numbers are not whole rows of it`,
        );
      unpack(data, heap.f32, place.address / 4, width, stride);
    },
    read(program, value, slot) {
      const { places, own } = namedOf(program, value);
      const into = own[slotOf(slot)] as Float32Array; // by slot
      pack(heap.f32, places[slot] as Place, into, 0);
      return into;
    },
    readAll(program, value) {
      const named = namedOf(program, value);
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
          throw new RangeError(
            `there is no hyperparameter '${name}', only ${list(own.hyperparameters)}`,
          );
      const hyperparameters = { ...agent.hyperparameters, ...values } as Record<string, number>;
      const resizes = Object.keys(values).some(
        (name) =>
          hyperparameters[name] !== agent.hyperparameters[name] && countsRows(setup.programs, name),
      );
      if (resizes) {
        generation = build(
          ground,
          agents.map((each, i) =>
            stayer(each, i, i === slot ? hyperparameters : each.hyperparameters),
          ),
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
      generation = build(ground, agents, generation);
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
    throw new RangeError(
      `a snapshot of ${agents.length} agents does not fit ${layout.agents.length}`,
    );
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
