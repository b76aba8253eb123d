// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { argv, env, execPath, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import {
  buildKernels,
  buildPage,
  checkNode,
  installPackages,
  ROOT,
  tell,
} from '../src/cli/prepare.mjs';
import { CHROMIUM, FIREFOX } from './setup/browsers.mjs';
import { FIRST_LOAD_LIMIT, firstLoad } from './setup/first-load.mjs';
import { installBrowser } from './setup/install.mjs';

/**
 * `npm test`: installs what is missing and runs every check, each as a step with its time. Checks of a round run side by
 * side, as one alone leaves a core idle half of the time.
 */

const RESULTS = join(ROOT, 'test-results');
const BIN = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  knip: 'node_modules/knip/bin/knip.js',
  playwright: 'node_modules/@playwright/test/cli.js',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
};

/**
 * @typedef {{ file: string, ms: number }} Timed
 * @typedef {{ passed: number, failed: number, skipped?: number, note?: string, files?: Timed[] }} Outcome
 * @typedef {(text: string | Buffer) => void} Say
 * @typedef {{ name: string, what: string, needs?: import('./setup/browsers.mjs').Browser[], run: (say: Say) => Outcome | Promise<Outcome> }} Step
 */

/**
 * Tells whether a script of Node ends well; its output goes to `say`.
 * @param {Say} say
 * @param {string[]} args
 * @param {Record<string, string>} [variables]
 * @returns {Promise<boolean>}
 */
function node(say, args, variables = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(execPath, args, {
      cwd: ROOT,
      env: { ...env, ...(stdout.isTTY && { FORCE_COLOR: '1' }), ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', say);
    child.stderr.on('data', say);
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0));
  });
}

/** @param {boolean} good @returns {Outcome} */
const verdict = (good) => (good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/**
 * Counts of a reporter, made honest: a runner that fails without a failed test, or finds no test, has failed.
 * @param {boolean} good
 * @param {Outcome} counts
 * @returns {Outcome}
 */
function tested(good, counts) {
  if (!good && counts.failed === 0) return { ...counts, failed: 1, note: 'the runner failed' };
  if (counts.passed + counts.failed === 0) return { ...counts, failed: 1, note: 'no tests found' };
  return counts;
}

/** @param {string} path */
const readReport = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);

/** @param {Say} say @param {string} project @returns {Promise<Outcome>} */
async function vitest(say, project) {
  const report = join(RESULTS, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const good = await node(say, [BIN.vitest, 'run', '--project', project, ...reporters]);
  const result = readReport(report);
  return tested(good, {
    passed: result?.numPassedTests ?? 0,
    failed: result?.numFailedTests ?? 0,
    skipped: (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0),
    files: (result?.testResults ?? []).map(
      (/** @type {{ name: string, startTime: number, endTime: number }} */ each) => ({
        file: relative(ROOT, each.name),
        ms: each.endTime - each.startTime,
      }),
    ),
  });
}

/**
 * Titles of a report's tests that failed, and passed when they were tried again.
 * @param {{ suites?: any[], specs?: any[] } | null} suite
 * @returns {string[]}
 */
function flaky(suite) {
  const { suites = [], specs = [] } = suite ?? {};
  const here = specs.filter(({ tests }) =>
    tests.some((/** @type {{ status: string }} */ { status }) => status === 'flaky'),
  );
  return [...here.map(({ file, title }) => `${file}: ${title}`), ...suites.flatMap(flaky)];
}

/**
 * Times that the tests of each file of a report took.
 * @param {{ suites?: any[] } | null} report
 * @returns {Timed[]}
 */
function journeyTimes(report) {
  /** @type {(suite: { suites?: any[], specs?: any[] }) => number} */
  const msOf = ({ suites = [], specs = [] }) => {
    /** @type {{ duration: number }[]} */
    const results = specs.flatMap(({ tests }) => tests).flatMap((test) => test.results);
    const own = results.reduce((sum, { duration }) => sum + duration, 0);
    return suites.reduce((sum, suite) => sum + msOf(suite), own);
  };
  return (report?.suites ?? []).map((suite) => ({ file: suite.file, ms: msOf(suite) }));
}

/**
 * Two side by side; then, one after the other, those that measure the page. Other work on the machine must not decide:
 * a journey that fails is tried again in a fresh browser, and the summary names it.
 * @param {Say} say
 * @returns {Promise<Outcome>}
 */
async function journeys(say) {
  const shifts = [
    { name: 'journeys', args: ['--grep-invert=@measured', '--workers=2', '--retries=1'] },
    { name: 'measured', args: ['--grep=@measured', '--workers=1', '--retries=2'] },
  ];
  let good = true;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const again = [];
  /** @type {Timed[]} */
  const files = [];
  for (const { name, args } of shifts) {
    const report = join(RESULTS, `${name}.json`);
    const output = `--output=${join(RESULTS, name)}`;
    const config = ['-c', 'tests/journeys/playwright.config.ts', '--reporter=list,json'];
    const passed = await node(say, [BIN.playwright, 'test', ...config, output, ...args], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    const result = readReport(report);
    const stats = result?.stats;
    good &&= passed && stats !== undefined;
    counts.passed += (stats?.expected ?? 0) + (stats?.flaky ?? 0);
    counts.failed += stats?.unexpected ?? 0;
    counts.skipped += stats?.skipped ?? 0;
    again.push(...flaky(result));
    files.push(...journeyTimes(result));
  }
  const note = `passed when tried again: ${again.join('; ')}`;
  return tested(good, { ...counts, files, ...(again.length > 0 && { note }) });
}

/** @param {Say} say @returns {Promise<Outcome>} */
async function size(say) {
  const files = await firstLoad();
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { file, bytes } of files)
    say(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${file}\n`);
  const note = `${(total / 1000).toFixed(1)} of ${FIRST_LOAD_LIMIT / 1000} kB gzip on first load`;
  say(`${(total / 1000).toFixed(1).padStart(8)} kB  together\n`);
  return { ...verdict(files.length > 0 && total <= FIRST_LOAD_LIMIT), note };
}

/** @param {string[]} args @returns {Step['run']} */
const check = (args) => async (say) => verdict(await node(say, args));

/** Steps by rounds, of which one begins when the last is over. @type {Step[][]} */
const ROUNDS = [
  [
    { name: 'types', what: 'tsc', run: check([BIN.tsc]) },
    { name: 'style', what: 'biome ci', run: check([BIN.biome, 'ci']) },
    { name: 'unused', what: 'knip: dead code, unused packages', run: check([BIN.knip]) },
    { name: 'unit', what: 'vitest in Node', run: (say) => vitest(say, 'unit') },
    {
      name: 'browser',
      what: 'vitest in Chromium',
      needs: [CHROMIUM],
      run: (say) => vitest(say, 'browser'),
    },
  ],
  [
    {
      name: 'build',
      what: 'vite build',
      run: () => {
        buildPage();
        return verdict(true);
      },
    },
  ],
  [{ name: 'size', what: 'JavaScript of the first load', run: size }],
  [
    {
      name: 'journeys',
      what: 'playwright on the built page',
      needs: [CHROMIUM, FIREFOX],
      run: journeys,
    },
  ],
];
const STEPS = ROUNDS.flat();

/** The rounds of the steps asked for; stops with a message where one is not known. */
function chosenRounds() {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, list: { type: 'boolean' } },
    args: argv.slice(2),
  });
  if (values.list) {
    for (const { name, what } of STEPS) console.log(`${name.padEnd(10)}${what}`);
    return [];
  }
  if (values.only === undefined) return ROUNDS;
  const names = values.only.split(',');
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `--only names '${unknown.join("', '")}'; there are ${STEPS.map(({ name }) => name).join(', ')}`,
    );
  }
  return ROUNDS.map((round) => round.filter(({ name }) => names.includes(name)));
}

/** @param {Step} step @param {Say} say @returns {Promise<Outcome>} */
async function attempt({ needs = [], run }, say) {
  try {
    const missing = needs.filter((browser) => installBrowser(browser) === undefined);
    if (missing.length > 0) {
      return {
        passed: 0,
        failed: 1,
        note: `${missing.map(({ name }) => name).join(', ')} missing`,
      };
    }
    return await run(say);
  } catch (error) {
    say(`${error instanceof Error ? error.message : error}\n`);
    return verdict(false);
  }
}

/** @param {number} from */
const secondsSince = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

/** Files of a step that took longest, as many as are named. */
const SLOWEST = 5;

/** @param {string} step @param {Timed[]} files */
function tellSlowest(step, files) {
  if (files.length === 0) return;
  console.log(`\n── slowest files of ${step} ──`);
  for (const { file, ms } of files.toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST))
    console.log(`${(ms / 1000).toFixed(1).padStart(8)} s  ${file}`);
}

const SETUP = {
  name: 'set-up',
  what: 'packages and kernels',
  run: () => {
    checkNode();
    installPackages();
    buildKernels();
    return verdict(true);
  },
};

/** @typedef {Outcome & { name: string, time: string }} Timing */

/**
 * Runs the steps of a round side by side: the output of the first is shown at once, that of each other when those
 * before it are over.
 * @param {Step[]} steps
 * @returns {Promise<Timing[]>}
 */
async function runRound(steps) {
  /** @type {(string | Buffer)[][]} */
  const kept = steps.map(() => []);
  let shown = 0;
  const show = () => {
    const step = steps[shown];
    if (step) console.log(`\n── ${step.name}: ${step.what} ──`);
    for (const text of kept[shown]?.splice(0) ?? []) stdout.write(text);
  };
  show();
  const from = performance.now();
  const running = steps.map(async (step, i) => {
    const outcome = await attempt(step, (text) =>
      i === shown ? stdout.write(text) : kept[i]?.push(text),
    );
    return { ...outcome, name: step.name, time: secondsSince(from) };
  });
  /** @type {Timing[]} */
  const outcomes = [];
  for (const each of running) {
    outcomes.push(await each);
    shown++;
    show();
  }
  return outcomes;
}

/** @param {Step[][]} rounds */
async function runAll(rounds) {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const outcomes = await runRound([SETUP]);
  const isSetUp = outcomes.every(({ failed }) => failed === 0);
  if (isSetUp) for (const round of rounds) outcomes.push(...(await runRound(round)));

  for (const { name, files = [] } of outcomes) tellSlowest(name, files);
  console.log('\n── summary ──');
  for (const { name, passed, failed, skipped = 0, note, time } of outcomes) {
    const counts = [
      `${passed} passed`,
      `${failed} failed`,
      skipped > 0 && `${skipped} skipped`,
      note,
    ];
    console.log(
      `${failed > 0 ? '✗' : '✓'} ${name.padEnd(10)}${time.padStart(8)}   ${counts.filter(Boolean).join(', ')}`,
    );
  }
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

try {
  const rounds = chosenRounds();
  if (rounds.length > 0) await runAll(rounds);
} catch (error) {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
