import type { Kernel } from './kernels/kernel.ts';

/** One agent's call of a kernel. */
export interface Call {
  readonly slot: number;
  readonly operands: readonly number[];
}

/** One step of a schedule, carried out for all agents at a time. */
export interface Step {
  readonly opcode: number;
  readonly calls: readonly Call[];
}

/** One agent's compiled program, read from where it has come to. */
interface Reader {
  readonly slot: number;
  readonly words: readonly number[];
  at: number;
  /** Records not yet taken. */
  left: number;
}

/**
 * Lines up the records that a program has been compiled to, agent by agent: agents that call the same kernel next do so
 * in one step. Architectures differ, so not all can: the agent with most records left leads, the others join or wait.
 * Each agent's own order is kept, so the steps grow with the variety of architectures, not with the number of agents.
 */
export function schedule(
  agents: readonly (readonly number[])[],
  kernels: ReadonlyMap<number, Kernel>,
): Step[] {
  const readers = agents.map((words, slot): Reader => ({ slot, words, at: 0, left: count(words) }));
  const steps: Step[] = [];
  for (;;) {
    const [first, ...others] = readers as [Reader, ...Reader[]]; // a population has agents
    const leader = others.reduce((most, each) => (each.left > most.left ? each : most), first);
    if (leader.left === 0) return steps;
    const opcode = leader.words[leader.at] as number; // a record is left
    const kernel = kernels.get(opcode);
    if (!kernel) throw new RangeError(`there is no WGSL kernel of opcode ${opcode}`);
    const calls: Call[] = [];
    for (const reader of readers)
      while (reader.left > 0 && reader.words[reader.at] === opcode) {
        const operands = take(reader);
        if (operands.length !== kernel.operands)
          throw new RangeError(
            `opcode ${opcode} has ${operands.length} operands, its WGSL kernel takes ${kernel.operands}`,
          );
        calls.push({ slot: reader.slot, operands });
        if (!kernel.together) break;
      }
    steps.push({ opcode, calls });
  }
}

/** Records in a list: [opcode, words in the record, operands …], ended by opcode 0. */
function count(words: readonly number[]): number {
  let records = 0;
  for (let at = 0; words[at]; at += words[at + 1] as number) records++;
  return records;
}

function take(reader: Reader): readonly number[] {
  const length = reader.words[reader.at + 1] as number; // of a record
  const operands = reader.words.slice(reader.at + 2, reader.at + length);
  reader.at += length;
  reader.left--;
  return operands;
}
