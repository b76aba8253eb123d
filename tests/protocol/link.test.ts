import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { decodeLink, encodeLink, LINK_VERSION } from '#protocol/link.ts';
import { packJson, unpackJson } from '#protocol/payload.ts';
import { catalog, configWith, validConfig } from '../core/catalog-fixture.ts';

const PRESET = 'cartpole-dqn';
const decode = (link: string) => decodeLink(link, catalog);
const encode = (config: RunConfig) => encodeLink(config, catalog, PRESET);
const withPayload = (json: string) => `#/evolve?p=${PRESET}&s=1&v=1&d=${packJson(json)}`;

/** Valid configurations, near the preset and far from it. */
const configs: fc.Arbitrary<RunConfig> = fc
  .record(
    {
      seed: fc.nat(2 ** 32 - 1),
      populationSize: fc.integer({ min: 2, max: 128 }),
      generations: fc.integer({ min: 1, max: 1000 }),
      network: fc.record({
        ...Object.fromEntries(
          Object.entries(validConfig.network).map(([key, value]) => [key, fc.constant(value)]),
        ),
        encoderHidden: fc.array(fc.integer({ min: 16, max: 256 }), { minLength: 1, maxLength: 3 }),
        activation: fc.constantFrom('relu', 'tanh', 'gelu'),
      }),
      mutation: fc
        .tuple(
          fc.double({ min: 0.01, max: 1, noNaN: true }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.boolean(),
        )
        .map(([none, architecture, mutateElite]) => ({
          ...validConfig.mutation,
          none,
          architecture,
          mutateElite,
        })),
    },
    { requiredKeys: [] },
  )
  .map((changes) => ({ ...validConfig, ...changes }) as RunConfig);

test('a configuration comes back from its link', () => {
  fc.assert(
    fc.property(configs, (config) => {
      expect(decode(encode(config))).toEqual({ kind: 'run', config, preset: PRESET, notices: [] });
    }),
  );
});

test('links are made of harmless letters, do not end in punctuation, and stay short', () => {
  fc.assert(
    fc.property(configs, (config) => {
      const link = encode(config);
      expect(link).toMatch(
        /^#\/evolve\?p=[a-z0-9-]+&s=\d+&v=\d+(&d=[jz][A-Za-z0-9_-]*[A-Za-z0-9])?$/,
      );
      expect(link.length).toBeLessThan(1800);
    }),
  );
});

test('equal configurations give equal links, whatever the order of their keys', () => {
  const turned = Object.fromEntries(Object.entries(configWith('populationSize', 8)).reverse());
  expect(encode(turned as unknown as RunConfig)).toBe(
    encode(configWith('populationSize', 8) as unknown as RunConfig),
  );
});

test('links published with version 1 keep their meaning', () => {
  const golden = [
    ['#/evolve?p=cartpole-dqn&s=7&v=1', { ...validConfig, seed: 7 }],
    [
      '#/evolve?p=cartpole-dqn&s=42&v=1&d=jeyJwb3B1bGF0aW9uU2l6ZSI6MTZ9',
      { ...validConfig, populationSize: 16 },
    ],
    [
      '#/evolve?p=cartpole-dqn&s=42&v=1&d=zXY69DoMwDITfxXOEwl-HrFWl7h2rDhFYEBUcZAyIIt69bsvUzefzfb4NGiRkLyHSCK6wBvpJvhLcBr6SMB_KJmlWGmg4LtKCg4FxRJ4DNXCE8NIFQXDCExqgSDrbJCt3FShL5Oc_E8RTq3GkKtbI11DXqOt7npk8exjoFEoCLj0pY8QONftrJnFi8r26t_DSP4UeCPtAnz7qMw6dX89-8FWQFVxprd33Nw',
      {
        ...validConfig,
        generations: 40,
        network: {
          ...validConfig.network,
          activation: 'tanh',
          encoderHidden: [32, 32],
          latent: 16,
        },
        mutation: {
          ...validConfig.mutation,
          activation: 0.125,
          growth: 'preserving',
          mutateElite: true,
          none: 0.25,
        },
        selection: { ...validConfig.selection, tournamentSize: 4 },
        training: { ...validConfig.training, replayCapacity: 5000 },
      },
    ],
  ] as const;
  for (const [link, config] of golden)
    expect(decode(link)).toEqual({ kind: 'run', config, preset: PRESET, notices: [] });
});

test('a link need not carry version, seed or difference', () => {
  expect(decode(`#/evolve?p=${PRESET}`)).toMatchObject({ kind: 'run', config: validConfig });
  expect(decode(`https://host/app/#/evolve?p=${PRESET}&t=lineage&g=17&a=3`)).toMatchObject({
    kind: 'run',
    notices: [],
  });
});

test.each(['', '#', '#/', '#/evolve', '#/about', '#/evolve?t=lineage', '#/evolve?=1', 'nonsense'])(
  '%j holds no run',
  (link) => {
    expect(decode(link)).toEqual({ kind: 'none' });
  },
);

test.each([
  ['#/evolve?p=chess&s=1&v=1', 'p', /'chess'.*'cartpole-dqn'/],
  ['#/evolve?s=1', 'p', /names the preset ''/],
  [`#/evolve?p=${PRESET}&s=minus`, 'seed', /"minus".*whole number/],
  [`#/evolve?p=${PRESET}&s=4294967296`, 'seed', /4294967296/],
  [`#/evolve?p=${PRESET}&v=0`, 'v', /'0'/],
  [`#/evolve?p=${PRESET}&v=1e3`, 'v', /'1e3'/],
  [`#/evolve?p=${PRESET}&d=`, 'd', /cut off or changed/],
  [`#/evolve?p=${PRESET}&d=jAA`, 'd', /cut off or changed/],
  [`#/evolve?p=${PRESET}&d=qAAAA`, 'd', /must be j or z/],
  [`#/evolve?p=${PRESET}&d=zAAAA`, 'd', /cut off or changed/],
  [withPayload('{"populationSize":129}'), 'populationSize', /from 1 to 128/],
  [withPayload('{"mood":1}'), 'mood', /no such field/],
  [withPayload('{"__proto__":{"seed":1}}'), '__proto__', /no such field/],
  [withPayload('{"network":null}'), 'network', /missing/],
  [withPayload('[]'), 'd', /must hold an object/],
  [withPayload('null'), 'd', /must hold an object/],
  [withPayload('{"seed":1,'), 'd', /does not unpack/],
])('%s has a problem with %j', (link, path, message) => {
  const decoded = decode(link);
  expect(decoded.kind).toBe('problems');
  if (decoded.kind === 'problems')
    expect(decoded.problems).toContainEqual(
      expect.objectContaining({ path, message: expect.stringMatching(message) }),
    );
});

test('a newer link is read as far as it is known, with a notice', () => {
  const d = packJson('{"mood":"good","populationSize":8,"network":{"dropout":0.1}}');
  const decoded = decode(`#/evolve?p=${PRESET}&s=42&v=${LINK_VERSION + 1}&d=${d}`);
  expect(decoded).toMatchObject({ kind: 'run', config: { ...validConfig, populationSize: 8 } });
  if (decoded.kind !== 'run') return;
  expect(decoded.notices[0]).toMatch(/newer version/);
  expect(decoded.notices.slice(1).join()).toMatch(/mood.*network\.dropout/);
});

test('a newer link that cannot be read has its notice and its problems', () => {
  const link = `#/evolve?p=${PRESET}&v=${LINK_VERSION + 1}&d=${packJson('{"populationSize":"many"}')}`;
  expect(decode(link)).toMatchObject({
    kind: 'problems',
    notices: [expect.stringMatching(/newer version/)],
  });
});

test('an unknown part of a link is left out with a notice', () => {
  expect(decode(`#/evolve?p=${PRESET}&x=1`)).toMatchObject({
    kind: 'run',
    notices: [expect.stringMatching(/'x'/)],
  });
});

test('a link that would inflate to megabytes is a problem, at once', { timeout: 30_000 }, () => {
  const bomb = (megabytes: number) =>
    `z${Buffer.from(deflateSync(new Uint8Array(megabytes * 1e6).fill(32), { level: 9 })).toString('base64url')}`;
  const links = [
    ...[bomb(1), bomb(12), bomb(30), `j${'A'.repeat(3e6)}`].map(
      (d) => `#/evolve?p=${PRESET}&d=${d}`,
    ),
    withPayload(`${'{"network":'.repeat(5000)}1${'}'.repeat(5000)}`),
  ];
  const before = performance.now();
  for (const link of links) expect(decode(link).kind).toBe('problems');
  expect(performance.now() - before).toBeLessThan(1000);
});

test('1,000 hostile links give nothing, problems, or a configuration that is valid', {
  timeout: 60_000,
}, () => {
  const real = configs.map(encode);
  const mangled = fc
    .tuple(
      real,
      fc.array(
        fc.tuple(
          fc.nat(),
          fc.constantFrom('replace', 'insert', 'delete', 'cut'),
          fc.string({ maxLength: 3 }),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([link, edits]) =>
      edits.reduce((text, [position, how, piece]) => {
        const at = position % (text.length + 1);
        if (how === 'cut') return text.slice(0, Math.max(at, 30));
        return (
          text.slice(0, at) +
          (how === 'delete' ? '' : piece) +
          text.slice(how === 'insert' ? at : at + 1)
        );
      }, link),
    );
  const foreign = fc
    .tuple(fc.jsonValue(), fc.constantFrom('1', '2', '999999', '-1', 'x'), fc.string())
    .map(
      ([value, version, seed]) =>
        `#/evolve?p=${PRESET}&s=${seed}&v=${version}&d=${packJson(JSON.stringify(value))}`,
    );
  const noise = fc
    .string({ unit: 'binary', maxLength: 200 })
    .map((text) => `#/evolve?p=${PRESET}&d=${text}`);
  fc.assert(
    fc.property(fc.oneof(mangled, foreign, noise, fc.string()), (link) => {
      const decoded = decode(link);
      if (decoded.kind === 'problems') expect(decoded.problems.length).toBeGreaterThan(0);
      if (decoded.kind === 'run') expect(parseRunConfig(decoded.config, catalog).ok).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('what is not even text holds no run', () => {
  for (const input of [undefined, null, 5, {}, Symbol('s')])
    expect(decode(input as unknown as string)).toEqual({ kind: 'none' });
});

test('an unknown preset cannot be encoded', () => {
  expect(() => encodeLink(validConfig, catalog, 'chess')).toThrow(/no preset 'chess'/);
});

test('payloads go there and back, short and long', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 2 }), fc.nat(50), (value, times) => {
      const json = JSON.stringify([...Array(times)].fill(value));
      fc.pre(json.length < 20_000); // longer ones may exceed what is read
      const payload = packJson(json);
      expect(unpackJson(payload)).toEqual({ ok: true, value: JSON.parse(json) });
      expect(payload).toMatch(/[A-Za-z0-9]$/);
    }),
  );
});

test('no more than 65,536 bytes are read of a payload, however short it is', () => {
  const text = (bytes: number) => JSON.stringify('a'.repeat(bytes - 2));
  expect(unpackJson(packJson(text(65_536)))).toMatchObject({ ok: true });
  expect(unpackJson(packJson(text(65_537)))).toMatchObject({
    ok: false,
    message: expect.stringMatching(/more than 65536/),
  });
});

test('a deflated payload does not end in punctuation either', () => {
  for (let i = 0; i < 200; i++)
    expect(packJson(JSON.stringify(Array.from({ length: 60 }, (_, j) => (i + 1000) * j)))).toMatch(
      /^z.*[A-Za-z0-9]$/,
    );
});
