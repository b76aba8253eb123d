// @ts-check
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { argv, env, execPath, platform, stderr, version } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Prepares what must be there before anything runs: the packages, the kernels, the page. Each step is skipped where it
 * is done.
 */

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const DIST = join(ROOT, 'dist');

const KERNEL_BUILDER = 'src/compute/wasm/build-kernels.mjs';
const PAGE_INPUTS = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];
const OLDEST_NODE = [20, 19];

/** A fault that the caller has to mend; its message says how. */
export class Unprepared extends Error {}

/** Throws where Node is too old for the tools. */
export function checkNode() {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Unprepared(
    `Node ${version} is too old: ${OLDEST_NODE.join('.')} or newer is needed. See https://nodejs.org/`,
  );
}

/** Progress goes to standard error: standard output belongs to the result. @param {string} text */
export function tell(text) {
  stderr.write(`${text}\n`);
}

/**
 * Runs a program in the root of the project; its output goes to standard error.
 * @param {string} what for the message
 * @param {string} command
 * @param {string[]} args
 */
function run(what, command, args) {
  const { error, status, signal } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: platform === 'win32' && command.endsWith('.cmd'),
  });
  if (error) throw new Unprepared(`${what}: '${command}' could not be started (${error.message}).`);
  if (status !== 0)
    throw new Unprepared(`${what} failed (${signal ?? `exit code ${status}`}); see above.`);
}

/** Tells whether all that the lock file asks for on this platform stands in node_modules, in its version. */
function packagesStand() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  /** @param {string} path */
  const packagesOf = (path) =>
    /** @type {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }>} */ (
      JSON.parse(readFileSync(path, 'utf8')).packages
    );
  const present = packagesOf(installed);
  return Object.entries(packagesOf(join(ROOT, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '') return true;
    const found = present[path];
    // an optional package is left out on platforms that it does not serve
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}

/** Installs the npm packages of the lock file where one of them is missing. */
export function installPackages() {
  if (packagesStand()) return;
  tell('Installing packages (npm ci) …');
  const npm = env['npm_execpath'];
  const args = ['ci', '--ignore-scripts', '--include=dev', '--loglevel=notice'];
  if (npm?.endsWith('.js')) run('Installing packages', execPath, [npm, ...args]);
  else run('Installing packages', platform === 'win32' ? 'npm.cmd' : 'npm', args);
}

/** Compiles the WebAssembly kernels; their builder knows whether their sources have changed. */
export function buildKernels() {
  run('Building kernels', execPath, [KERNEL_BUILDER]);
}

/** Files below a path, sorted; a path that is a file is itself. @param {string} path @returns {string[]} */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/** Digest of the names and contents of all that the page is made from. */
function pageInputs() {
  const hash = createHash('sha256');
  for (const file of PAGE_INPUTS.flatMap((path) => filesBelow(join(ROOT, path)))) {
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Builds the page into `dist` where anything it is made from has changed; a stamp in `dist` says from what. */
export function buildPage() {
  const stamp = join(DIST, '.made-from');
  const inputs = pageInputs();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return;
  tell('Building the page …');
  run('Building the page', execPath, [
    'node_modules/vite/bin/vite.js',
    'build',
    '--logLevel',
    'warn',
  ]);
  writeFileSync(stamp, inputs);
}

/** Runs `main`; an {@link Unprepared} is printed in words, without a stack. @param {() => void | Promise<void>} main */
export async function guarded(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Unprepared)) throw error;
    tell(`\n${error.message}`);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  await guarded(() => {
    checkNode();
    installPackages();
    buildKernels();
  });
}
