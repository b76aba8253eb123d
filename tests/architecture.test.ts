import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Module, readModule, readModules } from './setup/modules.ts';
import { danglingImports, importCycles, ROOMS, strayImports } from './setup/rooms.ts';

const MODULES = readModules(fileURLToPath(new URL('..', import.meta.url)));
const roomOf = ({ path }: Module): string => path.split('/')[1] ?? '';

/** Exact on every machine: IEEE 754 rounds them correctly, or they only move bits. */
const EXACT =
  /^Math\.(abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc|PI|E|LN2|LN10|LOG2E|LOG10E|SQRT2|SQRT1_2)$/;

/** Rooms whose numbers are the run's. The engine may read a clock: how long a run took is no part of it. */
const EXACT_ROOMS = [
  'core',
  'environments',
  'networks',
  'evolution',
  'compute',
  'algorithms',
  'datasets',
  'search',
  'strategy',
  'engine',
];
const MAY_READ_CLOCK = new Set(['engine', 'compute']);

const inexact = (module: Module): string[] =>
  module.impurities
    .filter((impurity) => !EXACT.test(impurity))
    .filter((impurity) => !(impurity === 'performance.now' && MAY_READ_CLOCK.has(roomOf(module))))
    .map((impurity) => `${module.path}: ${impurity}`);

describe('the house', () => {
  test.each(Object.keys(ROOMS))('%s has modules to look at', (room) => {
    expect(MODULES.filter((module) => roomOf(module) === room)).not.toEqual([]);
  });

  test('has at least as many modules as it was built with', () => {
    expect(MODULES.length).toBeGreaterThan(60);
  });

  test('has no room that the table does not know', () => {
    const rooms = new Set(MODULES.map(roomOf));
    expect([...rooms].filter((room) => !(room in ROOMS))).toEqual(['main.tsx']);
  });

  test('keeps the tables of rooms and packages', () => {
    expect(strayImports(MODULES)).toEqual([]);
  });

  test('imports no module that is not there', () => {
    expect(danglingImports(MODULES)).toEqual([]);
  });

  test('has no import cycles', () => {
    expect(importCycles(MODULES)).toEqual([]);
  });

  test('evolves teams by what a controller offers, whatever it learns by', () => {
    const engine = MODULES.filter((module) => roomOf(module) === 'engine');
    expect(engine.length).toBeGreaterThan(60);
    const strays = engine.flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => /^#strategy\/controllers\/[^/]+\//.test(specifier))
        .map((specifier) => `${path}: ${specifier}`),
    );
    expect(strays).toEqual([]);
  });

  test('computes a run with exact arithmetic, without chance and without a clock', () => {
    const modules = MODULES.filter((module) => EXACT_ROOMS.includes(roomOf(module)));
    expect(modules.flatMap(inexact)).toEqual([]);
  });
});

describe('a rule that is broken is seen', () => {
  test.each([
    ['src/core/a.ts', "import type { X } from '#networks/plan.ts';"],
    ['src/ui/a.tsx', "const engine = await import('#engine/run.ts');"],
    ['src/ui/a.tsx', "type Device = import('#compute/device.ts').Device;"],
    ['src/store/a.ts', "new Worker(new URL('../engine/worker.ts', import.meta.url));"],
    ['src/store/a.ts', "export * from '#ui/a.tsx';"],
    ['src/engine/a.ts', "import { main } from '#cli/evolve.ts';"],
    ['src/main.tsx', "import { main } from '#cli/evolve.ts';"],
    ['src/networks/a.ts', "import { sin } from '../core/maths.ts';"],
    ['src/store/a.ts', "import { useState } from 'react';"],
    ['src/compute/wasm/a.ts', "import * as tf from '@tensorflow/tfjs';"],
    ['src/engine/a.ts', "import { readFileSync } from 'node:fs';"],
    ['src/ui/a.ts', "import { clamp } from 'lodash';"],
  ])('%s: %s', (path, code) => {
    expect(strayImports([readModule(path, code)])).toHaveLength(1);
  });

  test.each([
    [
      'src/main.tsx',
      "new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' });",
    ],
    ['src/engine/a.ts', "import { sin } from '#core/maths.ts';"],
    ['src/compute/wasm/threads-node.ts', "import { Worker } from 'node:worker_threads';"],
    ['src/core/a.ts', "// import x from '#ui/a.tsx'\nexport const text = \"from '#ui/a.tsx'\";"],
  ])('%s may say: %s', (path, code) => {
    expect(strayImports([readModule(path, code)])).toEqual([]);
  });

  test('a circle through three modules', () => {
    const modules = [
      readModule('src/core/a.ts', "import './b.ts';"),
      readModule('src/core/b.ts', "export { c } from '#core/c.ts';"),
      readModule('src/core/c.ts', "import '#core/a.ts';"),
    ];
    expect(importCycles(modules)).toEqual([
      'src/core/a.ts → src/core/b.ts → src/core/c.ts → src/core/a.ts',
    ]);
  });

  test('a circle closed by a type', () => {
    const modules = [
      readModule('src/core/a.ts', "import './b.ts';"),
      readModule('src/core/b.ts', "import type { A } from './a.ts';"),
    ];
    expect(importCycles(modules)).toEqual(['src/core/a.ts → src/core/b.ts → src/core/a.ts']);
  });

  test.each([
    'Math.sin(1)',
    'Math.random()',
    "Math['exp'](1)",
    'Math[name](1)',
    'const { sin } = Math',
    'Date.now()',
    'new Date()',
    'performance.now()',
    'crypto.getRandomValues(bytes)',
    'x ** 0.5',
  ])('inexact or unrepeatable: %s', (code) => {
    expect(inexact(readModule('src/evolution/a.ts', code))).toHaveLength(1);
  });
});
