import type { Inheritance } from '#networks/inheritance.ts';
import type { AgentSetup, PopulationSnapshot } from './device.ts';
import { type AgentLayout, countsRows, type Layout } from './lowering/layout.ts';
import type { NetworkPlace, Place } from './lowering/lowering.ts';
import { statesOf } from './lowering/states.ts';
import type { Program } from './program.ts';

/*
 * Shared by the populations of both devices: look-ups by slot and by name, and checks of arguments. Each throws a
 * RangeError that names what is wrong.
 */

export function checkSlot(slot: number, size: number): number {
  if (!(Number.isInteger(slot) && slot >= 0 && slot < size))
    throw new RangeError(`slot ${slot} is not in a population of ${size}`);
  return slot;
}

/**
 * Finds a value by its name. Throws a RangeError that lists the names there are; `whose` begins it, as 'there is no
 * program'.
 */
export function named<T>(values: ReadonlyMap<string, T>, name: string, whose: string): T {
  const value = values.get(name);
  if (value === undefined) throw new RangeError(`${whose} '${name}', only ${list(values)}`);
  return value;
}

const list = (values: ReadonlyMap<string, unknown>): string =>
  values.size === 0 ? 'none' : [...values.keys()].map((name) => `'${name}'`).join(', ');

/** The layout of an agent of a generation. */
export const layoutOf = ({ agents }: Layout, slot: number): AgentLayout =>
  agents[slot] as AgentLayout; // by slot

export function networkOf(layout: Layout, slot: number, name: string): NetworkPlace {
  return named(layoutOf(layout, slot).networks, name, 'there is no network');
}

/** A run of a program: whether it can sample, and whether there is a flag per agent. */
export function checkRun(
  program: string,
  samples: boolean,
  remembered: number | undefined,
  active: Uint8Array | undefined,
  size: number,
): void {
  if (samples && remembered === 0)
    throw new RangeError(`program '${program}' samples, but nothing is remembered yet`);
  if (active && active.length !== size)
    throw new RangeError(`${active.length} flags do not fit a population of ${size}`);
}

/** Whole rows of a value, that the host writes. */
export function checkRows(
  program: string,
  value: string,
  { rows, width }: Place,
  { length }: Float32Array,
): void {
  if (length > rows * width || length % width !== 0)
    throw new RangeError(
      `value '${value}' of program '${program}' is ${rows} × ${width}: ${length} numbers are not whole rows of it`,
    );
}

/** Number of numbers that every agent has of a value, which must be the same for all. */
export function commonSize(program: string, value: string, places: readonly Place[]): number {
  const sizes = places.map(({ rows, width }) => rows * width);
  const other = sizes.findIndex((size) => size !== sizes[0]);
  if (other >= 0)
    throw new RangeError(
      `value '${value}' of program '${program}' differs in size between slots 0 and ${other}; read them one by one`,
    );
  return sizes[0] ?? 0;
}

export function needReplay<T>(replay: T | null): T {
  if (!replay) throw new RangeError('the population has no replay buffer');
  return replay;
}

/** An agent under new values of some of its hyperparameters. */
export interface Changed {
  readonly agent: AgentSetup;
  /** The population as its own children, where values of programs get other sizes; null: everything stays in place. */
  readonly rebuilt: readonly AgentSetup[] | null;
}

export function changeHyperparameters(
  agents: readonly AgentSetup[],
  slot: number,
  values: Readonly<Record<string, number>>,
  programs: readonly Program[],
): Changed {
  const before = agents[slot] as AgentSetup; // by slot
  const known = new Map(Object.entries(before.hyperparameters));
  for (const name in values) named(known, name, 'there is no hyperparameter');
  const agent = { ...before, hyperparameters: { ...before.hyperparameters, ...values } };
  const resizes = Object.keys(values).some(
    (name) => values[name] !== before.hyperparameters[name] && countsRows(programs, name),
  );
  const rebuilt = agents.map((each, i) => stayer(i === slot ? agent : each, i));
  return { agent, rebuilt: resizes ? rebuilt : null };
}

/** The agent as its own child. */
function stayer(agent: AgentSetup, slot: number): AgentSetup {
  const inheritance: Record<string, Inheritance> = {};
  for (const name in agent.plans) inheritance[name] = { kind: 'copy' };
  return { ...agent, parentSlot: slot, inheritance };
}

/** A snapshot of agents whose networks have the plans laid out, and whose states are as large as the programs'. */
export function checkSnapshot(
  { agents, states }: PopulationSnapshot,
  layout: Layout,
  programs: readonly Program[],
): void {
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
    for (const { name, place } of statesOf(programs, layout, slot)) {
      const length = states?.[slot]?.[name]?.length;
      if (length !== undefined && length !== place.rows * place.width)
        throw new RangeError(
          `the snapshot's state '${name}' of slot ${slot} has ${length} numbers, its program ${place.rows * place.width}`,
        );
    }
  });
}
