import { posix } from 'node:path';
import type { Module } from './modules.ts';

/** Imports that each room may make. A room may always import itself; `main.tsx` stands in no room and joins all. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  environments: ['core'],
  networks: ['core'],
  protocol: ['core'],
  /** A run as it is kept, its file, and how it compares with a result: for the page and for the command line. */
  archive: ['core', 'protocol'],
  evolution: ['core', 'networks'],
  compute: ['core', 'networks'],
  /** TensorFlow.js as its users know it: models that come from it, and the same update op by op. */
  tfjs: ['core', 'networks', 'protocol'],
  algorithms: ['core', 'networks', 'compute'],
  /** Images with labels: drawn from a seed, or read from a person's files. */
  datasets: ['core', 'archive'],
  /** Ways of tuning that evolution is compared with, by ask and tell. */
  search: ['core'],
  /** Recipes of an image classifier's training, and how well it does. */
  strategy: ['core', 'networks', 'compute', 'algorithms', 'datasets', 'search'],
  engine: [
    'core',
    'environments',
    'networks',
    'evolution',
    'compute',
    'tfjs',
    'algorithms',
    'datasets',
    'strategy',
    'protocol',
    'archive',
  ],
  store: ['core', 'protocol', 'archive'],
  ui: ['core', 'protocol', 'archive', 'store'],
  cli: [
    'core',
    'environments',
    'networks',
    'evolution',
    'compute',
    'algorithms',
    'protocol',
    'archive',
    'datasets',
    'strategy',
    'engine',
  ],
};

/** Files that may use a package; a package that is not listed may not be used at all. */
const PACKAGES: readonly (readonly [name: RegExp, users: RegExp])[] = [
  [/^react(-dom)?(\/|$)/, /^src\/(ui\/|main\.tsx$)/],
  [/^recharts$/, /^src\/ui\/charts\//],
  [/^zustand(\/|$)/, /^src\/(ui|store)\//],
  [/^@tensorflow\//, /^src\/(compute\/webgpu\/tfjs\.ts$|tfjs\/)/],
  [/^@stdlib\//, /^src\/core\//],
  [/^planck$/, /^src\/environments\//],
  [/^uqr$/, /^src\/ui\/share\//],
  [/^fflate$/, /^src\/(protocol|archive|store|datasets)\/|^src\/cli\/draw-sprites\.ts$/],
  [/^(papaparse|@rgrove\/parse-xml)$/, /^src\/datasets\/own\//],
  [/^@resvg\//, /^src\/cli\/draw-sprites\.ts$/],
  [/^idb$/, /^src\/store\//],
  [/^assemblyscript(\/|$)/, /^src\/compute\/wasm\/.*\.mjs$/],
  [/^node:/, /^src\/cli\/|-node\.ts$|\.mjs$/],
];

/** 'core' for 'src/core/maths.ts'; 'main.tsx' for itself. */
const roomOf = (path: string): string => path.split('/')[1] ?? '';

/** Path of the module that a specifier names; null for a package. */
function resolve(specifier: string, importer: string): string | null {
  const [file = ''] = specifier.split('?'); // vite's ?url, ?worker
  if (file.startsWith('#')) return `src/${file.slice(1)}`;
  if (file.startsWith('.')) return posix.join(posix.dirname(importer), file);
  return null;
}

function objection(importer: string, specifier: string): string | null {
  const target = resolve(specifier, importer);
  const from = roomOf(importer);
  if (target === null) {
    const rule = PACKAGES.find(([name]) => name.test(specifier));
    if (!rule) return 'is not in the table of packages';
    return rule[1].test(importer) ? null : 'this package is not for this file';
  }
  const to = roomOf(target);
  if (from === to) return null;
  if (specifier.startsWith('.') && !importer.endsWith('.mjs') && from !== 'main.tsx') {
    return `leaves its room by a relative path; write '#${target.slice('src/'.length)}'`;
  }
  if (from === 'main.tsx') return to === 'cli' ? 'nobody imports the command line' : null;
  return ROOMS[from]?.includes(to)
    ? null
    : `${from} may import ${ROOMS[from]?.join(', ') || 'nothing'}`;
}

/** Every import that the tables do not allow. */
export const strayImports = (modules: readonly Module[]): string[] =>
  modules.flatMap(({ path, imports }) =>
    imports.flatMap((specifier) => {
      const problem = objection(path, specifier);
      return problem === null ? [] : [`${path} → ${specifier}: ${problem}`];
    }),
  );

/** Every circle of modules that import each other, types included, from its first module back to it. */
export function importCycles(modules: readonly Module[]): string[] {
  const edges = new Map(
    modules.map(({ path, imports }) => [
      path,
      imports.map((specifier) => resolve(specifier, path)).filter((target) => target !== null),
    ]),
  );
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push([...trail.slice(start), path].join(' → '));
    if (start >= 0 || finished.has(path)) return;
    for (const target of edges.get(path) ?? []) visit(target, [...trail, path]);
    finished.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return cycles;
}

/** Imports of modules that are not there, style sheets and pictures left out. */
export function danglingImports(modules: readonly Module[]): string[] {
  const present = new Set(modules.map(({ path }) => path));
  return modules.flatMap(({ path, imports }) =>
    imports
      .map((specifier) => resolve(specifier, path))
      .filter((target) => target !== null && /\.(ts|tsx|mjs)$/.test(target) && !present.has(target))
      .map((target) => `${path} → ${target}`),
  );
}
