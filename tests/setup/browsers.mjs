// @ts-check
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';

/**
 * Places where browsers are found. `variable` names the environment variable that wins over every other place.
 * @typedef {{ name: string, variable: string, commands: string[], paths: string[] }} Browser
 */

const PROGRAM_FILES = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
  (folder) => folder !== undefined,
);

/** @type {Browser} */
export const CHROMIUM = {
  name: 'Chromium',
  variable: 'CHROMIUM',
  commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  paths: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ...PROGRAM_FILES.map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
  ],
};

/** @type {Browser} */
export const FIREFOX = {
  name: 'Firefox',
  variable: 'FIREFOX',
  commands: ['firefox-esr', 'firefox'],
  paths: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    ...PROGRAM_FILES.map((folder) => join(folder, 'Mozilla Firefox', 'firefox.exe')),
  ],
};

/** Software WebGPU, so that kernels are tested where there is no GPU. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Some systems ship `chromium-browser` or `firefox` as a script that only asks for a snap.
 * @param {string} path
 */
function starts(path) {
  if (platform === 'win32') return true; // `--version` opens a window there
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

/** The Chromium that `playwright install chromium` has put in place. */
function playwrightsChromium() {
  try {
    const { chromium } = createRequire(import.meta.url)('playwright');
    return /** @type {string} */ (chromium.executablePath());
  } catch {
    return '';
  }
}

/**
 * Path of a browser that starts; undefined where there is none.
 * @param {Browser} browser
 * @returns {string | undefined}
 */
export function findBrowser(browser) {
  const named = env[browser.variable];
  if (named) {
    if (!isExecutable(named))
      throw new Error(`${browser.variable} is '${named}', which cannot be executed`);
    return named;
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [
    ...browser.commands.flatMap((command) => folders.map((folder) => join(folder, command))),
    ...browser.paths,
    ...(browser === CHROMIUM ? [playwrightsChromium()] : []),
  ];
  return candidates.find((path) => path !== '' && isExecutable(path) && starts(path));
}

/**
 * Path of a browser that starts.
 * @param {Browser} browser
 */
export function requireBrowser(browser) {
  const path = findBrowser(browser);
  if (path === undefined) {
    throw new Error(
      `${browser.name} was not found. Install it, or name its path in the environment variable ${browser.variable}.`,
    );
  }
  return path;
}
