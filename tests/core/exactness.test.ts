import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/**
 * Functions whose results differ between machines or from run to run must not decide a run. The fast functions that
 * are exact everywhere (Math.sqrt, abs, min, max, floor, round, fround, imul …) may be used.
 */

const ROOT = join(import.meta.dirname, '../..');
const ROOMS = [
  'core',
  'environments',
  'evolution',
  'networks',
  'algorithms',
  'datasets',
  'strategy',
  'engine',
];

/** Files that may read a clock: their times are shown, and decide nothing. */
const CLOCKS = ['src/engine/clock.ts'];

/** Puts exact functions in Math's place while the physics library takes its own from there. */
const LOADERS = ['src/environments/lunar-lander/physics.ts'];

const TRANSCENDENTAL =
  /\bMath\s*\.\s*(sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|exp|expm1|log|log1p|log2|log10|pow|cbrt|hypot)\b/g;
const FORBIDDEN = [
  TRANSCENDENTAL,
  /\bMath\s*\.\s*random\b/g,
  /\bMath\b(?!\s*\.)/g, // under another name
  /(?<!\d )\*\*|\*\*(?! \d)/g, // as inexact as Math.pow, but between literals
  /\bcrypto\b/g,
  /\bDate\b/g,
  /\bhrtime\b|\bperformance\s*[.?[]|[=(,]\s*performance\b/g, // the clock, not the word
];

function sources(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}

const withoutComments = (code: string) =>
  code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:])\/\/.*$/gm, '$1');

const found = (code: string, patterns: readonly RegExp[]) =>
  patterns.flatMap((pattern) => code.match(pattern) ?? []);

test.each(ROOMS)('%s computes with exact functions and reads no clock', (room) => {
  const files = sources(`src/${room}`, /\.tsx?$/);
  expect(files.length).toBeGreaterThan(0);
  const strays = files
    .filter((file) => !CLOCKS.includes(file) && !LOADERS.includes(file))
    .flatMap((file) =>
      found(withoutComments(readFileSync(join(ROOT, file), 'utf8')), FORBIDDEN).map(
        (name) => `${file}: ${name}`,
      ),
    );
  expect(strays).toEqual([]);
});

test('files of all rooms were read', () => {
  const files = ROOMS.flatMap((room) => sources(`src/${room}`, /\.tsx?$/));
  expect(files.length).toBeGreaterThan(30);
  expect(files).toContain('src/core/random.ts');
});

test('what is forbidden is found, and what is allowed is not', () => {
  const code =
    'const { sin } = Math; Math.exp(1) + x ** 3; Date.now(); performance.now(); Math.random()';
  expect(found(code, FORBIDDEN)).toHaveLength(6);
  expect(
    found(
      withoutComments('Math.sqrt(2 ** 31); // Math.sin\n/* Math.cos */ Math.imul(1, 2)'),
      FORBIDDEN,
    ),
  ).toEqual([]);
});

test('the exact functions are not built on the machine’s own', () => {
  const packages = readdirSync(join(ROOT, 'node_modules/@stdlib')).filter((name) =>
    name.startsWith('math-base-'),
  );
  const files = packages.flatMap((name) => sources(`node_modules/@stdlib/${name}/lib`, /\.js$/));
  expect(files.length).toBeGreaterThan(30);
  const strays = files.flatMap((file) =>
    found(withoutComments(readFileSync(join(ROOT, file), 'utf8')), [TRANSCENDENTAL]).map(
      (name) => `${file}: ${name}`,
    ),
  );
  expect(strays).toEqual([]);
});
