import { expect, test } from 'vitest';
import { compareStrategies, strategyVerdictWords } from '#archive/strategy-verify.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { makeStrategyDigest } from '#protocol/strategy-digest.ts';
import { decodeStrategyLink, encodeStrategyLink, presetOf } from '#protocol/strategy-link.ts';
import type { IntervalEvent, StrategyFinished } from '#protocol/strategy-run-events.ts';
import { smallSearch } from '../engine/strategy/small-strategy.ts';
import { CATALOG, CONFIG, intervalOf } from '../store/strategy/fake-strategy-engine.ts';

const PRESET = presetOf(CATALOG, 'shapes');
if (!PRESET) throw new Error('there is no preset of shapes');
const preset = PRESET;

const CHANGED: StrategyConfig = {
  ...CONFIG,
  seed: 7,
  training: { ...CONFIG.training, steps: 100 },
  rows: CONFIG.rows.slice(0, 2),
};

/** The intervals of a simulated run, and its end. */
function simulate(config: StrategyConfig): [IntervalEvent[], StrategyFinished] {
  const events: IntervalEvent[] = [];
  let hash = '';
  for (let interval = 0; interval < 5; interval++) {
    const event = intervalOf({ run: 1, config, interval, hash });
    hash = event.hash;
    events.push(event);
  }
  const tests = (events.at(-1)?.rows ?? []).map(({ validation }) => ({
    ...{ raw: validation, fast: validation, slow: validation },
  }));
  const finished = {
    kind: 'finished',
    run: 1,
    reason: 'steps',
    tests,
    elapsedMs: 1,
    hash,
  } as const;
  return [events, finished];
}

const digestOf = (config: StrategyConfig) =>
  makeStrategyDigest(...simulate(config), { engine: '1', device: 'wasm' });

/** Reads a link that must hold a run. */
function decoded(link: string) {
  const read = decodeStrategyLink(link, CATALOG);
  if (read.kind !== 'run') throw new Error(`it is ${JSON.stringify(read)}`);
  return read;
}

test('a link holds the searches that rows are steered by', () => {
  const config = smallSearch('asha');
  const read = decoded(encodeStrategyLink(config, preset));
  expect(read.config).toEqual(config);
  expect(read.problems).toEqual([]);
});

test('a link holds the whole configuration and the result', () => {
  const digest = digestOf(CHANGED);
  const read = decoded(encodeStrategyLink(CHANGED, preset, digest));
  expect(read.config).toEqual(CHANGED);
  expect(read.digest).toEqual(digest);
  expect(read.notices).toEqual([]);
});

test('every preset goes through a link in a few hundred characters, from any other', () => {
  for (const each of CATALOG.presets)
    for (const from of CATALOG.presets) {
      const link = encodeStrategyLink(each.config, from);
      expect(decoded(link).config).toEqual(each.config);
      expect(link.length).toBeLessThan(1800);
    }
});

test('a link survives quoting, line breaks and percent signs', () => {
  const link = encodeStrategyLink(CHANGED, preset);
  const mangled = [
    `https://host/app/${link}`,
    `https://host/app/%23/strategy%3F${encodeURIComponent(link.slice('#/strategy?'.length))}`,
    `> ${link.slice(0, 60)}\r\n> ${link.slice(60)}.`,
    link.replaceAll('&', '&amp;'),
  ];
  for (const each of mangled) expect(decoded(each).config).toEqual(CHANGED);
});

test('a link that was changed or cut off says so', () => {
  const link = encodeStrategyLink(CHANGED, preset);
  for (const bad of [link.slice(0, -4), link.replace('s=7', 's=8'), `${link}&s=9`]) {
    const read = decodeStrategyLink(bad, CATALOG);
    expect(read).toMatchObject({ kind: 'broken', notices: [expect.stringContaining('changed')] });
  }
});

test('a value out of its limits is brought within them and said', () => {
  const wild = { ...CHANGED, training: { ...CHANGED.training, steps: 10 ** 9 } };
  const read = decoded(encodeStrategyLink(wild, preset));
  expect(read.config.training.steps).toBe(20_000);
  expect(read.notices.join(' ')).toContain('Updates is 1000000000');
});

test('rows that no form can show break a link', () => {
  const rows = [{ name: 'x', steering: { kind: 'psychic' } }];
  const link = encodeStrategyLink({ ...CONFIG, rows } as unknown as StrategyConfig, preset);
  expect(decodeStrategyLink(link, CATALOG)).toMatchObject({
    kind: 'broken',
    notices: [expect.stringContaining('steering')],
  });
});

test('settings that do not fit together fill the form and cannot run', () => {
  const wrong = { ...CONFIG, training: { ...CONFIG.training, steps: 5 } };
  const read = decoded(encodeStrategyLink(wrong, preset));
  expect(read.config.training.steps).toBe(5);
  expect(read.problems.map(({ path }) => path)).toContain('training.interval');
});

test('a result of other rows is left, and the settings stand', () => {
  const read = decoded(encodeStrategyLink(CONFIG, preset, digestOf(CHANGED)));
  expect(read.digest).toBeNull();
  expect(read.notices.join(' ')).toContain('it is of 2 classifiers, and the settings are of 3');
});

test('a run with the sender’s hashes is identical, and one that differs says from where on', () => {
  const digest = digestOf(CHANGED);
  const [events, finished] = simulate(CHANGED);
  const whole = compareStrategies(digest, events, finished);
  expect(strategyVerdictWords(whole, true)).toBe('Identical, bit for bit, in all 5 intervals.');
  const half = compareStrategies(digest, events.slice(0, 2), null);
  expect(strategyVerdictWords(half, false)).toBe('Identical so far: 2 of 5 intervals.');

  const [others, end] = simulate({ ...CHANGED, seed: 8 });
  const mixed = [...events.slice(0, 3), ...others.slice(3)];
  const alike = compareStrategies(digest, mixed, end);
  expect(alike).toMatchObject({ differsFrom: 3, verdict: 'similar' });
  expect(strategyVerdictWords(alike, true)).toContain('begins in interval 4');

  const worse = {
    ...end,
    tests: end.tests.map((each) => ({ ...each, fast: { ...each.fast, mAP: 0 } })),
  };
  expect(compareStrategies(digest, mixed, worse).verdict).toBe('different');
});

test('a hash that differs only at the end is no longer identical', () => {
  const [events, finished] = simulate(CHANGED);
  const other = { ...finished, hash: '0'.repeat(32) };
  expect(compareStrategies(digestOf(CHANGED), events, other).verdict).toBe('similar');
});

test('in a link of version 1 teams wait for as many experiences as their controllers do', () => {
  const agents = presetOf(CATALOG, 'four-agents');
  const waits = (link: string) => decoded(link).config.teams.map(({ warmUp }) => warmUp);
  expect(waits('#/strategy?v=2&p=four-agents&s=1')).toContain(4);
  expect(new Set(waits('#/strategy?v=1&p=four-agents&s=1'))).toEqual(new Set([undefined]));
  if (!agents) throw new Error('there is no preset of four agents');
  const link = encodeStrategyLink(agents.config, agents);
  expect(link).toMatch(/v=2\./);
  expect(decoded(link).config).toEqual(agents.config);
});
