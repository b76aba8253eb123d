import type { Plan } from '#networks/plan.ts';
import type { DevicePopulation, NetworkSnapshot, PopulationSetup } from '../device.ts';
import type { NetworkPlace, Place } from '../lowering/lowering.ts';
import { statesOf } from '../lowering/states.ts';
import { type NamedValue, pack, unpack } from '../lowering/values.ts';
import {
  changeHyperparameters,
  checkRows,
  checkRun,
  checkSlot,
  checkSnapshot,
  commonSize,
  layoutOf,
  named,
  needReplay,
  networkOf,
} from '../population.ts';
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
  const context = { heap, crew, setup, replay, staging };
  let open = true;

  function current(): Generation {
    if (!open) throw new RangeError('the population has been disposed of');
    return generation;
  }
  const slotOf = (slot: number) => checkSlot(slot, current().agents.length);
  const compiledOf = (name: string): Compiled =>
    named(current().programs, name, 'there is no program');
  const namedOf = (program: string, name: string): NamedValue =>
    named(compiledOf(program).values, name, `program '${program}' has no value`);
  const slab = (address: number, { length }: Plan) =>
    heap.f32.subarray(address / 4, address / 4 + length);
  let generation = build(context, setup.agents);
  const hasStates = statesOf(setup.programs, generation.layout, 0).length > 0;

  const population: DevicePopulation = {
    get size() {
      return current().agents.length;
    },
    run(program, step, active) {
      const compiled = compiledOf(program);
      const { agents, someTable, workspaces } = generation;
      checkRun(program, compiled.samples, replay?.remembered, active, agents.length);
      if (!active) {
        crew.run(compiled.table, agents.length, compiled.totalCost, step, workspaces);
        return;
      }
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
    runBeside(names, step) {
      const { agents, someTable, workspaces } = generation;
      const all = names.map(compiledOf);
      names.forEach((name, at) => {
        checkRun(name, all[at]?.samples ?? false, replay?.remembered, undefined, agents.length);
      });
      const records = all.flatMap((each) => [...each.records]);
      heap.u32.set(records, someTable / 4);
      const cost = all.reduce((sum, { totalCost }) => sum + totalCost, 0);
      if (records.length > 0) crew.run(someTable, records.length, cost, step, workspaces);
    },
    write(program, value, slot, data) {
      const place = namedOf(program, value).places[slotOf(slot)] as Place; // by slot
      checkRows(program, value, place, data);
      unpack(data, heap.f32, place.address / 4, place.width, place.stride);
    },
    read(program, value, slot) {
      const { places, own } = namedOf(program, value);
      const into = own[slotOf(slot)] as Float32Array; // by slot
      pack(heap.f32, places[slot] as Place, into, 0);
      return into;
    },
    readAll(program, value) {
      const read = namedOf(program, value);
      const { places } = read;
      const all = read.all ?? new Float32Array(places.length * commonSize(program, value, places));
      read.all = all;
      const size = all.length / places.length;
      for (let slot = 0; slot < places.length; slot++)
        pack(heap.f32, places[slot] as Place, all, slot * size);
      return all;
    },
    remember(count, fields) {
      current();
      needReplay(replay).remember(count, fields);
    },
    get remembered() {
      return replay?.remembered ?? 0;
    },
    weights(slot, network) {
      const { weights, plan } = networkOf(current().layout, slotOf(slot), network);
      return slab(weights, plan).slice();
    },
    setHyperparameters(slot, values) {
      const { agents, layout } = current();
      const { agent, rebuilt } = changeHyperparameters(
        agents,
        slotOf(slot),
        values,
        setup.programs,
      );
      if (rebuilt) {
        generation = build(context, rebuilt, generation);
        return;
      }
      agents[slot] = agent;
      const { hyperparameters } = layoutOf(layout, slot);
      for (const [name, value] of Object.entries(values))
        heap.f64[(hyperparameters.get(name) as number) / 8] = value; // laid out
    },
    evolve(agents) {
      current();
      generation = build(context, agents, generation);
    },
    snapshot(parts = { replay: true }) {
      const { layout } = current();
      return {
        agents: layout.agents.map(({ networks }) =>
          Object.fromEntries([...networks].map(([name, place]) => [name, copyOf(heap, place)])),
        ),
        replay: (parts.replay && replay?.snapshot()) || null,
        ...(hasStates && {
          states: layout.agents.map((_, slot) =>
            Object.fromEntries(
              statesOf(setup.programs, layout, slot).map(({ name, place }) => {
                const state = new Float32Array(place.rows * place.width);
                pack(heap.f32, place, state, 0);
                return [name, state];
              }),
            ),
          ),
        }),
      };
    },
    restore(snapshot) {
      const { layout } = current();
      checkSnapshot(snapshot, layout, setup.programs);
      layout.agents.forEach(({ networks }, slot) => {
        for (const [name, { plan, weights, training }] of networks) {
          const from = snapshot.agents[slot]?.[name] as NetworkSnapshot; // checked
          slab(weights, plan).set(from.weights);
          if (!training) continue;
          slab(training.firstMoments, plan).set(from.firstMoments);
          slab(training.secondMoments, plan).set(from.secondMoments);
          heap.u32[training.updates / 4] = from.updates;
        }
        for (const { name, place } of statesOf(setup.programs, layout, slot)) {
          const state = snapshot.states?.[slot]?.[name];
          if (state) unpack(state, heap.f32, place.address / 4, place.width, place.stride);
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

function copyOf(heap: LinearMemory, { plan, weights, training }: NetworkPlace): NetworkSnapshot {
  const copy = (address: number) => heap.f32.slice(address / 4, address / 4 + plan.length);
  return {
    weights: copy(weights),
    firstMoments: training ? copy(training.firstMoments) : new Float32Array(0),
    secondMoments: training ? copy(training.secondMoments) : new Float32Array(0),
    updates: training ? (heap.u32[training.updates / 4] as number) : 0,
  };
}
