import type { Command, Event } from '#protocol/messages.ts';
import type { Active } from './active-run.ts';
import { buffersIn } from './buffers.ts';
import { individualOf, pictureOf } from './inspect.ts';
import { mapPolicy } from './policy-map.ts';
import { consider } from './self-play/consider.ts';

type Look = Extract<Command, { kind: 'inspect' | 'keep' | 'map' | 'consider' }>;

/**
 * Answers what a person asks of one agent. Nothing in the run changes by it. When the run has ended, its champion
 * answers with the weights that it was found with.
 */
export async function lookAt(
  { id, run, exhibit }: Active,
  command: Look,
  send: (event: Event, transfer?: Transferable[]) => void,
): Promise<void> {
  const { agent } = command;
  const { state, genomes } = exhibit?.run.genomes.has(agent) ? exhibit.run : run;
  const slot = state.agents.findIndex((each) => each.id === agent);
  switch (command.kind) {
    case 'inspect': {
      const genome = genomes.get(agent);
      if (!genome) break;
      const networks = await pictureOf(state, genome, slot);
      send({ kind: 'inspected', run: id, agent, genome, networks }, buffersIn(networks));
      break;
    }
    case 'keep': {
      const individual = slot < 0 ? null : await individualOf(state, slot);
      send({ kind: 'individual', run: id, agent, individual }, buffersIn(individual));
      break;
    }
    case 'consider': {
      const game = slot < 0 ? null : await consider(state, slot, command.moves);
      send({ kind: 'considered', run: id, agent, game });
      break;
    }
    case 'map': {
      const map = slot < 0 ? null : await mapPolicy(state, slot, command.view);
      send({ kind: 'mapped', run: id, agent, map }, buffersIn(map));
      break;
    }
    default:
      command satisfies never;
  }
}
