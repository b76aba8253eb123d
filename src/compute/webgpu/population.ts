import type { Plan } from '#networks/plan.ts';
import type { DevicePopulation, NetworkSnapshot, PopulationSnapshot } from '../device.ts';
import type { NetworkPlace } from '../lowering/lowering.ts';
import { statesOf } from '../lowering/states.ts';
import { pack, unpack } from '../lowering/values.ts';
import {
  changeHyperparameters,
  checkRun,
  checkSlot,
  checkSnapshot,
  layoutOf,
  named,
  needReplay,
  networkOf,
} from '../population.ts';
import { correctionsAt, finite } from './blueprint.ts';
import { writeCorrections } from './corrections.ts';
import { build, type GpuContext, type GpuProgram } from './generation.ts';
import type { Guard } from './guard.ts';
import { JOB_HEADER } from './kernels/kernel.ts';
import type { KernelRun, Tfjs } from './tfjs.ts';

/** The GPU of a population, and what counts and closes its memory. */
export interface PopulationContext {
  readonly gpu: GpuContext;
  readonly tfjs: Tfjs;
  readonly guard: Guard;
  /** Bytes of the buffers that have been allocated and not retired. */
  readonly bytes: () => number;
  readonly close: () => void;
}

/** Opens a population on the GPU. Each of its programs becomes a kernel of tfjs. */
export function openPopulation(context: PopulationContext): DevicePopulation {
  const { gpu, tfjs, guard } = context;
  const { setup, stream, replay } = gpu;
  let open = true;
  let generation = build(gpu, setup.agents);
  /** Counts changes of the weights; weights read before the last change are not used again. */
  let version = 0;
  let weightsRead: { version: number; start: number; all: Promise<Float32Array> } | null = null;

  const current = () => {
    if (!open) throw new RangeError('the population has been disposed of');
    guard.check();
    return generation;
  };
  const slotOf = (slot: number) => checkSlot(slot, current().blueprint.agents.length);
  const programOf = (name: string): GpuProgram =>
    named(current().programs, name, 'there is no program');

  /** Records a run of a program: the job, then a dispatch per step. */
  const record = (program: GpuProgram, { step, active }: KernelRun): void => {
    const { blueprint, updates, data, orders } = generation;
    const agents = blueprint.agents.length;
    program.exchange.beforeRun();
    const { words, offset } = stream.job(blueprint.jobWords * 4);
    words[0] = step;
    words[1] = replay?.remembered ?? 0;
    if (active) words.set(active, JOB_HEADER);
    else words.fill(1, JOB_HEADER, JOB_HEADER + agents);
    const numbers = new Float32Array(words.buffer, words.byteOffset, words.length);
    program.adams.forEach((network, adam) => {
      const made = updates.get(network) as Uint32Array; // Adam moves trained networks only
      for (let slot = 0; slot < agents; slot++) {
        if (active && !active[slot]) continue;
        const count = (made[slot] as number) + 1; // slot < agents
        made[slot] = count;
        writeCorrections(count, numbers, correctionsAt(agents, adam, slot));
      }
    });
    const pass = stream.pass();
    pass.setBindGroup(0, data);
    const offsets = [offset, 0];
    for (const { pipeline, offset: calls, groups, calls: count } of program.dispatches) {
      offsets[1] = calls;
      pass.setPipeline(pipeline);
      pass.setBindGroup(1, orders, offsets);
      pass.dispatchWorkgroups(groups, count);
    }
    version++;
  };

  const kernels = new Map(
    setup.programs.map(({ name }) => [
      name,
      tfjs.register(name, (run) => record(programOf(name), run)),
    ]),
  );

  /** A network's part of all weights, which are fetched in one piece and kept until they change. */
  const readWeights = async ({ weights, plan }: NetworkPlace): Promise<Float32Array> => {
    if (weightsRead?.version !== version) {
      const { start, end } = regionOf(({ weights: address }) => address);
      weightsRead = { version, start, all: stream.read(generation.memory, start, end - start) };
      weightsRead.all.catch(() => {}); // callers get the error
    }
    const { all, start } = weightsRead;
    return slice(await all, weights - start, plan);
  };
  /** The states of programs by slot; null: they have none. */
  const readStates = async () => {
    const { layout } = generation.blueprint;
    const { memory } = generation;
    if (statesOf(setup.programs, layout, 0).length === 0) return null;
    return Promise.all(
      layout.agents.map(async (_, slot) => {
        const read = statesOf(setup.programs, layout, slot).map(async ({ name, place }) => {
          const bytes = place.rows * place.stride * 4;
          const state = new Float32Array(place.rows * place.width);
          pack(await stream.read(memory, place.address, bytes), { ...place, address: 0 }, state, 0);
          return [name, state] as const;
        });
        return Object.fromEntries(await Promise.all(read));
      }),
    );
  };
  /** Region of memory in which the slabs of one kind lie. */
  const regionOf = (address: (place: NetworkPlace) => number | undefined) => {
    let start = Number.POSITIVE_INFINITY;
    let end = 0;
    for (const { networks } of generation.blueprint.layout.agents)
      for (const place of networks.values()) {
        const at = address(place);
        if (at === undefined) continue;
        start = Math.min(start, at);
        end = Math.max(end, at + place.plan.length * 4);
      }
    return { start, end };
  };

  const run: DevicePopulation['run'] = (name, step, active) => {
    const { samples } = programOf(name);
    const { length } = generation.blueprint.agents;
    checkRun(name, samples, replay?.remembered, active, length);
    if (active?.every((flag) => !flag)) return;
    kernels.get(name)?.call({ step, active });
    return stream.recorded();
  };

  return {
    get size() {
      return current().blueprint.agents.length;
    },
    run,
    async runBeside(names, step) {
      // A dispatch fills the GPU by itself.
      for (const name of names) await run(name, step);
    },
    write(program, value, slot, data) {
      const { exchange } = programOf(program);
      exchange.write(value, slotOf(slot), data);
    },
    read(program, value, slot) {
      const { exchange } = programOf(program);
      return exchange.read(value, slotOf(slot));
    },
    readAll: (program, value) => programOf(program).exchange.readAll(value),
    remember(count, fields) {
      current();
      needReplay(replay).remember(count, fields);
    },
    get remembered() {
      return replay?.remembered ?? 0;
    },
    weights: (slot, network) =>
      readWeights(networkOf(current().blueprint.layout, slotOf(slot), network)),
    setHyperparameters(slot, values) {
      const { blueprint, memory } = current();
      const { agents, layout } = blueprint;
      const { agent, rebuilt } = changeHyperparameters(
        agents,
        slotOf(slot),
        values,
        setup.programs,
      );
      if (rebuilt) {
        generation = build(gpu, rebuilt, generation);
        version++;
        return;
      }
      agents[slot] = agent;
      const { hyperparameters } = layoutOf(layout, slot);
      for (const [name, value] of Object.entries(values))
        stream.write(
          memory,
          hyperparameters.get(name) as number, // laid out
          Float32Array.of(finite(value)),
        );
    },
    evolve(agents) {
      generation = build(gpu, agents, current());
      stream.submit();
      version++;
    },
    async snapshot(parts = { replay: true }): Promise<PopulationSnapshot> {
      const { blueprint, memory, updates } = current();
      const counts = new Map([...updates].map(([name, made]) => [name, made.slice()]));
      const { start } = regionOf(({ weights }) => weights);
      const ends = [
        regionOf(({ weights }) => weights).end,
        regionOf(({ training }) => training?.secondMoments).end,
      ];
      const [state, remembered, states] = await Promise.all([
        stream.read(memory, start, Math.max(...ends) - start),
        (parts.replay && replay?.snapshot()) || null,
        readStates(),
      ]);
      const part = (address: number | undefined, plan: Plan) =>
        address === undefined ? new Float32Array(0) : slice(state, address - start, plan);
      return {
        agents: blueprint.layout.agents.map(({ networks }, slot) =>
          Object.fromEntries(
            [...networks].map(([name, { plan, weights, training }]): [string, NetworkSnapshot] => [
              name,
              {
                weights: part(weights, plan),
                firstMoments: part(training?.firstMoments, plan),
                secondMoments: part(training?.secondMoments, plan),
                updates: counts.get(name)?.[slot] ?? 0,
              },
            ]),
          ),
        ),
        replay: remembered,
        ...(states && { states }),
      };
    },
    restore(snapshot) {
      const { blueprint, memory, updates } = current();
      const { agents } = blueprint.layout;
      checkSnapshot(snapshot, blueprint.layout, setup.programs);
      agents.forEach(({ networks }, slot) => {
        for (const [name, { weights, training }] of networks) {
          const from = snapshot.agents[slot]?.[name] as NetworkSnapshot; // checked
          stream.write(memory, weights, from.weights);
          if (!training) continue;
          stream.write(memory, training.firstMoments, from.firstMoments);
          stream.write(memory, training.secondMoments, from.secondMoments);
          (updates.get(name) as Uint32Array)[slot] = from.updates; // trained
        }
        for (const { name, place } of statesOf(setup.programs, blueprint.layout, slot)) {
          const state = snapshot.states?.[slot]?.[name];
          if (!state) continue;
          const padded = new Float32Array(place.rows * place.stride);
          unpack(state, padded, 0, place.width, place.stride);
          stream.write(memory, place.address, padded);
        }
      });
      if (replay && snapshot.replay) replay.restore(snapshot.replay);
      version++;
    },
    get bytes() {
      return context.bytes();
    },
    dispose() {
      if (!open) return;
      open = false;
      for (const kernel of kernels.values()) kernel.remove();
      stream.retire(generation.memory);
      stream.retire(generation.table);
      context.close();
    },
  };
}

const slice = (from: Float32Array, offset: number, { length }: Plan): Float32Array =>
  from.slice(offset / 4, offset / 4 + length);
