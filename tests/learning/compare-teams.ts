import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { DomainSettings } from '#core/strategy/domain.ts';
import { searchOf, searchRows } from '#core/strategy/experiments/parts.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import { SEARCH_METHODS, type SearchMethod } from '#core/strategy/search.ts';
import type { StrategyConfig, StrategyRow } from '#core/strategy/strategy-config.ts';
import type { TeamConfig } from '#core/strategy/team.ts';
import { identityOf, readTeamFile, summaryOf } from '#core/strategy/trained-team.ts';
import { learnedTeams } from '#engine/strategy/learned-teams.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import { createStrategyRun } from '#strategy/run/strategy-run.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import type { ComparedRecipes } from './recipe-table.ts';
import { type ComparedMethod, teamPage } from './team-table.ts';

const USAGE = `Usage: npm run compare:teams -- [options]

Runs what is missing of the comparison of the trained team, a line of JSON for each classifier in
tests/learning/recorded/teams/compared.jsonl, and writes its table, tests/learning/teams.md.

  --domain ID      scenes-voc or scenes-nus, on which it was never trained; both if not said
  --method ID      team, evolved, standard, random, static, or a search over eight rows: best, asha, tpe, pbt or pb2;
                   all if not said
  --from N         from this seed on; 1 if not said
  --seeds N        up to this seed; 10 if not said
  --threads N      threads that compute; 1 if not said
  --table          runs nothing, only writes the table`;

const { values } = parseArgs({
  options: {
    domain: { type: 'string' },
    method: { type: 'string' },
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '10' },
    threads: { type: 'string', default: '1' },
    table: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const FILE = new URL('recorded/teams/compared.jsonl', import.meta.url);
const RECIPES_FILE = new URL('recorded/recipes/eight-recipes.jsonl', import.meta.url);
const PAGE = new URL('teams.md', import.meta.url);
const PUBLIC = new URL('../../public/', import.meta.url);
const CATALOG = strategyCatalog();
const [TRAINED] = CATALOG.trained;
const [DEFAULT] = CATALOG.presets;
if (!DEFAULT) throw new RangeError('there is no preset');

const DOMAINS = ['scenes-voc', 'scenes-nus'];

/** The best of a population of teams that evolved through as many runs of a classifier as the trained team learned from. */
const EVOLVED = readTeamFile(
  JSON.parse(readFileSync(new URL('recorded/teams/evolved.json', import.meta.url), 'utf8')),
);

/** Rows that a search has. */
const EACH = 8;

interface Method {
  readonly name: string;
  /** One classifier that is trained so, or a search over several. */
  readonly row: StrategyRow | null;
  readonly search?: SearchMethod;
}

/** Methods by their ids: their names, and how they train classifiers. */
const METHODS: Readonly<Record<string, Method>> = {
  team: {
    name: 'The trained team',
    row: { name: 'Team', steering: { kind: 'team', team: TRAINED?.name ?? '' } },
  },
  evolved: {
    name: 'An evolved team, after as many runs',
    row: { name: 'Team', steering: { kind: 'team', team: EVOLVED.name } },
  },
  standard: { name: 'MAT-Agent’s “Standard”', row: rowOf('MAT-Agent’s “Standard”') },
  random: { name: 'Random switching', row: rowOf('Random switching') },
  static: { name: 'Best recipe that stays: constant rate', row: rowOf('Constant rate') },
  best: { name: 'Best of eight random recipes', row: null, search: 'random' },
  asha: { name: 'ASHA over eight rows', row: null, search: 'asha' },
  tpe: { name: 'TPE over eight rows', row: null, search: 'tpe' },
  pbt: { name: 'PBT over eight rows', row: null, search: 'pbt' },
  pb2: { name: 'PB2 over eight rows', row: null, search: 'pb2' },
};

/** A row of the default set-up, whose recorded runs are therefore this one's. */
function rowOf(name: string): StrategyRow {
  const row = DEFAULT?.config.rows.find((each) => each.name === name);
  if (!row) throw new RangeError(`the default set-up has no row '${name}'`);
  return row;
}

function configOf(domain: string, seed: number, { row, search }: Method): StrategyConfig {
  const { config } = DEFAULT as NonNullable<typeof DEFAULT>;
  const images = { train: 1536, validation: 600, test: 1200 };
  const settings = CATALOG.domains.find(({ id }) => id === domain)?.settings as DomainSettings;
  const own = { ...config, seed, data: { ...settings, images }, teams: [] };
  if (search) return withSearchRows(own, search);
  if (!row) throw new RangeError('a method has a row or a search');
  const teams = row.steering.kind === 'team' ? [teamOf(row.steering.team)] : [];
  return { ...own, teams, rows: [row] };
}

function withSearchRows(config: StrategyConfig, method: SearchMethod): StrategyConfig {
  const search = searchOf(CATALOG, SEARCH_METHODS[method].label, method, config);
  return { ...config, searches: [search], rows: searchRows(search, EACH) };
}

/** The team that comes with the page, or the evolved one, frozen. */
function teamOf(name: string): TeamConfig {
  if (name === EVOLVED.name) {
    const trained = { ...EVOLVED, learns: false };
    return { name, ...identityOf(summaryOf(EVOLVED.learned)), trained };
  }
  if (!TRAINED) throw new RangeError('no trained team comes with the page');
  return { name, ...TRAINED.team, trained: { name, digest: TRAINED.digest, learns: false } };
}

function recorded(): readonly ComparedMethod[] {
  const lines = existsSync(FILE) ? readFileSync(FILE, 'utf8').trim().split('\n') : [];
  return lines
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ComparedMethod)
    .filter(({ engine }) => engine === CATALOG.engine);
}

/** Runs of the comparison of recipes, which are the same to the bit: rows train alone as they do among others. */
function ofRecipes(): readonly ComparedMethod[] {
  const lines = readFileSync(RECIPES_FILE, 'utf8').trim().split('\n');
  return lines
    .map((line) => JSON.parse(line) as ComparedRecipes)
    .filter(({ engine }) => engine === CATALOG.engine)
    .flatMap(({ seed, engine, rows, hash }) =>
      Object.entries(METHODS).flatMap(([method, { row }]): ComparedMethod[] => {
        const found = row && rows.find(({ name }) => name === row.name);
        if (!found) return [];
        const { mAP, tail } = found;
        return [{ domain: 'scenes-voc', seed, engine, method, validation: [], mAP, tail, hash }];
      }),
    );
}

async function compare(domain: string, seed: number, method: string): Promise<ComparedMethod> {
  const config = configOf(domain, seed, METHODS[method] as Method);
  const device = await createWasmDevice({ threads: Number(values.threads) });
  const read = (path: string) => readFile(new URL(path, PUBLIC));
  const data = createStrategyData((style) => read(`sprites/${style}.bin`));
  const set = await data.allImages(config.data, seed);
  const learned = await learnedTeams(config, CATALOG, read);
  const run = await createStrategyRun({ config, device, set, learned });
  const validation: (number | null)[] = [];
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) {
      const counted = value.find(({ chosen }) => chosen) ?? value[0];
      const { mAP = null, tail = null } = counted?.fast ?? {};
      const { hash } = run.state;
      run.dispose();
      device.dispose();
      return { domain, seed, engine: CATALOG.engine, method, validation, mAP, tail, hash };
    }
    if (value.kind === 'interval') validation.push(bestOf(value.report.rows));
  }
}

/** The highest mAP on the validation images; null: none is defined. */
function bestOf(rows: readonly RowInterval[]): number | null {
  const known = rows.flatMap(({ validation }) => validation.mAP ?? []);
  return known.length === 0 ? null : Math.max(...known);
}

async function main(): Promise<void> {
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const methods = Object.keys(METHODS).filter((id) => (values.method ?? id) === id);
  const domains = DOMAINS.filter((id) => (values.domain ?? id) === id);
  if (methods.length === 0) throw new RangeError(`there is no method '${values.method}'`);
  if (domains.length === 0) throw new RangeError(`there is no domain '${values.domain}'`);
  for (const domain of values.table ? [] : domains)
    for (let seed = Number(values.from); seed <= Number(values.seeds); seed++)
      for (const method of methods) {
        const isSame = (run: ComparedMethod) =>
          run.domain === domain && run.seed === seed && run.method === method;
        if (recorded().some(isSame)) continue;
        const run = await compare(domain, seed, method);
        appendFileSync(FILE, `${JSON.stringify(run)}\n`);
        console.error(
          `${domain}, seed ${seed}, ${method}: mAP ${((run.mAP ?? 0) * 100).toFixed(1)}`,
        );
      }
  const own = recorded();
  const all = [
    ...own,
    ...ofRecipes().filter(
      (run) =>
        !own.some(
          ({ domain, seed, method }) =>
            domain === run.domain && seed === run.seed && method === run.method,
        ),
    ),
  ];
  const names = Object.entries(METHODS).map(([id, { name }]) => [id, name] as const);
  const pages = DOMAINS.map((domain) => ({
    domain,
    title: CATALOG.domains.find(({ id }) => id === domain)?.label ?? domain,
    runs: all.filter((run) => run.domain === domain),
  }));
  const searches = names.filter(([id]) => METHODS[id]?.search);
  writeFileSync(PAGE, teamPage(names, pages, searches));
}

await main();
