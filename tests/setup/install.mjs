// @ts-check
import { spawnSync } from 'node:child_process';
import { execPath, getuid, platform } from 'node:process';
import { ROOT, tell } from '../../src/cli/prepare.mjs';
import { CHROMIUM, FIREFOX, findBrowser } from './browsers.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

/**
 * Commands by which each package manager installs, and what it calls a browser.
 * @type {{ command: string, refresh?: string[], install: string[], asRoot: boolean, packages: Map<Browser, string> }[]}
 */
const MANAGERS = [
  {
    command: 'apt-get',
    refresh: ['update'],
    install: ['install', '-y', '--no-install-recommends'],
    asRoot: true,
    packages: new Map([
      [CHROMIUM, 'chromium'],
      [FIREFOX, 'firefox-esr'],
    ]),
  },
  {
    command: 'dnf',
    install: ['install', '-y'],
    asRoot: true,
    packages: new Map([
      [CHROMIUM, 'chromium'],
      [FIREFOX, 'firefox'],
    ]),
  },
  {
    command: 'pacman',
    install: ['-Sy', '--noconfirm', '--needed'],
    asRoot: true,
    packages: new Map([
      [CHROMIUM, 'chromium'],
      [FIREFOX, 'firefox'],
    ]),
  },
  {
    command: 'apk',
    install: ['add', '--no-cache'],
    asRoot: true,
    packages: new Map([
      [CHROMIUM, 'chromium'],
      [FIREFOX, 'firefox-esr'],
    ]),
  },
  {
    command: 'brew',
    install: ['install', '--cask'],
    asRoot: false,
    packages: new Map([
      [CHROMIUM, 'google-chrome'],
      [FIREFOX, 'firefox'],
    ]),
  },
];

/** @param {string} command @param {string[]} args */
const succeeds = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** @param {string[]} line */
function execute([command = '', ...args]) {
  tell(`$ ${[command, ...args].join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { cwd: ROOT, env, stdio: ['ignore', 2, 2] }).status === 0;
}

/** The commands that install a browser here, or none where no package manager is known. @param {Browser} browser */
function recipe(browser) {
  const manager = MANAGERS.find(({ command }) => succeeds(command, ['--version']));
  const name = manager?.packages.get(browser);
  if (!manager || name === undefined) return { lines: [], permitted: false };
  const isRoot = getuid?.() === 0;
  const prefix = manager.asRoot && !isRoot ? ['sudo', '-n'] : [];
  return {
    lines: [manager.refresh, [...manager.install, name]]
      .filter((args) => args !== undefined)
      .map((args) => [...prefix, manager.command, ...args]),
    permitted: prefix.length === 0 || succeeds('sudo', ['-n', 'true']),
  };
}

/** Results of installs: once is enough. @type {Map<Browser, string | undefined>} */
const known = new Map();

/**
 * Path of a browser, installed first where it is missing; undefined where that cannot be done, and then what to do
 * has been said.
 * @param {Browser} browser
 * @returns {string | undefined}
 */
export function installBrowser(browser) {
  if (!known.has(browser)) known.set(browser, findOrInstall(browser));
  return known.get(browser);
}

/** @param {Browser} browser */
function findOrInstall(browser) {
  const present = findBrowser(browser);
  if (present !== undefined) return present;

  const { lines, permitted } = recipe(browser);
  if (permitted) {
    tell(`Installing ${browser.name} …`);
    lines.map(execute);
    const installed = findBrowser(browser);
    if (installed !== undefined) return installed;
  }
  if (browser === CHROMIUM) {
    tell('Installing the Chromium that Playwright offers …');
    if (execute([execPath, 'node_modules/playwright/cli.js', 'install', 'chromium'])) {
      const downloaded = findBrowser(browser);
      if (downloaded !== undefined) return downloaded;
    }
  }
  const commands = lines.map((line) => `  ${line.filter((word) => word !== '-n').join(' ')}`);
  tell(
    [
      `\n${browser.name} is needed for these tests, and could not be installed.`,
      ...(commands.length > 0 ? ['Install it with:', ...commands] : [`Install it (${platform}).`]),
      `If it is somewhere unusual, name its path: ${browser.variable}=/path/to/it npm test`,
    ].join('\n'),
  );
  return undefined;
}
