import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DevicePopulation, PopulationSnapshot } from '#compute/device.ts';
import { OPS } from '#compute/ops/index.ts';
import { expectClose } from '../../compute/close.ts';
import { openBoth, openPopulations, type Pair } from '../devices.ts';
import { MEMORIES, OP_CASES, type OpCase } from './op-cases.ts';

let devices: Pair;
beforeAll(async () => {
  devices = await openBoth();
});
afterAll(() => devices.dispose());

test('the cases hold every op', () => {
  const tried = new Set(OP_CASES.flatMap(({ program }) => program.ops.map(({ kind }) => kind)));
  expect(Object.keys(OPS).filter((kind) => !tried.has(kind))).toEqual([]);
});

test.each(OP_CASES)('agrees with wasm: $name', async (given) => {
  const { gpu, wasm } = openPopulations(devices, given.setup);
  const actual = await compute(gpu, given);
  const expected = await compute(wasm, given);
  expect(actual.values.size).toBe(expected.values.size);
  for (const [name, value] of expected.values)
    expectClose(actual.values.get(name) ?? [], value, 1e-5);
  for (const [name, slab] of slabs(expected.snapshot))
    expectClose(slabs(actual.snapshot).get(name) ?? [], slab, 1e-5);
  gpu.dispose();
  wasm.dispose();
});

/** Returns every agent's values after two runs, by 'value of slot', and the state that the runs leave. */
async function compute(population: DevicePopulation, { program, inputs }: OpCase) {
  population.remember(MEMORIES.count, MEMORIES.fields);
  const values = new Map<string, Float32Array>();
  for (const step of [0, 7]) {
    for (let slot = 0; slot < population.size; slot++)
      for (const [name, { width, data }] of Object.entries(inputs)) {
        const rows = (await population.read(program.name, name, slot)).length / width;
        population.write(program.name, name, slot, fill(data, rows * width));
      }
    await population.run(program.name, step);
    for (const { name } of program.values)
      for (let slot = 0; slot < population.size; slot++)
        if (name !== undefined)
          values.set(
            `${name} of ${slot} at ${step}`,
            (await population.read(program.name, name, slot)).slice(),
          );
  }
  return { values, snapshot: await population.snapshot() };
}

/** Fills with so many numbers, over and over. */
const fill = (data: Float32Array, count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => data[i % data.length] as number);

function slabs({ agents }: PopulationSnapshot): ReadonlyMap<string, Float32Array> {
  return new Map(
    agents.flatMap((networks, slot) =>
      Object.entries(networks).flatMap(([name, network]) =>
        (['weights', 'firstMoments', 'secondMoments'] as const).map(
          (role) => [`${role} of ${name} of ${slot}`, network[role]] as const,
        ),
      ),
    ),
  );
}

test.each(OP_CASES.filter(({ inputs }) => Object.keys(inputs).length > 0))(
  'NaN shows where it does on wasm: $name',
  async (given) => {
    const { gpu, wasm } = openPopulations(devices, given.setup);
    const patterns = [];
    for (const population of [gpu, wasm]) {
      const { values } = await compute(population, { ...given, inputs: withNaN(given.inputs) });
      const pattern = (value: Float32Array) => [...value].map(Number.isNaN);
      patterns.push(
        [...values].map(([name, value]) => [
          name,
          given.hasEdges ? pattern(value).includes(true) : pattern(value),
        ]),
      );
    }
    expect(patterns[0]).toEqual(patterns[1]);
    gpu.dispose();
    wasm.dispose();
  },
);

/** The first input that holds real numbers has NaN as its second number. */
function withNaN(inputs: OpCase['inputs']): OpCase['inputs'] {
  const [name, input] = Object.entries(inputs)[0] as [string, OpCase['inputs'][string]]; // there is one
  const data = input.data.slice();
  data[1] = Number.NaN;
  return { ...inputs, [name]: { ...input, data } };
}
