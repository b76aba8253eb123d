// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences of the pictures that the page's images are made of. */
const SPRITES = new URL('../../public/sprites/LICENCES.md', import.meta.url);

/**
 * Collects the licences of every package in the built page, workers included, and of its pictures, into one file beside
 * the scripts. The scripts can then do without the notices that each module of a package repeats.
 */
export function collectLicences() {
  /** Folders of the packages met so far. @type {Set<string>} */
  const packages = new Set();
  /** @param {Record<string, { moduleIds?: readonly string[] }>} bundle */
  const note = (bundle) => {
    for (const id of Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds)) {
      const [, folder] = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id) ?? [];
      if (folder !== undefined) packages.add(folder);
    }
  };
  return {
    /** Collects licences of the bundles of workers, which are made before the page's. */
    forWorkers: () => ({
      name: 'note-licences',
      /** @param {unknown} _ @param {any} bundle */
      generateBundle: (_, bundle) => note(bundle),
    }),
    /** Collects licences of the page's own bundle; writes `licences.txt`. @type {import('vite').Plugin} */
    forPage: {
      name: 'collect-licences',
      apply: 'build',
      generateBundle(_, bundle) {
        note(/** @type {any} */ (bundle));
        const source = `${inWords([...packages].sort().map(licenceOf))}\n---\n\n${readFileSync(SPRITES, 'utf8')}`;
        this.emitFile({ type: 'asset', fileName: 'licences.txt', source });
      },
    },
  };
}

/**
 * A package's title, as 'react 19.3.1 (MIT)', and licence text. Throws an Error where it names no licence.
 * @param {string} folder
 */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!license) throw new Error(`package ${name} does not say under which licence it stands`);
  const text = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');
  return { title: `${name} ${version} (${license})`, text };
}

/**
 * Each licence text once, under the packages that share it.
 * @param {readonly { title: string, text: string }[]} licences
 */
function inWords(licences) {
  /** @type {Map<string, string[]>} */
  const titles = new Map();
  for (const { title, text } of licences) titles.set(text, [...(titles.get(text) ?? []), title]);
  return [...titles]
    .map(([text, names]) => `${names.map((name) => `- ${name}`).join('\n')}\n\n${text}\n`)
    .join('\n---\n\n');
}
