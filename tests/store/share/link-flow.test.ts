import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALL_OPEN } from '#protocol/controls.ts';
import { encodeLink } from '#protocol/link.ts';
import { INITIAL } from '#store/lab/lab-state.ts';
import { type Linked, linkOf, visit } from '#store/share/link-flow.ts';
import { shareLink } from '#store/share/share-link.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';

/** The link that is shared; '' where there is none. */
const linkIn = (shared: Linked | null) => (shared && 'link' in shared ? shared.link : '');

const link = (changes: Partial<typeof CONFIG>) =>
  encodeLink({ ...CONFIG, ...changes }, CATALOG, 'cartpole-dqn');

test('every link is set up alike, cheap or costly, and one from a newer version says so', () => {
  expect(visit(link({ seed: 7 }), CATALOG)).toMatchObject({
    kind: 'run',
    link: { config: { seed: 7 } },
    notices: [],
  });
  const costly = link({ populationSize: 128, generations: 1000 });
  expect(visit(costly, CATALOG)).toMatchObject({ kind: 'run', notices: [] });
  expect(visit(costly.replace(/v=1[.\w]+/, 'v=9'), CATALOG)).toMatchObject({
    kind: 'run',
    notices: [expect.stringContaining('newer version')],
  });
});

test('an address without a run asks for nothing', () => {
  for (const hash of ['', '#/', '#/evolve', '#/about'])
    expect(visit(hash, CATALOG)).toEqual({ kind: 'none' });
});

test('whatever stands in a link, it is read or refused, never thrown', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (d, s, rest) => {
      const asked = visit(`#/evolve?p=cartpole-dqn&s=${s}&v=1&d=${d}&${rest}`, CATALOG);
      if (asked.kind === 'broken') expect(asked.notices.length).toBeGreaterThan(0);
    }),
    { numRuns: 1000 },
  );
});

test('the link of a selection leads back to it', () => {
  const address = linkOf({
    ...INITIAL,
    catalog: CATALOG,
    draft: CONFIG,
    presetId: 'cartpole-dqn',
    selection: { run: 1, generation: 17, agent: 37 },
  });
  expect(visit(address ?? '', CATALOG)).toMatchObject({
    kind: 'run',
    link: { config: CONFIG, view: { selection: { generation: 17, agent: 37 } } },
  });
});

test('the link of two agents side by side leads back to both, also before they are there', () => {
  const state = { ...INITIAL, catalog: CATALOG, draft: CONFIG, presetId: 'cartpole-dqn' };
  const [selection, beside] = [
    { generation: 17, agent: 37 },
    { generation: 3, agent: 9 },
  ];
  for (const pointed of [
    { selection: { run: 1, ...selection }, beside: { run: 1, ...beside } },
    { awaited: selection, awaitedBeside: beside },
  ]) {
    const there = { link: { view: { selection, beside } } };
    expect(visit(linkOf({ ...state, ...pointed }) ?? '', CATALOG)).toMatchObject(there);
    const options = { level: 'settings', selection: true, controls: ALL_OPEN } as const;
    const shared = shareLink({ ...state, ...pointed }, [], options);
    expect(visit(linkIn(shared), CATALOG)).toMatchObject(there);
    const silent = shareLink({ ...state, ...pointed }, [], { ...options, selection: false });
    expect(visit(linkIn(silent), CATALOG)).toMatchObject({ link: { view: {} } });
    expect(linkIn(silent)).not.toMatch(/&[gab]=/);
  }
});

test('the link of a page holds how it looks', () => {
  const state = { ...INITIAL, catalog: CATALOG, draft: CONFIG, presetId: 'cartpole-dqn' };
  const appearance = { chart: 'diversity', colouring: 'clade' };
  expect(visit(linkOf(state, appearance) ?? '', CATALOG)).toMatchObject({
    link: { view: appearance },
  });
  const shared = shareLink(state, [], {
    level: 'settings',
    selection: false,
    controls: ALL_OPEN,
    appearance,
  });
  expect(visit(linkIn(shared), CATALOG)).toMatchObject({ link: { view: appearance } });
});

test('a run of a preset that this page does not offer has links to its settings', () => {
  const config = { ...CONFIG, populationSize: CONFIG.populationSize + 1 };
  const state = { ...INITIAL, catalog: CATALOG, draft: config, presetId: 'of-another-version' };
  const shared = shareLink(state, [], { level: 'settings', selection: false, controls: ALL_OPEN });
  for (const address of [linkOf(state) ?? '', linkIn(shared)])
    expect(visit(address, CATALOG)).toMatchObject({ link: { config } });
});

test('there is no link of a set-up with problems', () => {
  const problems = [{ path: 'seed', value: -1, message: '' }];
  expect(linkOf({ ...INITIAL, catalog: CATALOG, draft: CONFIG, problems })).toBeNull();
});

test('where the form holds another set-up, the run shown is shared', () => {
  const state = {
    ...INITIAL,
    catalog: CATALOG,
    draft: { ...CONFIG, seed: 99 },
    presetId: 'cartpole-dqn',
    run: 1,
    setUp: 2,
    runSetUp: 1,
    runPreset: 'cartpole-dqn',
    initial: { ...CONFIG, seed: 7 },
    config: { ...CONFIG, seed: 7 },
    waiting: true,
  };
  const shared = shareLink(state, [], { level: 'settings', selection: false, controls: ALL_OPEN });
  const link = shared && 'link' in shared ? shared.link : '';
  expect(visit(link, CATALOG)).toMatchObject({ link: { config: { seed: 7 } } });
});
