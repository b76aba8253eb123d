import type { EnginePort } from './client.ts';
import type { Command, Event } from './messages.ts';
import type { StrategyCommand, StrategyEvent } from './strategy-messages.ts';
import type { TeamsCommand, TeamsEvent } from './teams-messages.ts';

/** Commands and events of each lab that the engine computes for. */
interface Talks {
  readonly evolution: { readonly command: Command; readonly event: Event };
  readonly strategy: { readonly command: StrategyCommand; readonly event: StrategyEvent };
  readonly teams: { readonly command: TeamsCommand; readonly event: TeamsEvent };
}
export type LabId = keyof Talks;
export type CommandOf<Id extends LabId> = Talks[Id]['command'];
export type EventOf<Id extends LabId> = Talks[Id]['event'];

/** A command as it crosses to the engine. */
export type ToEngine = {
  [Id in LabId]: { readonly lab: Id; readonly command: CommandOf<Id> };
}[LabId];

/** An event as it crosses to the page; lab null: of the engine itself, for every lab. */
export type FromEngine =
  | { [Id in LabId]: { readonly lab: Id; readonly event: EventOf<Id> } }[LabId]
  | { readonly lab: null; readonly event: Event };

/** The end of an engine's worker at which one lab speaks and listens. */
export const labPort = <Id extends LabId>(worker: Worker, lab: Id): EnginePort<CommandOf<Id>> => ({
  postMessage: (command) => worker.postMessage({ lab, command }),
  addEventListener(kind: string, listener: (event: never) => void) {
    const hear = listener as (event: unknown) => void;
    worker.addEventListener(kind, (message) => {
      if (kind !== 'message') return hear(message);
      const { lab: of, event } = (message as MessageEvent<FromEngine>).data;
      if (of === lab || of === null) hear({ data: event });
    });
  },
  terminate: () => worker.terminate(),
});
