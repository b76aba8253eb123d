import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { CONTENT_POLICY, DEVELOPMENT_POLICY } from './src/cli/content-policy.mjs';
import { collectLicences } from './src/cli/licences.mjs';
import { CHROMIUM, CHROMIUM_FLAGS, findBrowser } from './tests/setup/browsers.mjs';
import { KindByKind, SHARED_WORKERS } from './tests/setup/workers.ts';

/** Headers that make a page cross-origin isolated, and so give it `SharedArrayBuffer`. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Scripts without the licence notices of packages: `licences.txt` has them all, once. */
const WITHOUT_NOTICES = { comments: { legal: false } };

/** Puts everything of the first load into one piece, whatever else needs parts of it: packed together it is smaller. */
const IN_ONE_PIECE = {
  codeSplitting: { groups: [{ name: 'first', tags: ['$initial' as const] }] },
};

const licences = collectLicences();

const policyHeader = (policy: string) => ({ ...ISOLATION, 'Content-Security-Policy': policy });

/** Adds to the built page, wherever its files are served from, its policy and words for old browsers. */
const anywhere: Plugin = {
  name: 'served from anywhere',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_POLICY },
      injectTo: 'head-prepend',
    },
    { tag: 'script', attrs: { src: './unable.js', defer: true }, injectTo: 'head-prepend' },
  ],
};

const executablePath = process.env['VITEST'] ? findBrowser(CHROMIUM) : undefined;

export default defineConfig({
  base: './',
  plugins: [react(), licences.forPage, anywhere],
  // The runner of tests in a browser serves pages of its own by this server.
  server: { headers: process.env['VITEST'] ? ISOLATION : policyHeader(DEVELOPMENT_POLICY) },
  preview: { headers: policyHeader(CONTENT_POLICY) },
  worker: {
    format: 'es',
    plugins: () => [licences.forWorkers()],
    rolldownOptions: { output: { ...WITHOUT_NOTICES, ...IN_ONE_PIECE } },
  },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { ...WITHOUT_NOTICES, ...IN_ONE_PIECE } },
  },
  test: {
    globalSetup: 'tests/setup/kernels.ts',
    sequence: { sequencer: KindByKind },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/{browser,journeys,learning}/**'],
          maxWorkers: '100%',
          isolate: false, // but for files that must be alone
          pool: SHARED_WORKERS,
          setupFiles: 'tests/setup/document.ts',
          testTimeout: 60_000, // tests hold what is true, not how fast; benchmarks do that
        },
      },
      {
        extends: true,
        // named here, because found on the way they would reload a test in its middle
        optimizeDeps: {
          include: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-webgpu', 'planck'],
        },
        test: {
          name: 'browser',
          include: [
            'tests/browser/**/*.test.ts',
            'tests/environments/lunar-lander-bits.test.ts', // the same bits as in Node
            'tests/datasets/same-bytes.test.ts',
            'tests/engine/strategy/strategy-hashes.test.ts',
          ],
          testTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            provider: playwright({
              launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath && { executablePath }) },
            }),
            instances: [{ browser: 'chromium' }],
            screenshotFailures: false,
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'learning',
          environment: 'node',
          include: ['tests/learning/**/*.test.ts'],
          testTimeout: 1_800_000,
        },
      },
    ],
  },
});
