import type { Device } from '#compute/device.ts';
import { type TeamFile, teamFile } from '#core/strategy/trained-team.ts';
import type { TeamsCommand, TeamsEvent, WholeTrainingPlan } from '#protocol/teams-messages.ts';
import { evolvableOf } from '#strategy/controllers/evolvable-of.ts';
import { CONTROLLER_PRESETS } from '#strategy/controllers/presets.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { learnedText } from '#strategy/trained/learned-team.ts';
import type { Lab, LabCommand, LabRun, RunHolder } from '../lab.ts';
import { bestTeam, outOf, populationOf } from './evolve-teams.ts';
import type { Nursery } from './generation-runs.ts';
import { createStrategyData } from './strategy-data.ts';
import { openTeamsRun } from './teams-run.ts';
import { openTiming } from './teams-time.ts';
import { readPlan } from './training-plan.ts';
import { usualEvolution } from './usual-evolution.ts';

/** Services of the surroundings to the lab. */
interface TeamsHost {
  readonly device: Device;
  /** Reads a file of the page, as 'sprites/noto.bin' below `base`. */
  readFile(path: string, base: string): Promise<Uint8Array>;
  send(event: TeamsEvent, transfer?: Transferable[]): void;
}

const evolves = ({ settings }: (typeof CONTROLLER_PRESETS)[number]) =>
  evolvableOf(settings) !== null;

/** The lab in which teams evolve: begins evolutions, reads plans, and takes teams out of populations. */
export function createTeamsLab({
  device,
  readFile,
  send,
}: TeamsHost): Pick<Lab<LabCommand<'teams'>>, 'obey'> {
  const catalog = strategyCatalog();
  const first = usualEvolution(catalog);
  let base: string | null = null;
  const data = createStrategyData((style) => {
    if (base === null)
      throw new RangeError('the lab was not opened: where its files lie is not known');
    return readFile(`sprites/${style}.bin`, base);
  });

  const nursery: Nursery = {
    ...{ catalog, device },
    draw: ({ data: domain, seed }) => data.allImages(domain, seed),
  };

  /** A plan that a population can be evolved by. Throws a RangeError that says what is wrong with it. */
  function planIn(given: unknown): WholeTrainingPlan {
    const plan = readPlan(given, first, catalog) as WholeTrainingPlan; // the usual one says how teams evolve
    const known = CONTROLLER_PRESETS.filter(evolves).map(({ id }) => id);
    if (!known.includes(plan.controller))
      throw new RangeError(
        `controller is '${plan.controller}'; those that evolve are ${known.join(', ')}`,
      );
    return plan;
  }

  /** Puts a run by a plan into the holder, in place of the one there was, or says why it cannot be. */
  async function begin(
    { run, plan }: { readonly run: number; readonly plan: unknown },
    holder: RunHolder,
    open: (id: number, plan: WholeTrainingPlan) => LabRun,
  ): Promise<void> {
    await holder.clear();
    try {
      holder.put(open(run, planIn(plan)));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      send({ kind: 'refused', run, message: error.message });
    }
  }

  return {
    async obey(command, desk) {
      switch (command.kind) {
        case 'open':
          base = command.base;
          send({
            kind: 'offered',
            offer: {
              engine: catalog.engine,
              engineChanges: catalog.engineChanges,
              usual: first,
              controllers: catalog.controllers.filter(({ id }) =>
                CONTROLLER_PRESETS.some((preset) => preset.id === id && evolves(preset)),
              ),
              domains: catalog.domains.map(({ id, label }) => ({ id, label })),
            },
          });
          break;
        case 'read':
          try {
            send({ kind: 'planRead', plan: planIn(command.plan) });
          } catch (error) {
            if (!(error instanceof RangeError)) throw error;
            send({ kind: 'planRefused', message: error.message });
          }
          break;
        case 'time':
          await begin(command, desk, (id, plan) => openTiming({ id, plan, ...nursery, send }));
          break;
        case 'evolve': {
          const { saved, checkpoint, paused } = command;
          const from = { saved, checkpoint, paused };
          await begin(command, desk, (id, plan) =>
            openTeamsRun({ id, plan, ...from, ...nursery, send }),
          );
          break;
        }
        case 'take':
          send({ kind: 'taken', agent: command.agent, file: taken(command) });
          break;
        default:
          command satisfies never;
      }
    },
  };
}

/** A team of a population as a file, without single intervals; null: it is not in it. */
function taken({
  plan,
  saved,
  agent,
}: Extract<TeamsCommand, { readonly kind: 'take' }>): TeamFile | null {
  const population = populationOf(saved);
  const at = population.agents.findIndex(({ id }) => id === agent);
  const found = agent === null ? bestTeam(population, plan) : population.teams[at];
  if (!found) return null;
  const text = learnedText(outOf(found), { experience: false });
  return teamFile(plan.name, text);
}
