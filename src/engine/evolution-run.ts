import type { RunConfig } from '#core/run-config.ts';
import type { Command, Edit, Event, Individual } from '#protocol/messages.ts';
import type { Active, Reporter } from './active-run.ts';
import { type EngineContext, nextPart, type Recomputation } from './beginning.ts';
import { copyOf } from './champion.ts';
import type { Devices } from './devices.ts';
import { failureOf } from './failure-of.ts';
import type { LabRun } from './lab.ts';
import { recover } from './recover.ts';
import type { Run, RunEnd, RunEvent } from './run.ts';
import { createGallery, createStage } from './stage.ts';

/** Context of a run of the lab of evolution. */
export interface RunHost {
  readonly catalog: EngineContext['catalog'];
  readonly devices: Devices;
  readonly reporter: Reporter;
  send(event: Event, transfer?: Transferable[]): void;
  /** Opens an agent that was taken out of a run, and says whether that could be done. */
  takeOut(
    id: number,
    config: RunConfig,
    individual: Individual,
    use: (run: Run) => void,
  ): Promise<void>;
}

/** Commands that are about a run. */
export type RunCommand = Extract<
  Command,
  {
    readonly kind:
      | 'edit'
      | 'watch'
      | 'frame'
      | 'gallery'
      | 'inspect'
      | 'keep'
      | 'map'
      | 'consider'
      | 'acknowledge';
  }
>;

export interface EvolutionRun extends LabRun {
  obey(command: RunCommand): Promise<void>;
}

type LookKind = Extract<Event, { kind: 'lookFailed' }>['look'];

/** A run of the lab of evolution, as the session drives it. */
export function createEvolutionRun(it: Active, host: RunHost): EvolutionRun {
  const { catalog, devices, reporter, send } = host;
  /** Steps that the stage was asked to go on. */
  let frame: number | null = null;
  let gallery: Extract<Command, { kind: 'gallery' }> | null = null;

  /** Does what a person asked to see. A failure is reported to the page, and a run whose device is well goes on. */
  async function show(
    look: LookKind,
    agent: number | null,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      // A GPU that fails may be lost: that is for `recover` to find out.
      if (it.chosen.device !== devices.wasm) throw error;
      const message = error instanceof Error ? error.message : String(error);
      send({ kind: 'lookFailed', run: it.id, look, agent, message });
    }
  }

  async function showOne(steps: number): Promise<void> {
    const { id, run, watched, best, exhibit } = it;
    const slotOf = (agent: number | null) =>
      run.state.agents.findIndex((each) => each.id === agent);
    const isChampion = watched !== null && exhibit?.run.genomes.has(watched);
    const isExhibited = exhibit && (isChampion || slotOf(watched) < 0);
    const slot = [slotOf(watched), slotOf(best), 0].find((candidate) => candidate >= 0) ?? 0;
    const picture = isExhibited
      ? await exhibit.stage.advance(0, steps)
      : await it.stage.advance(slot, steps);
    send({ kind: 'frame', run: id, ...picture });
  }

  async function showAll({ most, steps }: { most: number; steps: number }): Promise<void> {
    const slots = Array.from(it.run.state.agents.keys()).slice(0, most);
    const pictures = await it.gallery.advance(slots, steps);
    send({ kind: 'gallery', run: it.id, pictures });
  }

  /** Goes on with what is made again; where a stretch ends the next begins, or the run itself. Null: it ended early. */
  async function takeRecomputed(
    recomputation: Recomputation,
    event: RunEvent | null,
  ): Promise<void> {
    const { generation } = it.run.state;
    const until = recomputation.stretches[0]?.until;
    if (!event)
      throw new RangeError(`generation ${until} cannot be made again: the run ends before it`);
    if (event.kind !== 'checkpoint' || generation !== until) return reporter.pass(it, event);
    const reached = await event.take();
    it.run.dispose();
    const next = nextPart(recomputation, reached, { catalog, device: it.chosen.device });
    it.run = next.run;
    it.recoveryCheckpoint = next.checkpoint;
    it.stage = createStage(it.run.state);
    it.gallery = createGallery(it.run.state);
    it.recomputation = next.recomputation;
    if (!it.recomputation) reporter.arrive(it);
  }

  /** Ends the run. Its champion, which may be long gone from the population, is taken out, and plays from then on. */
  async function end(reason: RunEnd | 'stopped'): Promise<void> {
    reporter.finish(it, reason);
    const { champion, config } = it.run.state;
    if (!champion) return;
    await host.takeOut(it.id, config, copyOf(champion).individual, (run) => {
      it.exhibit = { run, stage: createStage(run.state) };
    });
  }

  function fail(error: unknown): void {
    const { message, stack } = failureOf(error);
    const during = `generation ${it.run.state.generation}, ${it.phase}`;
    it.playing = false;
    it.ended = true;
    send({ kind: 'failed', run: it.id, during, message, stack });
  }

  return {
    get playing() {
      return it.playing;
    },
    stopwatch: it.stopwatch,
    async advance() {
      const { value, done } = await it.run.events.next();
      if (it.recomputation) await takeRecomputed(it.recomputation, done ? null : value);
      else if (done) await end(value);
      else {
        await reporter.take(it, value);
        return value.kind === 'tick';
      }
      return false;
    },
    async look() {
      const steps = frame;
      frame = null;
      if (steps !== null) await show('frame', null, () => showOne(steps));
      const asked = gallery;
      gallery = null;
      if (asked) await show('gallery', null, () => showAll(asked));
    },
    play(until) {
      if (it.ended) return;
      it.until = until;
      it.steppedFrom = it.done;
      if (it.playing) return;
      it.playing = true;
      send({ kind: 'status', run: it.id, status: 'running' });
    },
    pause() {
      if (it.playing) reporter.settle(it);
    },
    async stop() {
      if (it.ended) return;
      await it.run.events.return('target');
      await end('stopped');
    },
    async recover(error) {
      try {
        const recovered = await recover(it, error, devices, catalog);
        if (!recovered) return fail(error);
        send(recovered);
        if (!it.recomputation) reporter.announce(it);
      } catch (again) {
        fail(again);
      }
    },
    async dispose() {
      await it.run.events.return('target');
      it.run.dispose();
      it.exhibit?.run.dispose();
    },
    async obey(command) {
      switch (command.kind) {
        case 'edit': {
          const { values } = command;
          const problem = it.recomputation ? tooEarly(values) : it.run.edit(values);
          if (problem) send({ kind: 'editRefused', run: it.id, values, problem });
          break;
        }
        case 'watch':
          it.watched = command.agent;
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
        case 'consider':
          await show(command.kind, command.agent, async () => {
            const { lookAt } = await import('./look.ts');
            await lookAt(it, command, send);
          });
          break;
        case 'acknowledge':
          it.unacknowledged = false;
          break;
        default:
          command satisfies never;
      }
    },
  };
}

function tooEarly(values: Edit['values']) {
  const [path = '', value] = Object.entries(values)[0] ?? [];
  return { path, value, message: 'This can change once the earlier generations are made again.' };
}
