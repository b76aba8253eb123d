import { branchProblems } from '#core/branch-rules.ts';
import type { Catalog } from '#core/catalog.ts';
import { generationNumber } from '#core/generation-number.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { setAll } from '#core/set-at.ts';
import type { Edit, Stretch } from '#protocol/messages.ts';
import { ancestryOf } from '../history/ancestry.ts';
import { freezerOf } from '../library/freezer.ts';
import type { Library } from '../library/library.ts';
import { failureWords } from '../words/failure-words.ts';
import { nearestCheckpoint } from './checkpoints.ts';
import type { Lab } from './lab.ts';
import type { LabState } from './lab-state.ts';
import { firstOwn } from './run-state.ts';

interface Past {
  readonly stretches: readonly Stretch[];
  /** Id of an agent in the freezer; null: the founders were fresh. */
  readonly keptAgent: string | null;
}

type Shown = Pick<LabState, 'initial' | 'edits' | 'origin'>;

/** The configuration of the run shown when a generation began, edits made before it included. */
export function configBefore({ initial, edits }: Shown, generation: number): RunConfig | null {
  return edits
    .filter((edit) => edit.generation < generation)
    .reduce<RunConfig | null>((config, { values }) => config && setAll(config, values), initial);
}

/**
 * Returns the configurations that made the generations of the run shown up to one of them, those of runs that it
 * branched off from included, and the kept agent of which the first founders are copies. Null where one of these runs
 * is no longer in the library.
 */
async function stretchesBefore(
  { initial, edits, origin }: Shown,
  generation: number,
  library: Pick<Library, 'record'>,
): Promise<Past | null> {
  if (!initial) return null;
  const { runs, first } = await ancestryOf(origin, library);
  if (first?.kind === 'branch') return null;
  const before = runs.map(({ record, until }) => stretchOf(record.config, record.edits, until));
  return {
    stretches: [...before.toReversed(), stretchOf(initial, edits, generation)],
    keptAgent: first?.kind === 'kept' ? first.individual : null,
  };
}

const stretchOf = (config: RunConfig, made: readonly Edit[], until: number): Stretch => ({
  config,
  edits: made.filter((edit) => edit.generation < until),
  until,
});

/**
 * Goes on from a generation of the run shown as a new run with a configuration. Returns the fault as a sentence; null:
 * none.
 */
export const branchRun = (...branch: Parameters<typeof begin>): Promise<string | null> =>
  begin(...branch).catch((error: unknown) => failureWords('The branch could not be begun', error));

async function begin(
  lab: Lab,
  library: Library,
  generation: number,
  config: RunConfig,
): Promise<string | null> {
  const state = lab.store.getState();
  const { runId: run, initial } = state;
  if (run === null || !initial) return 'There is no run to branch off from.';
  const other = otherEngine(state);
  if (other !== null) return other;
  const ownBegins = firstOwn(state);
  if (generation < ownBegins)
    return `Generations before ${generationNumber(ownBegins)} are another run's: open that run to branch it off at ${generationNumber(generation)}.`;
  const past = await stretchesBefore(state, generation, library);
  const nearest = nearestCheckpoint(state.checkpoints, generation);
  const hasOwnCheckpoint = nearest !== null && nearest.generation >= ownBegins;
  if (!past && !hasOwnCheckpoint)
    return `This run branched off at generation ${generationNumber(ownBegins)} from a run that is no longer in the library, so what was before cannot be made again.`;
  const before = past?.stretches ?? [stretchOf(initial, state.edits, generation)];
  const needed = nearest ? null : (past?.keptAgent ?? null);
  const kept = needed === null ? null : await freezerOf(library).get(needed);
  if (needed !== null && !kept)
    return 'The founders were copies of a kept agent that is no longer in the freezer, so they cannot be made again.';
  const begun = await lab.branch({
    generation,
    config,
    before,
    origin: { kind: 'branch', run, generation },
    ...(kept && { founder: kept.individual }),
  });
  return begun ? null : 'Another run was begun meanwhile.';
}

/** Says why a run of another version of the engine has no branches, as a sentence; null: this version made it. */
export function otherEngine({ runEngine, catalog }: LabState): string | null {
  if (runEngine === null || !catalog || runEngine === catalog.engine) return null;
  return `Engine ${runEngine} made this run. It cannot be branched off here: engine ${catalog.engine} would make what came before otherwise.`;
}

/** Problems of going on so from a generation; none: it can. */
export function branchProblemsAt(
  before: RunConfig,
  config: RunConfig,
  generation: number,
  catalog: Catalog,
): readonly Problem[] {
  const parsed = parseRunConfig(config, catalog);
  if (!parsed.ok) return parsed.problems;
  const fixed = branchProblems(before, config);
  if (fixed.length > 0 || config.generations > generation) return fixed;
  const message = `generations ${config.generations} are over before generation ${generationNumber(generation)}; there must be more`;
  return [{ path: 'generations', value: config.generations, message }];
}
