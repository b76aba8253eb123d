import { expect, test } from 'vitest';
import type { Summary } from '#archive/summary.ts';
import { decodeLink } from '#protocol/link.ts';
import type { Edit } from '#protocol/messages.ts';
import { INITIAL, type LabState } from '#store/lab/lab-state.ts';
import { resultMissing, settingsWords, shareLink } from '#store/share/share-link.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';

const OPTIONS = { selection: false, controls: { hidden: [], locked: [] } } as const;

/** A run of what is set up. */
const RUN: LabState = {
  ...INITIAL,
  catalog: CATALOG,
  presetId: 'cartpole-dqn',
  runPreset: 'cartpole-dqn',
  runEngine: CATALOG.engine,
  device: { kind: 'wasm', description: '', threads: 1, reason: '', trials: [] },
  run: 1,
  draft: CONFIG,
  config: CONFIG,
  initial: CONFIG,
};
const SUMMARIES = [
  { min: 1, lowerQuartile: 2, median: 3, upperQuartile: 4, max: 5, hash: 'ab'.repeat(16) },
] as unknown as Summary[];

const BRANCH: LabState = {
  ...RUN,
  origin: { kind: 'branch', run: 'a-run-that-is-kept', generation: 11 },
};
const KEPT: LabState = {
  ...RUN,
  origin: { kind: 'kept', individual: 'a-kept-agent', name: 'Ada' },
};

const settingsOf = (state: LabState) => shareLink(state, [], { ...OPTIONS, level: 'settings' });
const noticesOf = (state: LabState) => {
  const shared = settingsOf(state);
  const decoded = decodeLink(shared && 'link' in shared ? shared.link : '', CATALOG);
  return decoded.kind === 'run' ? decoded.notices.join(' ') : decoded.kind;
};

test('a run that its settings repeat is said to be, and its link says nothing more', () => {
  expect(settingsWords(RUN)).toMatch(/makes the run anew/);
  expect(noticesOf(RUN)).toBe('');
});

test('of a branch, words and link say that the settings do not repeat it', () => {
  expect(settingsWords(BRANCH)).toMatch(/do not repeat this run.*generation 12\. .*file/);
  expect(noticesOf(BRANCH)).toMatch(/branched off.*generation 12\. .*another run/);
  expect(resultMissing(BRANCH, SUMMARIES)).toMatch(/branched off/);
});

test('of a founded population, words and link name the kept agent that it needs', () => {
  expect(settingsWords(KEPT)).toMatch(/do not repeat this run.*“Ada”/);
  expect(noticesOf(KEPT)).toMatch(/copies of a kept agent, “Ada”.*agent’s file/);
  expect(resultMissing(KEPT, SUMMARIES)).toMatch(/copies of a kept agent/);
});

test('what is shared while another set-up waits is the run shown', () => {
  const waits = { ...RUN, waiting: true, setUp: RUN.runSetUp + 1, draft: { ...CONFIG, seed: 7 } };
  const shared = settingsOf(waits);
  const link = shared && 'link' in shared ? shared.link : '';
  expect(decodeLink(link, CATALOG)).toMatchObject({ config: CONFIG });
  expect(settingsWords(waits)).toMatch(/makes the run anew/);
});

test('a form that was changed beside its run is not called that run', () => {
  expect(settingsWords({ ...RUN, draft: { ...CONFIG, seed: 7 } })).toMatch(/not the run shown/);
  expect(noticesOf({ ...KEPT, draft: { ...CONFIG, seed: 7 } })).toBe('');
});

test('a recipe that is lived again has a result, for its settings repeat it', () => {
  const replay: LabState = {
    ...RUN,
    origin: { kind: 'replay', run: null, generation: 3, agent: 1, fitness: [] },
  };
  expect(resultMissing(replay, SUMMARIES)).toBeNull();
});

test('more changes than a link holds give the reason and no link', () => {
  const edits = Array.from({ length: 2001 }, (_, i): Edit => {
    const generation = Math.trunc(i / 100);
    return { generation, step: i, values: { 'selection.tournamentSize': 2 + (i % 2) } };
  });
  const shared = (count: number) =>
    shareLink({ ...RUN, edits: edits.slice(0, count) }, SUMMARIES, { ...OPTIONS, level: 'result' });
  expect(shared(2001)).toEqual({ problem: expect.stringMatching(/2001 changes.*more than/) });
  const most = shared(1000);
  expect(decodeLink(most && 'link' in most ? most.link : '', CATALOG)).toMatchObject({
    digest: { edits: edits.slice(0, 1000) },
  });
});
