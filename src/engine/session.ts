import type { Catalog } from '#core/catalog.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { environmentById } from '#environments/index.ts';
import type { Command, DeviceChoice, Edit, Event, Individual } from '#protocol/messages.ts';
import { type Active, activate, createReporter } from './active-run.ts';
import { type Detour, type Ground, nextPart, type Opened, openRun } from './beginning.ts';
import { copyOf } from './champion.ts';
import { now } from './clock.ts';
import type { ChosenDevice, Devices } from './devices.ts';
import { openExhibit } from './exhibit.ts';
import { lookAt } from './look.ts';
import { misfits } from './misfits.ts';
import { recover } from './recover.ts';
import { createRun, type Run, type RunEnd, type RunEvent } from './run.ts';
import { createGallery, createStage } from './stage.ts';

/** What a session needs of the world around it. */
export interface SessionHost {
  readonly catalog: Catalog;
  readonly devices: Devices;
  send(event: Event, transfer?: Transferable[]): void;
  /** Lets waiting commands in. Not a timer: those slow down in hidden tabs. */
  breathe(): Promise<void>;
}

/** How long to compute between two looks at the commands, ms. */
const BREATH_MS = 8;

/**
 * The engine's end of the protocol: takes commands, drives the run, sends events. One run at a time. Whatever goes
 * wrong in a run is sent as `failed`, and the session lives on.
 */
export function createSession(host: SessionHost): { command(command: Command): void } {
  const commands: Command[] = [];
  const reporter = createReporter(host.send);
  let active: Active | null = null;
  let choice: DeviceChoice = 'auto';
  /** Vector steps a second at most. */
  let pace: number | null = null;
  /** When the next paced step may come, ms. */
  let dueMs = 0;
  /** Steps that the stage was asked to go on. */
  let frame: number | null = null;
  let gallery: Extract<Command, { kind: 'gallery' }> | null = null;
  let wake: () => void = () => {};

  async function drive(): Promise<never> {
    let breathedMs = now();
    for (;;) {
      try {
        if (now() - breathedMs > BREATH_MS) {
          await host.breathe();
          breathedMs = now();
        }
        for (let next = commands.shift(); next; next = commands.shift()) await obey(next);
        if (frame !== null) await look('frame', null, show);
        const asked = gallery;
        if (asked) await look('gallery', null, () => showAll(asked));
        if (active?.playing && now() >= dueMs) await compute(active, breathedMs + BREATH_MS);
        else if (commands.length === 0) await rest();
      } catch (error) {
        await mend(error);
      }
    }
  }

  /** Does what a person asked to see. What goes wrong there is told, and a run whose device is well goes on. */
  async function look(
    what: FailedLook['look'],
    agent: number | null,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      // A GPU that fails may be lost: that is for `recover` to find out.
      if (!active || active.chosen.device !== host.devices.wasm) throw error;
      const message = error instanceof Error ? error.message : String(error);
      host.send({ kind: 'lookFailed', run: active.id, look: what, agent, message });
    }
  }

  /** Goes on after a failure where that can be, else says so. */
  async function mend(error: unknown): Promise<void> {
    try {
      const recovered = active && (await recover(active, error, host.devices, host.catalog));
      if (active && recovered) {
        host.send(recovered);
        if (!active.detour) reporter.announce(active);
      } else fail(error);
    } catch (again) {
      fail(again);
    }
  }

  /** Until a command comes, or a paced step is due. */
  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = active?.playing ? setTimeout(resolve, dueMs - now()) : undefined;
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function compute(it: Active, untilMs: number): Promise<void> {
    it.stopwatch.start();
    try {
      do {
        const { value, done } = await it.run.events.next();
        if (it.detour) {
          await takeDetour(it, it.detour, done ? null : value);
          continue;
        }
        if (done) return await end(it, value);
        if (value.kind === 'tick' && pace !== null)
          dueMs = Math.max(dueMs, now() - 1000 / pace) + 1000 / pace;
        await reporter.take(it, value);
      } while (it.playing && pace === null && now() < untilMs);
    } finally {
      it.stopwatch.stop();
    }
  }

  /** Goes on with what is made again; where a stretch ends the next begins, or the run itself. Null: it ended early. */
  async function takeDetour(it: Active, detour: Detour, event: RunEvent | null): Promise<void> {
    const { generation } = it.run.state;
    const until = detour.stretches[0]?.until;
    if (!event)
      throw new RangeError(`generation ${until} cannot be made again: the run ends before it`);
    if (event.kind !== 'checkpoint' || generation !== until) return reporter.pass(it, event);
    const reached = await event.take();
    it.run.dispose();
    const next = nextPart(detour, reached, { catalog: host.catalog, device: it.chosen.device });
    it.run = next.run;
    it.refuge = next.checkpoint;
    it.stage = createStage(it.run.state);
    it.gallery = createGallery(it.run.state);
    it.detour = next.detour;
    if (!it.detour) reporter.arrive(it);
  }

  /** Ends a run. Its champion, which may be long gone from the population, is taken out, and plays from then on. */
  async function end(it: Active, reason: RunEnd | 'stopped'): Promise<void> {
    reporter.finish(it, reason);
    const { champion, config } = it.run.state;
    if (!champion) return;
    await takeOut(it.id, config, copyOf(champion).individual, (run) => {
      it.exhibit = { run, stage: createStage(run.state) };
    });
  }

  function fail(error: unknown): void {
    const during = active ? `generation ${active.run.state.generation}, ${active.phase}` : 'start';
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    if (active) {
      active.playing = false;
      active.ended = true;
    }
    host.send({ kind: 'failed', run: active?.id ?? 0, during, message, stack });
  }

  async function obey(command: Command): Promise<void> {
    switch (command.kind) {
      case 'start': {
        await leave();
        const parsed = parseRunConfig(command.config, host.catalog);
        const { edits = [], beginning = {} } = command;
        const problems = parsed.ok ? misfits(parsed.config, beginning) : parsed.problems;
        if (parsed.ok && problems.length === 0) {
          const own = { config: parsed.config, edits };
          await begin(command, own.config, (ground) => openRun(own, beginning, ground));
        } else host.send({ kind: 'refused', run: command.run, problems });
        break;
      }
      case 'restore':
        await leave();
        await begin(command, command.checkpoint.config, (ground) => {
          const { checkpoint } = command;
          const run = createRun({ ...ground, config: checkpoint.config, checkpoint });
          return { run, detour: null, founder: null, checkpoint };
        });
        break;
      case 'exhibit':
        await leave();
        await exhibit(command);
        break;
      case 'play':
        if (active) go(active, null);
        break;
      case 'step':
        if (active) go(active, command.unit);
        break;
      case 'pause':
        if (active?.playing) reporter.settle(active);
        break;
      case 'stop':
        if (active && !active.ended) {
          await active.run.events.return('target');
          await end(active, 'stopped');
        }
        break;
      case 'device':
        choice = command.choice;
        break;
      case 'pace':
        pace = command.stepsPerSecond;
        dueMs = 0;
        break;
      case 'edit': {
        if (!active) break;
        const { values } = command;
        const problem = active.detour ? tooEarly(values) : active.run.edit(values);
        if (problem) host.send({ kind: 'editRefused', run: active.id, values, problem });
        break;
      }
      case 'watch':
        if (active) active.watched = command.agent;
        break;
      case 'frame':
        frame = command.steps;
        break;
      case 'gallery':
        gallery = command;
        break;
      case 'inspect':
      case 'keep':
      case 'map':
        if (active) {
          const it = active;
          await look(command.kind, command.agent, () => lookAt(it, command, host.send));
        }
        break;
      case 'describe': {
        const { describePolicy } = await import('./describe-policy.ts');
        host.send({ kind: 'described', ...describePolicy(command.individual) });
        break;
      }
      case 'openModel': {
        const { openModel } = await import('./open-model.ts');
        host.send(await openModel(command));
        break;
      }
      case 'measure': {
        await leave();
        const { measureMachine } = await import('./measure.ts');
        for await (const measurement of measureMachine(host.devices, host.catalog)) {
          host.send({ kind: 'measured', measurement });
          await host.breathe();
        }
        host.send({ kind: 'measured', measurement: null });
        break;
      }
      case 'acknowledge':
        if (active) active.unacknowledged = false;
        break;
      default:
        command satisfies never;
    }
  }

  /** Leaves the run there was, if any. */
  async function leave(): Promise<void> {
    const it = active;
    active = null;
    frame = null;
    gallery = null;
    if (!it) return;
    await it.run.events.return('target');
    it.run.dispose();
    it.exhibit?.run.dispose();
  }

  async function begin(
    { run: id, paused }: { readonly run: number; readonly paused: boolean },
    config: RunConfig,
    open: (ground: Ground) => Opened,
  ): Promise<void> {
    const { catalog, devices } = host;
    let opened: Opened;
    let chosen: ChosenDevice;
    // What it needs may be there the next time; what cannot be opened never will.
    let during = 'preparation';
    try {
      await environmentById(config.environment).prepare?.();
      chosen = await devices.choose(config, choice, catalog);
      during = 'start';
      opened = open({ catalog, device: chosen.device });
    } catch (error) {
      const { message, stack = '' } = error as Error;
      host.send({ kind: 'failed', run: id, during, message, stack });
      return;
    }
    const { run, detour, founder, checkpoint: refuge } = opened;
    active = activate({ id, run, detour, founder, chosen, refuge }, paused);
    dueMs = 0;
    // What comes before its own generations is the page's already.
    const { initial, edits } = detour ? { initial: config, edits: [] } : run.state;
    const founders = detour ? [] : run.founders;
    host.send({
      kind: 'started',
      run: id,
      config,
      initial,
      edits,
      device: chosen.report,
      founders,
    });
    if (!detour) reporter.announce(active);
    host.send({ kind: 'status', run: id, status: active.playing ? 'running' : 'paused' });
  }

  async function exhibit({
    run: id,
    config,
    individual,
  }: Extract<Command, { kind: 'exhibit' }>): Promise<void> {
    await takeOut(id, config, individual, (run, chosen) => {
      active = activate({ id, run, detour: null, founder: null, chosen, refuge: null }, true);
      active.ended = true;
    });
  }

  /** Opens an agent of a run alone, and says whether that could be done. */
  async function takeOut(
    id: number,
    config: RunConfig,
    individual: Individual,
    use: (run: Run, chosen: ChosenDevice) => void,
  ): Promise<void> {
    const { catalog, devices } = host;
    const { agent, generation } = individual;
    let problem: string | null = null;
    try {
      const chosen = await devices.choose(config, 'wasm', catalog); // one agent is nothing for a GPU
      use(await openExhibit(config, individual, { catalog, device: chosen.device }), chosen);
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    host.send({ kind: 'exhibited', run: id, agent, generation, problem });
  }

  function go(it: Active, until: Active['until']): void {
    if (it.ended) return;
    it.until = until;
    it.steppedFrom = it.done;
    dueMs = 0;
    if (it.playing) return;
    it.playing = true;
    host.send({ kind: 'status', run: it.id, status: 'running' });
  }

  async function show(): Promise<void> {
    const steps = frame ?? 0;
    frame = null;
    if (!active) return;
    const { id, run, watched, best, exhibit } = active;
    const slotOf = (agent: number | null) =>
      run.state.agents.findIndex((each) => each.id === agent);
    const isChampion = watched !== null && exhibit?.run.genomes.has(watched);
    const isExhibited = exhibit && (isChampion || slotOf(watched) < 0);
    const slot = [slotOf(watched), slotOf(best), 0].find((candidate) => candidate >= 0) ?? 0;
    const picture = isExhibited
      ? await exhibit.stage.advance(0, steps)
      : await active.stage.advance(slot, steps);
    host.send({ kind: 'frame', run: id, ...picture });
  }

  async function showAll({ most, steps }: { most: number; steps: number }): Promise<void> {
    gallery = null;
    if (!active) return;
    const { id, run } = active;
    const slots = Array.from(run.state.agents.keys()).slice(0, most);
    host.send({ kind: 'gallery', run: id, pictures: await active.gallery.advance(slots, steps) });
  }

  void drive();
  return {
    command(next) {
      commands.push(next);
      wake();
    },
  };
}

type FailedLook = Extract<Event, { kind: 'lookFailed' }>;

function tooEarly(values: Edit['values']): Problem {
  const [path = '', value] = Object.entries(values)[0] ?? [];
  return { path, value, message: 'This can change once the earlier generations are made again.' };
}
