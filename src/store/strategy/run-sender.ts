import type { DataConfig } from '#core/strategy/strategy-config.ts';
import type { StrategyCommand } from '#protocol/strategy-messages.ts';
import type { ImageGiver } from './own-images.ts';

type Beginning = Extract<StrategyCommand, { readonly kind: 'start' | 'restore' }>;

/** Sends commands to a run in order, the first of them once the engine has the images that the run needs. */
export interface RunSender {
  begin(command: Beginning): void;
  /** To the run that was begun last. */
  tell(command: StrategyCommand): void;
  /** Forgets a run that still waits for its images. */
  leave(): void;
}

/** `onMissing` hears of a run whose images are not here; nothing of it is sent then. */
export function createRunSender(
  give: ImageGiver['give'],
  send: (command: StrategyCommand) => void,
  onMissing: (data: Extract<DataConfig, { readonly kind: 'own' }>) => void,
): RunSender {
  /** Commands to a run whose images are being fetched, that one's own first; null: none waits. */
  let waiting: StrategyCommand[] | null = null;
  return {
    begin(command) {
      waiting = null;
      const { data } = command.kind === 'start' ? command.config : command.checkpoint.config;
      const given = give(data);
      if (given === true) {
        send(command);
        return;
      }
      const commands: StrategyCommand[] = [command];
      waiting = commands;
      void given.then((isHere) => {
        if (waiting !== commands) return; // another run was begun meanwhile
        waiting = null;
        if (isHere) for (const each of commands) send(each);
        else if (data.kind === 'own') onMissing(data);
      });
    },
    tell(command) {
      if (waiting) waiting.push(command);
      else send(command);
    },
    leave() {
      waiting = null;
    },
  };
}
