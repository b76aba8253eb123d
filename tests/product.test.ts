import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'build', 'test-results', '.cache']);

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !NOT_OURS.has(name))
    .flatMap((name) => filesBelow(join(path, name)));
}

const TEXT =
  /\.(ts|tsx|mjs|css|html|md|json|webmanifest|svg)$|\/(LICENSE|run|\.npmrc|\.gitignore)$/;
const DATA = /^(package-lock\.json|tests\/reference\/|public\/runs\/)/;

const FILES = filesBelow(ROOT)
  .map((path) => relative(ROOT, path).replaceAll('\\', '/'))
  .filter((path) => TEXT.test(`/${path}`) && !DATA.test(path) && path !== 'tests/product.test.ts');

/** Patterns that must not be left in a file, and why. */
const UNWANTED = [
  ['a path of the machine it was written on', /\/work\/|\/root\/|\/tmp\//],
  [
    'a word about how it was made',
    /\bwork\/shared\b|\b(coding|previous|earlier|next) session\b|language model/i,
  ],
  ['a host of packages', /registry\.npmjs|registry\.yarnpkg|:4873/],
  ['an unfinished thought', /\b(TODO|FIXME|XXX|HACK)\b/],
  ['a test that silences the others', /\.only\(/],
  [
    'a comment that begins with neither a thing nor a verb',
    /^\s*(\{?\/\*|\/\/) (What|Who|Whoever|Whatever|Nobody|One that|How|Whether|Why|When|Where|Of)\b/,
  ],
  [
    'a doc comment that begins with neither a thing nor a verb',
    /\/\*\*\s+(\* )?(What|Who|Whoever|Whatever|Whose|Which|Nobody|One that|How|Whether|Why|When|Where|Of|By|As|In|For|Not|Those|Said)\b/,
  ],
] as const;

test('there are files to look at', () => {
  expect(FILES.length).toBeGreaterThan(60);
  expect(FILES).toContain('README.md');
});

test.each(UNWANTED)('no file holds %s', (_, pattern) => {
  const found = FILES.flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return [...text.matchAll(new RegExp(pattern, `gm${pattern.flags}`))].map(
      ({ 0: match, index }) =>
        `${path}:${text.slice(0, index).split('\n').length}: ${match.trim()}`,
    );
  });
  expect(found).toEqual([]);
});

test('the lock file says what to install, and from nowhere in particular', () => {
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  expect(lock).toContain('"integrity"');
  expect(lock).not.toContain('"resolved"');
});
