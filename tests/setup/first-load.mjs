// @ts-check
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DIST } from '../../src/cli/prepare.mjs';

/** Files that a browser loads before the page can do its work: counted over the graph of static imports. */

/** gzip, bytes. First page, lab and engine together. */
export const FIRST_LOAD_LIMIT = 250_000;

const SCRIPT_OR_PRELOAD = /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.js)"/g;
/** Matches the script of a worker as vite writes it. */
const WORKER = /new URL\(\s*["'`]([^"'`]+\.js)["'`]\s*,\s*import\.meta\.url\s*\)/g;
/** The lab is a part of its own, loaded at once by whoever opens a link to it. */
const LAB = /import\(\s*["'`]([^"'`]*\bLabPage-[^"'`]+\.js)["'`]\s*\)/g;

/** @param {string} code @param {RegExp} pattern */
const matches = (code, pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? '');

/**
 * Scripts of the first load with their gzip sizes, in the order in which they are met.
 * @returns {Promise<{ file: string, bytes: number }[]>}
 */
export async function firstLoad() {
  const { parseSync } = await import('vite');
  const html = readFileSync(posix.join(DIST, 'index.html'), 'utf8');
  /** @type {Map<string, number>} */
  const sizes = new Map();
  const waiting = matches(html, SCRIPT_OR_PRELOAD).map((path) => posix.normalize(path));
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    if (sizes.has(file)) continue;
    const code = readFileSync(posix.join(DIST, file), 'utf8');
    sizes.set(file, gzipSync(code).length);
    const { staticImports, staticExports } = parseSync(file, code).module;
    const exportsFrom = staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
    );
    const asked = [
      ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...exportsFrom,
    ];
    for (const path of [...asked, ...matches(code, WORKER), ...matches(code, LAB)]) {
      waiting.push(posix.join(posix.dirname(file), path));
    }
  }
  if (![...sizes.keys()].some((file) => file.includes('LabPage-')))
    throw new Error('the lab is not among the scripts of the first load');
  return [...sizes].map(([file, bytes]) => ({ file, bytes }));
}
