import { sizeOf } from '#core/shape.ts';
import { LANES } from '#networks/plan.ts';
import type { AgentSetup, PopulationSetup } from '../device.ts';
import type { Program } from '../program.ts';
import type { Rows, Value, Width } from '../value.ts';
import type { NetworkPlace, Place } from './lowering.ts';

/** Most different constants that the programs of a population may hold. */
const CONSTANTS = 128;

/** Layout of a generation's state in memory. One region per role; within it agents, then their networks, in order. */
export interface Layout {
  readonly agents: readonly AgentLayout[];
  /** Bytes from the block's start to its end. */
  readonly bytes: number;
  /** Bytes from the block's start that must be zero at first; the others are weights and moments, inherited whole. */
  readonly blankBytes: number;
  /** First byte of the constants, f64 each; room for {@link CONSTANTS}. */
  readonly constants: number;
  readonly constantCount: number;
}

export interface AgentLayout {
  readonly networks: ReadonlyMap<string, NetworkPlace>;
  /** Address of each hyperparameter, f64. */
  readonly hyperparameters: ReadonlyMap<string, number>;
  /** Address of the key, two u32. */
  readonly key: number;
  /** Named values: program → value id → place. All agents' places of a value follow each other. */
  readonly values: ReadonlyMap<string, ReadonlyMap<number, Place>>;
}

/** Lays out a generation from address `base` on. */
export function layOut(
  setup: PopulationSetup,
  agents: readonly AgentSetup[],
  base: number,
): Layout {
  let end = base;
  const take = (bytes: number): number => {
    const address = end;
    end += bytes;
    return address;
  };
  const align = (to: number) => {
    end = Math.ceil(end / to) * to;
  };
  const slabs = (wanted: (trained: boolean) => boolean) => {
    align(64);
    return agents.map(({ plans }) => {
      const addresses = new Map<string, number>();
      for (const { name, trained } of setup.networks)
        if (wanted(trained)) addresses.set(name, take(planOf(plans, name).length * 4));
      return addresses;
    });
  };

  const constants = take(CONSTANTS * 8);
  const hyperparameters = agents.map(
    (agent) => new Map(Object.keys(agent.hyperparameters).map((name) => [name, take(8)])),
  );
  const keys = agents.map(() => take(8));
  const updates = agents.map(
    () =>
      new Map(setup.networks.filter(({ trained }) => trained).map(({ name }) => [name, take(4)])),
  );
  const gradients = slabs((trained) => trained);

  align(64);
  const values = agents.map(() => new Map<string, Map<number, Place>>());
  for (const program of setup.programs) {
    for (const places of values) places.set(program.name, new Map());
    for (const value of program.values) {
      if (value.name === undefined) continue;
      agents.forEach((agent, slot) => {
        const rows = rowsOf(value.rows, agent, program);
        const width = widthOf(value.width, agent);
        const stride = Math.ceil(width / LANES) * LANES;
        const place = { address: take(rows * stride * 4), rows, width, stride };
        values[slot]?.get(program.name)?.set(value.id, place);
      });
    }
  }

  const blankBytes = end - base;
  const weights = slabs(() => true);
  const firstMoments = slabs((trained) => trained);
  const secondMoments = slabs((trained) => trained);

  return {
    bytes: end - base,
    blankBytes,
    constants,
    constantCount: CONSTANTS,
    agents: agents.map((agent, slot) => ({
      key: keys[slot] as number, // slot < agents.length, here and below
      hyperparameters: hyperparameters[slot] as Map<string, number>,
      values: values[slot] as Map<string, Map<number, Place>>,
      networks: new Map(
        setup.networks.map(({ name, trained }) => [
          name,
          {
            plan: planOf(agent.plans, name),
            weights: weights[slot]?.get(name) as number,
            training: trained
              ? {
                  gradients: gradients[slot]?.get(name) as number,
                  firstMoments: firstMoments[slot]?.get(name) as number,
                  secondMoments: secondMoments[slot]?.get(name) as number,
                  updates: updates[slot]?.get(name) as number,
                }
              : null,
          },
        ]),
      ),
    })),
  };
}

/** Number of rows that a value has for an agent. */
export function rowsOf(rows: Rows, { hyperparameters }: AgentSetup, program: Program): number {
  if (typeof rows === 'number') return rows;
  const count = hyperparameters[rows.hyperparameter];
  if (count === undefined || !Number.isInteger(count) || count < 1)
    throw new RangeError(
      `program '${program.name}': hyperparameter '${rows.hyperparameter}' is ${count}, but counts rows: it must be a whole number from 1`,
    );
  const { multipleOf = 1, times = 1 } = rows;
  return Math.ceil(count / multipleOf) * multipleOf * times;
}

/** Width that a value has for an agent. */
export function widthOf(width: Width, { plans }: AgentSetup): number {
  if (typeof width === 'number') return width;
  const side = planOf(plans, width.network)[width.side];
  return typeof side === 'number' ? side : sizeOf(side);
}

/** Tells whether any value's rows are the hyperparameter's. */
export function countsRows(programs: readonly Program[], hyperparameter: string): boolean {
  const counts = ({ rows }: Value) =>
    typeof rows !== 'number' && rows.hyperparameter === hyperparameter;
  return programs.some(({ values }) => values.some(counts));
}

function planOf(plans: AgentSetup['plans'], name: string) {
  const plan = plans[name];
  if (!plan) throw new RangeError(`an agent has no plan for network '${name}'`);
  return plan;
}
