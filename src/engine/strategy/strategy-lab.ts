import { Damage } from '#archive/damage.ts';
import type { Device } from '#compute/device.ts';
import type { DeviceEntry } from '#core/catalog.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { DeviceChoice, DeviceReport } from '#protocol/messages.ts';
import type { AskedRow, StrategyCommand, StrategyEvent } from '#protocol/strategy-messages.ts';
import { dataFacts } from '#strategy/run/image-set.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { learnedText } from '#strategy/trained/learned-team.ts';
import { now } from '../clock.ts';
import type { Lab, LabCommand, RunHolder } from '../lab.ts';
import { dataProblems } from './data-problems.ts';
import { learnedTeams } from './learned-teams.ts';
import { type DecodePicture, openOwnImages } from './own-images.ts';
import { preview, sampleImages } from './preview.ts';
import { createStrategyData } from './strategy-data.ts';
import {
  openStrategyRun,
  type StrategyLabRun,
  type StrategyLabRunOptions,
} from './strategy-lab-run.ts';

/** Images of a person's own that are shown at first. */
const OWN_SAMPLE = 24;
const PROGRESS_MS = 100;

const NO_HALVES =
  'mixed precision needs a GPU: WebAssembly has no 16-bit floats, and they would only make it slower';

/** Services of the surroundings to the lab. */
export interface StrategyHost {
  readonly wasm: Device;
  /** Rejects with the reason where there is no GPU that computes rightly. */
  openGpu(): Promise<Device>;
  /** Reports on the GPU before anything is loaded for it. */
  probeGpu(): Promise<DeviceEntry>;
  /** Reads a file of the page, as 'sprites/noto.bin' below `base`. */
  readFile(path: string, base: string): Promise<Uint8Array>;
  decodePicture: DecodePicture;
  send(event: StrategyEvent, transfer?: Transferable[]): void;
  /** Lets waiting commands in. */
  yieldToMessages(): Promise<void>;
}

/** The strategy lab: opens runs of classifiers, and answers what is asked without one. */
export function createStrategyLab({
  wasm,
  openGpu,
  probeGpu,
  readFile,
  decodePicture,
  send,
  yieldToMessages,
}: StrategyHost): Pick<Lab<LabCommand<'strategy'>>, 'obey'> {
  const catalog: StrategyCatalog = strategyCatalog();
  let base: string | null = null;
  const ownFile = (path: string): Promise<Uint8Array> => {
    if (base === null)
      throw new RangeError('the lab was not opened: where its files lie is not known');
    return readFile(path, base);
  };
  const data = createStrategyData((style) => ownFile(`sprites/${style}.bin`));
  let choice: DeviceChoice = 'auto';
  let run: StrategyLabRun | null = null;
  let askedRows: readonly AskedRow[] = [];

  /** Rows whose decision a person is asked about now; those that were to be asked about once have been. */
  function asked(): readonly number[] {
    const rows = askedRows.map(({ row }) => row);
    askedRows = askedRows.filter(({ every }) => every);
    return rows;
  }

  async function gpuForMixed(): Promise<Device> {
    try {
      return await openGpu();
    } catch (error) {
      throw new Error(`mixed precision needs a GPU: ${(error as Error).message}`);
    }
  }

  /** On what the next run computes, and why. */
  async function chooseDevice({ training }: StrategyConfig): Promise<readonly [Device, string]> {
    if (training.precision === 'mixed') {
      if (choice === 'wasm') throw new RangeError(NO_HALVES);
      return [await gpuForMixed(), 'Mixed precision is computed on a GPU.'];
    }
    if (choice === 'webgpu') return [await openGpu(), 'It was chosen by hand.'];
    if (choice === 'wasm') return [wasm, 'It was chosen by hand.'];
    return [wasm, 'Results of WebAssembly are the same everywhere, bit for bit.'];
  }

  async function begin(
    { run: id, paused }: { readonly run: number; readonly paused: boolean },
    config: StrategyConfig,
    from: StrategyLabRunOptions['from'],
    holder: RunHolder,
  ): Promise<void> {
    let chosen: readonly [Device, string];
    try {
      chosen = await chooseDevice(config);
    } catch (error) {
      const { message, stack = '' } = error as Error;
      return send({ kind: 'failed', run: id, during: 'preparation', message, stack });
    }
    const [device, reason] = chosen;
    const { kind, description, threads } = device;
    const report: DeviceReport = { kind, description, threads, reason, trials: [] };
    const learned = () => learnedTeams(config, catalog, ownFile);
    const given = { id, config, from, paused, device, report, data, catalog, learned };
    run = openStrategyRun({ ...given, asked, send });
    holder.put(run);
  }

  async function openOwn(
    command: Extract<StrategyCommand, { readonly kind: 'openOwn' }>,
  ): Promise<void> {
    try {
      const opening = openOwnImages(command, decodePicture);
      let next = await opening.next();
      let toldMs = 0;
      for (; !next.done; next = await opening.next()) {
        if (now() - toldMs < PROGRESS_MS) continue;
        toldMs = now();
        send({ kind: 'ownProgress', done: next.value });
        await yieldToMessages();
      }
      const { data: own, set, notes } = next.value;
      data.keep(own.digest, set);
      const images = sampleImages(set, OWN_SAMPLE);
      send({ kind: 'ownOpened', data: own, set, facts: dataFacts(set), images, notes });
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      send({ kind: 'ownRefused', message: error.message });
    }
  }

  return {
    async obey(command, holder) {
      switch (command.kind) {
        case 'open':
          base = command.base;
          send({ kind: 'catalog', catalog });
          void probeGpu().then((gpu) => send({ kind: 'gpu', gpu })); // it never rejects
          break;
        case 'start': {
          await holder.clear();
          const parsed = parseStrategyConfig(command.config, catalog);
          const problems = parsed.ok ? dataProblems(parsed.config.data) : parsed.problems;
          if (!parsed.ok || problems.length > 0)
            return send({ kind: 'refused', run: command.run, problems });
          await begin(command, parsed.config, null, holder);
          break;
        }
        case 'restore': {
          await holder.clear();
          const { engine, config } = command.checkpoint;
          if (engine !== catalog.engine)
            throw new RangeError(
              `the checkpoint was made by engine ${engine}; this is engine ${catalog.engine}, which would go on differently`,
            );
          await begin(command, config, command, holder);
          break;
        }
        case 'preview':
          send(await preview(command, catalog, data));
          break;
        case 'openOwn':
          await openOwn(command);
          break;
        case 'giveOwn':
          data.keep(command.digest, command.set);
          break;
        case 'device':
          choice = command.choice;
          break;
        case 'askElsewhere': {
          const known = run && holder.holds(run) ? run : null;
          const set = known && (await data.allImages(command.data, command.seed));
          send({ kind: 'elsewhere', result: (set && (await known?.elsewhere(set))) ?? null });
          break;
        }
        case 'askTeam': {
          const { team } = command;
          const known = run && holder.holds(run) ? await run.learnedBy(team) : null;
          const learned = known && learnedText(known, { experience: false });
          send({ kind: 'teamLearned', team, learned });
          break;
        }
        case 'ask':
          askedRows = command.rows;
          break;
        case 'look':
        case 'askCurves':
        case 'acknowledge':
          if (run && holder.holds(run)) await run.obey(command);
          break;
        case 'hand':
          if (run && holder.holds(run)) await run.obey(command);
          else send({ kind: 'handRefused', run: command.run, message: 'the run is over' });
          break;
        default:
          command satisfies never;
      }
    },
  };
}
