import type { LabId, ToEngine } from '#protocol/envelope.ts';
import { now } from './clock.ts';
import type { Lab, LabRun, Labs, RunHolder } from './lab.ts';

/** Time to compute between two looks at the commands, ms. */
const YIELD_MS = 8;

/**
 * The engine's end of the protocol: takes commands and drives a run, whichever lab it is of; one run at a time.
 * Errors in a run are for its lab to tell, and the session lives on. `yieldToMessages` lets waiting commands in;
 * not by a timer, which slows down in hidden tabs.
 */
export function createSession(
  labs: Partial<Labs>,
  yieldToMessages: () => Promise<void>,
): { command(message: ToEngine): void } {
  const commands: ToEngine[] = [];
  let active: LabRun | null = null;
  /** Steps a second at most. */
  let pace: number | null = null;
  /** Time at which the next paced step may come, ms. */
  let dueMs = 0;
  let wake: () => void = () => {};

  const holder: RunHolder = {
    async clear() {
      const it = active;
      active = null;
      await it?.dispose();
    },
    put(run) {
      active = run;
      dueMs = 0;
    },
    holds: (run) => active === run,
  };

  function labOf(id: LabId): Lab<unknown> {
    const lab = labs[id] as Lab<unknown> | undefined; // a message's command is of its lab
    if (!lab) throw new RangeError(`the engine has no lab '${id}'`);
    return lab;
  }

  async function drive(): Promise<never> {
    let yieldedMs = now();
    let lab: LabId = 'evolution';
    for (;;) {
      try {
        if (now() - yieldedMs > YIELD_MS) {
          await yieldToMessages();
          yieldedMs = now();
        }
        for (let next = commands.shift(); next; next = commands.shift()) {
          lab = next.lab;
          await obey(next);
        }
        await active?.look();
        if (active?.playing && now() >= dueMs) await compute(active, yieldedMs + YIELD_MS);
        else if (commands.length === 0) await rest();
      } catch (error) {
        if (active) await active.recover(error);
        else labOf(lab).fail(error);
      }
    }
  }

  /** Waits until a command comes, or a paced step is due. */
  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = active?.playing ? setTimeout(resolve, dueMs - now()) : undefined;
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function compute(it: LabRun, untilMs: number): Promise<void> {
    it.stopwatch.start();
    try {
      do {
        const isStep = await it.advance();
        if (isStep && pace !== null) dueMs = Math.max(dueMs, now() - 1000 / pace) + 1000 / pace;
      } while (it.playing && pace === null && now() < untilMs);
    } finally {
      it.stopwatch.stop();
    }
  }

  async function obey({ lab, command }: ToEngine): Promise<void> {
    switch (command.kind) {
      case 'play':
      case 'step':
        dueMs = 0;
        active?.play(command.kind === 'step' ? command.unit : null);
        break;
      case 'pause':
        active?.pause();
        break;
      case 'stop':
        await active?.stop();
        break;
      case 'pace':
        pace = command.stepsPerSecond;
        dueMs = 0;
        break;
      default:
        await labOf(lab).obey(command, holder);
    }
  }

  void drive();
  return {
    command(next) {
      commands.push(next);
      wake();
    },
  };
}
