import { appendFile, writeFile } from 'node:fs/promises';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import { teamFile } from '#core/strategy/trained-team.ts';
import type { SavedTeams, TrainingPlan } from '#core/strategy/training-plan.ts';
import {
  bestTeam,
  evolveTeams,
  foundTeams,
  populationOf,
  savedTeams,
} from '#engine/strategy/evolve-teams.ts';
import { learnedText } from '#strategy/trained/learned-team.ts';
import {
  imageSets,
  keepLines,
  sharesLine,
  type TrainingState,
  trainingState,
  written,
} from './training-files.ts';

/** Evolves teams of networks, a generation for each episode of the plan, and writes the best one's file. */
export async function evolve(
  plan: TrainingPlan,
  catalog: StrategyCatalog,
  { out, threads, most }: { readonly out: string; readonly threads: number; readonly most: number },
): Promise<void> {
  const saved = await trainingState<SavedTeams>(`${out}.state.json`, plan, catalog);
  const { population: first, founders } = foundTeams(plan);
  let population = saved ? populationOf(saved) : first;
  // The first line is the founders'.
  await keepLines(`${out}.jsonl`, saved ? population.generation + 1 : 0);
  if (!saved) await written(`${out}.jsonl`, `${JSON.stringify({ founders })}\n`, appendFile);
  const draw = imageSets();
  const device = await createWasmDevice({ threads });
  try {
    for (let done = 0; done < most && population.generation < plan.episodes; done++) {
      const begun = performance.now();
      const next = await evolveTeams(plan, population, { catalog, device, draw });
      ({ population } = next);
      await written(`${out}.jsonl`, `${JSON.stringify(next.generation)}\n`, appendFile);
      const state: TrainingState<SavedTeams> = {
        plan: canonicalJson(plan),
        engine: catalog.engine,
        saved: savedTeams(population),
      };
      await written(`${out}.state.json`, JSON.stringify(state), writeFile);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      const judged = next.generation.agents.map(({ fitness }) => ({
        mAP: Number.isNaN(fitness) ? null : fitness,
      }));
      console.error(
        `generation ${population.generation}/${plan.episodes}   judged by ${sharesLine(judged)}   ${seconds} s`,
      );
    }
  } finally {
    device.dispose();
  }
  const file = teamFile(plan.name, learnedText(bestTeam(population, plan), { experience: false }));
  await written(`${out}.json`, `${JSON.stringify(file)}\n`, writeFile);
  console.log(
    `${plan.name}: ${population.generation} of ${plan.episodes} generations, digest ${file.digest}, hash ${population.hash}`,
  );
}
