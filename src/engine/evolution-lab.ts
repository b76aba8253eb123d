import type { Catalog } from '#core/catalog.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { environmentById } from '#environments/index.ts';
import type { Command, DeviceChoice, Event, Individual } from '#protocol/messages.ts';
import { activate, createReporter } from './active-run.ts';
import { type EngineContext, type Opened, openRun } from './beginning.ts';
import type { ChosenDevice, Devices } from './devices.ts';
import { createEvolutionRun, type EvolutionRun, type RunHost } from './evolution-run.ts';
import { openExhibit } from './exhibit.ts';
import type { Lab, LabCommand, RunHolder } from './lab.ts';
import type { Machine } from './machine.ts';
import { createRun, type Run } from './run.ts';
import { startProblems } from './start-problems.ts';

/** Context of the lab. */
export interface EvolutionHost {
  readonly catalog: Catalog;
  readonly devices: Devices;
  /** Machine that is measured. */
  readonly machine: Machine;
  send(event: Event, transfer?: Transferable[]): void;
  /** Lets waiting commands in. */
  yieldToMessages(): Promise<void>;
}

/** The lab of evolution: opens runs of populations, and answers what is asked without one. */
export function createEvolutionLab(
  around: EvolutionHost,
): Pick<Lab<LabCommand<'evolution'>>, 'obey'> {
  const { catalog, devices, machine, send, yieldToMessages } = around;
  const reporter = createReporter(send);
  const host: RunHost = {
    catalog,
    devices,
    reporter,
    send,
    takeOut: (id, config, individual, use) => takeOut(id, config, individual, use),
  };
  let choice: DeviceChoice = 'auto';
  /** The last one that was put into the holder. */
  let run: EvolutionRun | null = null;

  async function clear(holder: RunHolder): Promise<void> {
    run = null;
    await holder.clear();
  }

  function put(holder: RunHolder, opened: EvolutionRun): void {
    run = opened;
    holder.put(opened);
  }

  async function begin(
    { run: id, paused }: { readonly run: number; readonly paused: boolean },
    config: RunConfig,
    holder: RunHolder,
    open: (context: EngineContext) => Opened,
  ): Promise<void> {
    let opened: Opened;
    let chosen: ChosenDevice;
    // Parts that it needs may be loaded the next time; a run that cannot be opened never will be.
    let during = 'preparation';
    try {
      await environmentById(config.environment).prepare?.();
      chosen = await devices.choose(config, choice, catalog);
      during = 'start';
      opened = open({ catalog, device: chosen.device });
    } catch (error) {
      const { message, stack = '' } = error as Error;
      send({ kind: 'failed', run: id, during, message, stack });
      return;
    }
    const { recomputation, founder, checkpoint: recoveryCheckpoint } = opened;
    const active = activate(
      { id, run: opened.run, recomputation, founder, chosen, recoveryCheckpoint },
      paused,
    );
    put(holder, createEvolutionRun(active, host));
    // The page has the generations before the run's own already.
    const { initial, edits } = recomputation ? { initial: config, edits: [] } : opened.run.state;
    const founders = recomputation ? [] : opened.run.founders;
    const device = chosen.report;
    send({ kind: 'started', run: id, config, initial, edits, device, founders });
    if (!recomputation) reporter.announce(active);
    send({ kind: 'status', run: id, status: active.playing ? 'running' : 'paused' });
  }

  /** Opens an agent of a run alone, and says whether that could be done. */
  async function takeOut(
    id: number,
    config: RunConfig,
    individual: Individual,
    use: (run: Run, chosen: ChosenDevice) => void,
  ): Promise<void> {
    const { agent, generation } = individual;
    let problem: string | null = null;
    try {
      const chosen = await devices.choose(config, 'wasm', catalog); // one agent is nothing for a GPU
      use(await openExhibit(config, individual, { catalog, device: chosen.device }), chosen);
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    send({ kind: 'exhibited', run: id, agent, generation, problem });
  }

  async function start(
    command: Extract<Command, { kind: 'start' }>,
    holder: RunHolder,
  ): Promise<void> {
    const parsed = parseRunConfig(command.config, catalog);
    const { edits = [], beginning = {} } = command;
    const problems = parsed.ok ? startProblems(parsed.config, beginning) : parsed.problems;
    if (!parsed.ok || problems.length > 0)
      return send({ kind: 'refused', run: command.run, problems });
    const own = { config: parsed.config, edits };
    await begin(command, own.config, holder, (context) => openRun(own, beginning, context));
  }

  return {
    async obey(command, holder) {
      switch (command.kind) {
        case 'start':
          await clear(holder);
          await start(command, holder);
          break;
        case 'restore': {
          const { checkpoint } = command;
          const { config } = checkpoint;
          await clear(holder);
          await begin(command, config, holder, (context) => {
            const restored = createRun({ ...context, config, checkpoint });
            return { run: restored, recomputation: null, founder: null, checkpoint };
          });
          break;
        }
        case 'exhibit': {
          const { run: id, config, individual } = command;
          await clear(holder);
          await takeOut(id, config, individual, (alone, chosen) => {
            const given = {
              id,
              run: alone,
              recomputation: null,
              founder: null,
              chosen,
              recoveryCheckpoint: null,
            };
            const active = activate(given, true);
            active.ended = true;
            put(holder, createEvolutionRun(active, host));
          });
          break;
        }
        case 'device':
          choice = command.choice;
          break;
        case 'describe': {
          const { describePolicies } = await import('./describe-policy.ts');
          send({ kind: 'described', ...describePolicies(command.individual) });
          break;
        }
        case 'openModel': {
          const { openModel } = await import('./open-model.ts');
          send(await openModel(command));
          break;
        }
        case 'measure': {
          await clear(holder);
          const { figureCount, measureMachine } = await import('./measure.ts');
          const total = figureCount();
          for await (const measurement of measureMachine(devices, catalog, machine)) {
            send({ kind: 'measured', measurement, total });
            await yieldToMessages();
          }
          send({ kind: 'measured', measurement: null, total });
          break;
        }
        default:
          if (run && holder.holds(run)) await run.obey(command);
      }
    },
  };
}
