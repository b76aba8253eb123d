import { appendFile, writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import { digestOf, teamFile } from '#core/strategy/trained-team.ts';
import type { EpisodeRow, TrainingPlan } from '#core/strategy/training-plan.ts';
import { episode, outcomeOf } from '#engine/strategy/train-team.ts';
import { beginningOf, episodeConfig, usualPlan } from '#engine/strategy/training-plan.ts';
import { usualEvolution } from '#engine/strategy/usual-evolution.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { type LearnedTeam, learnedText, readLearned } from '#strategy/trained/learned-team.ts';
import { MOST_THREADS, parsedArguments, wholeNumber } from './options.ts';
import { exitCodeAfter, Refusal } from './refusal.ts';
import {
  imageSets,
  keepLines,
  planIn,
  sharesLine,
  type TrainingState,
  trainingState,
  written,
} from './training-files.ts';
import { evolve } from './training-population.ts';

const USAGE = `Usage: npm run strategy:train -- PLAN.json --out NAME [options]

Trains a team of agents through many runs, one after the other, and goes on where it was left off. PLAN.json says which
controller learns and from what: name and controller, and, where it is to be otherwise than usual, settings, options,
state, reward, domains, images, network, training, rows, episodes, seed, seeds; of a population evaluations, selection and
mutation, too. The page writes and reads such files.

  --out NAME         NAME.json is the team as the page takes it in, NAME.jsonl its record, a line for each run, and
                     NAME.state.json what it goes on from
  --evolve           a team for each row in place of one for all, of networks: they evolve from run to run by tournaments
                     and mutations, and the best of them is kept; what each is worth is told by a further run in which it
                     neither explores nor learns; NAME.jsonl has their births
  --threads N        threads that compute; 1 if not said; the result does not depend on it
  --most N           ends after so many runs
  --help             this text

Exit codes: 0 trained, or as far as --most said; 1 failed; 2 cannot be done as asked, and standard error says why.`;

/** A run of the training, a line of its record. */
interface EpisodeLine {
  readonly episode: number;
  readonly seed: number;
  readonly domain: string;
  readonly rows: readonly EpisodeRow[];
  readonly hash: string;
}

async function main(): Promise<number> {
  try {
    const { values, positionals } = parsedArguments(argv.slice(2), {
      out: { type: 'string' },
      evolve: { type: 'boolean' },
      threads: { type: 'string' },
      most: { type: 'string' },
      help: { type: 'boolean' },
    });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    const [path, another] = positionals;
    if (path === undefined || another !== undefined)
      throw new Refusal(`There must be one plan, and there are ${positionals.length}.`);
    if (!values.out) throw new Refusal('--out needs the name of the files to write.');
    const catalog = strategyCatalog();
    const usual = values.evolve ? usualEvolution(catalog) : usualPlan(catalog);
    const plan = await planIn(path, usual, catalog);
    if (!values.evolve && (plan.evaluations ?? plan.selection ?? plan.mutation) !== undefined)
      throw new Refusal(`'${path}' says how a population evolves: that needs --evolve.`);
    const most = wholeNumber('most', values.most, 1, 100_000) ?? plan.episodes;
    const threads = wholeNumber('threads', values.threads, 1, MOST_THREADS) ?? 1;
    const how = { out: values.out, threads, most };
    await (values.evolve ? evolve(plan, catalog, how) : train(plan, catalog, how));
    return 0;
  } catch (error) {
    return exitCodeAfter(error);
  }
}

async function train(
  plan: TrainingPlan,
  catalog: StrategyCatalog,
  { out, threads, most }: { readonly out: string; readonly threads: number; readonly most: number },
): Promise<void> {
  const saved = await trainingState<string>(`${out}.state.json`, plan, catalog);
  let team = saved === null ? beginningOf(plan) : readLearned(saved);
  let learned = saved ?? learnedText(team, { experience: true });
  await keepLines(`${out}.jsonl`, team.episodes);
  const sets = imageSets();
  const device = await createWasmDevice({ threads });
  try {
    for (let done = 0; done < most && team.episodes < plan.episodes; done++) {
      const { episodes } = team;
      const digest = digestOf(learned);
      const config = episodeConfig(plan, episodes, digest, catalog);
      const begun = performance.now();
      const run = episode(config, await sets(config), device, new Map([[digest, team]]));
      const ended = await outcomeOf(run);
      team = ended.learned.get(plan.name) as LearnedTeam; // it steers all rows
      learned = learnedText(team, { experience: true });
      const domain = plan.domains[episodes % plan.domains.length] as string;
      const { rows, hash } = ended;
      const line: EpisodeLine = { episode: episodes, seed: config.seed, domain, rows, hash };
      await written(`${out}.jsonl`, `${JSON.stringify(line)}\n`, appendFile);
      const state: TrainingState<string> = {
        plan: canonicalJson(plan),
        engine: catalog.engine,
        saved: learned,
      };
      await written(`${out}.state.json`, JSON.stringify(state), writeFile);
      const seconds = (performance.now() - begun) / 1000;
      console.error(
        `run ${episodes + 1}/${plan.episodes}   ${sharesLine(rows)}   ${seconds.toFixed(1)} s`,
      );
    }
  } finally {
    device.dispose();
  }
  const file = teamFile(plan.name, learnedText(team, { experience: false }));
  await written(`${out}.json`, `${JSON.stringify(file)}\n`, writeFile);
  console.log(`${plan.name}: ${team.episodes} of ${plan.episodes} runs, digest ${file.digest}`);
}

process.exitCode = await main();
