import { Damage, needFields, needInteger } from '#archive/damage.ts';
import { isRecord } from '#core/plain-data.ts';
import { fileNameOf } from '../../library/file-name.ts';
import type { Keeping } from '../kept-runs.ts';
import { evolutionsOf, type KeptEvolution, keptChanges, readEvolution } from './kept-evolutions.ts';
import { populationIn, readPopulation } from './kept-populations.ts';

const FORMAT = 'team-evolution';
const VERSION = 1;

/** A kept evolution as a file: its plan, its generations, and the population that trains next. */
export async function exportEvolution(
  library: Keeping,
  kept: KeptEvolution,
): Promise<{ readonly blob: Blob; readonly name: string }> {
  const population = await populationIn(library, kept);
  const { deletedAt: _, ...evolution } = kept;
  const text = JSON.stringify({ format: FORMAT, version: VERSION, evolution, population });
  return {
    blob: new Blob([`${text}\n`], { type: 'application/json' }),
    name: `${fileNameOf(kept.plan.name)}.evolution.json`,
  };
}

/** Bytes of a file that are looked at for what it is. */
const LOOKED_AT = 200;

/** Tells whether a file begins as one of an evolution does. */
export function isEvolutionFile(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, LOOKED_AT));
  return new RegExp(`^\\s*\\{\\s*"format":\\s*"${FORMAT}"`).test(head);
}

/** Puts an evolution from a file into the library. Throws a {@link Damage} that says what is wrong; then nothing has changed. */
export async function importEvolution(library: Keeping, bytes: Uint8Array): Promise<KeptEvolution> {
  const { version, evolution, population } = needFields(parsed(bytes), 'the file');
  needInteger(version, 'its version', VERSION, VERSION);
  const kept = readEvolution(withFitness(evolution));
  const saved = readPopulation(population ?? undefined, kept);
  const there = await evolutionsOf(library).get(kept.id);
  if (there && there.deletedAt === undefined)
    throw new Damage(
      `the library has this evolution already, as “${there.plan.name}”. Delete that first`,
    );
  await library.tables.write(keptChanges(kept, saved));
  library.changes.announce();
  return kept;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Damage('the file is damaged, or was cut off');
  }
}

/** A fitness that is no number, of a team that diverged, is null in a file. */
function withFitness(evolution: unknown): unknown {
  if (!isRecord(evolution) || !Array.isArray(evolution['generations'])) return evolution;
  const generations = evolution['generations'].map((generation: unknown) =>
    isRecord(generation) && Array.isArray(generation['agents'])
      ? { ...generation, agents: generation['agents'].map(judged) }
      : generation,
  );
  return { ...evolution, generations };
}

const judged = (agent: unknown): unknown =>
  isRecord(agent) && agent['fitness'] === null ? { ...agent, fitness: Number.NaN } : agent;
