import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { decodeLink, encodeLink, LINK_VERSION } from '#protocol/link.ts';
import { migrate } from '#protocol/migrations.ts';
import { MAX_BYTES, packJson, TooLong, unpackJson } from '#protocol/payload.ts';
import { getAt } from '#store/set-up/configuration.ts';
import { catalog, configWith, validConfig } from '../core/catalog-fixture.ts';

const PRESET = 'cartpole-dqn';
const decode = (link: string) => decodeLink(link, catalog);
const encode = (config: RunConfig) => encodeLink(config, catalog, PRESET);
const withPayload = (json: string) => `#/evolve?p=${PRESET}&s=1&v=1&d=${packJson(json)}`;

/** Returns the reading of a link that holds a run and nothing else. */
const plain = (config: RunConfig) => ({
  kind: 'run',
  config,
  problems: [],
  corrected: [],
  preset: PRESET,
  view: {},
  controls: { hidden: [], locked: [] },
  digest: null,
  foreign: null,
  notices: [],
});

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
      expect(decode(encode(config))).toEqual(plain(config));
    }),
  );
});

test('links are made of harmless letters, do not end in punctuation, and stay short', () => {
  fc.assert(
    fc.property(configs, (config) => {
      const link = encode(config);
      expect(link).toMatch(
        /^#\/evolve\?v=\d+\.[0-9a-f]{6}&p=[a-z0-9-]+&s=\d+(&d=[jz][A-Za-z0-9_-]*[A-Za-z0-9])?$/,
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

test('a link holds which chart is shown and what the genealogy’s colours say', () => {
  const view = {
    tab: 'charts',
    chart: 'parallel',
    colouring: 'learningRate',
    selection: { generation: 3, agent: 9 },
  };
  const link = encodeLink(validConfig, catalog, PRESET, { view });
  expect(link).toMatch(/&t=charts&c=parallel&l=learningRate&g=3&a=9$/);
  expect(decode(link)).toEqual({ ...plain(validConfig), view });
  expect(decode(`${encode(validConfig)}&c=1<script>&l=a.b`)).toEqual(plain(validConfig));
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
  for (const [link, config] of golden) expect(decode(link)).toEqual(plain(config));
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
  [`#/evolve?p=${PRESET}&v=0`, 'v', /'0'/],
  [`#/evolve?p=${PRESET}&v=1e3`, 'v', /'1e3'/],
  [`#/evolve?p=${PRESET}&s=minus`, 's', /Seed is "minus".*whole number/],
  [`#/evolve?p=${PRESET}&d=`, 'd', /cut off or changed/],
  [`#/evolve?p=${PRESET}&d=jAA`, 'd', /cut off or changed/],
  [`#/evolve?p=${PRESET}&d=qAAAA`, 'd', /must be j or z/],
  [`#/evolve?p=${PRESET}&d=zAAAA`, 'd', /cut off or changed/],
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

test.each([
  ['&s=4294967296', 'seed', /4294967296.*; 4294967295 was taken/, 4294967295],
  ['{"populationSize":129}', 'populationSize', /from 1 to 128; 128 was taken/, 128],
  ['{"populationSize":1e99}', 'populationSize', /1e\+99.*; 128 was taken/, 128],
  ['{"populationSize":5.6}', 'populationSize', /5.6.*; 6 was taken/, 6],
  ['{"populationSize":"many"}', 'populationSize', /"many".*; 6 was taken/, 6],
  ['{"populationSize":null}', 'populationSize', /missing.*; 6 was taken/, 6],
  ['{"network":{"encoderHidden":[9999,64,64]}}', 'network.encoderHidden', /9999/, [512, 64, 64]],
  ['{"network":{"activation":"sine"}}', 'network.activation', /"sine"/, 'relu'],
  ['{"selection":7}', 'selection.tournamentSize', /missing/, 2],
])('what cannot stay in %s is the nearest that can, and is told', (text, path, message, value) => {
  const decoded = decode(
    text.startsWith('&') ? `#/evolve?p=${PRESET}&v=1${text}` : withPayload(text),
  );
  expect(decoded.kind).toBe('run');
  if (decoded.kind !== 'run') return;
  const told = decoded.corrected.find((problem) => problem.path === path);
  expect(told?.message).toMatch(message);
  expect(getAt(decoded.config, path)).toEqual(value);
});

test('settings that do not fit together are read, and said not to', () => {
  const decoded = decode(withPayload('{"populationSize":0}'));
  expect(decoded).toMatchObject({
    kind: 'run',
    config: { populationSize: 1 },
    corrected: [{ path: 'populationSize' }],
    problems: [{ path: 'selection.tournamentSize' }],
  });
});

test('another algorithm brings what it declares where a link leaves it out', () => {
  const other = catalog.algorithms.find(({ id }) => id !== 'dqn');
  if (!other) throw new Error('the catalog has one algorithm only');
  const decoded = decode(withPayload(JSON.stringify({ algorithm: other.id })));
  if (decoded.kind !== 'run') throw new Error(decoded.kind);
  for (const { name, initial } of other.hyperparameters)
    if (!(name in validConfig.hyperparameters))
      expect(decoded.config.hyperparameters[name]?.value).toBe(initial);
});

test('a newer link is read as far as it is known, with a notice, and handed on whole', () => {
  const json = '{"mood":"good","network":{"dropout":0.1},"populationSize":8}';
  const link = `#/evolve?p=${PRESET}&s=42&v=${LINK_VERSION + 1}&d=${packJson(json)}&x=1`;
  const decoded = decode(link);
  expect(decoded).toMatchObject({ kind: 'run', config: { ...validConfig, populationSize: 8 } });
  if (decoded.kind !== 'run') return;
  expect(decoded.notices[0]).toMatch(/newer version/);
  expect(decoded.notices[1]).toMatch(/'x', network\.dropout, mood.*stays in the link/);
  const { config, foreign } = decoded;
  const again = encodeLink(config, catalog, PRESET, { foreign });
  expect(decode(again)).toEqual(decoded);
  expect(again).toMatch(new RegExp(`v=${LINK_VERSION + 1}\\..*&d=${packJson(json)}&x=1$`));
});

test('a newer link that cannot be read has its notice and its problems', () => {
  const link = `#/evolve?p=${PRESET}&v=${LINK_VERSION + 1}&d=${packJson('[1]')}`;
  expect(decode(link)).toMatchObject({
    kind: 'problems',
    notices: [expect.stringMatching(/newer version/)],
  });
});

test('unknown parts stay in the link while they are small', () => {
  const unknown = decode(`#/evolve?p=${PRESET}&x=1`);
  expect(unknown).toMatchObject({
    kind: 'run',
    foreign: { keys: [['x', '1']], changes: {} },
    notices: [expect.stringMatching(/'x'.*stays in the link/)],
  });
  const large = decode(withPayload(`{"mood":"${'very '.repeat(300)}good"}`));
  expect(large).toMatchObject({
    kind: 'run',
    foreign: null,
    notices: [expect.stringMatching(/mood.*left out/)],
  });
});

test('a key that names a prototype is a key like any other', () => {
  const decoded = decode(withPayload('{"__proto__":{"seed":1},"network":{"__proto__":{"x":1}}}'));
  expect(decoded).toMatchObject({ kind: 'run', config: { ...validConfig, seed: 1 } });
  expect(({} as { x?: number }).x).toBeUndefined();
});

test('what a link shows of the page comes back from it', () => {
  const names = fc.uniqueArray(fc.constantFrom('network', 'tree', 'selection.tournamentSize'));
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(100_000), names, names, (generation, agent, hidden, rest) => {
      const locked = rest.filter((name) => !hidden.includes(name));
      const beside = { generation: agent % 1001, agent: generation };
      const view = { tab: 'charts', selection: { generation, agent }, beside };
      const controls = { hidden, locked };
      const link = encodeLink(validConfig, catalog, PRESET, { view, controls });
      expect(decode(link)).toEqual({ ...plain(validConfig), view, controls });
    }),
  );
});

test('what a link leaves open and tells a class comes back from it', () => {
  const goal = fc.option(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { nil: null });
  const text = fc.string({ unit: 'grapheme', maxLength: 150 }).map((any) => `Why? ${any}\n– try.`);
  fc.assert(
    fc.property(text, goal, (typed, wanted) => {
      const shown = typed.replaceAll(/[^\P{C}\n]/gu, '').trim();
      const lesson = { text: typed, goal: wanted === 0 ? 0 : wanted };
      const controls = { hidden: [], locked: ['algorithm'], open: ['hyperparameters.gamma'] };
      const link = encodeLink(validConfig, catalog, PRESET, { controls: { ...controls, lesson } });
      expect(decode(link)).toEqual({
        ...plain(validConfig),
        controls: { ...controls, lesson: { ...lesson, text: shown } },
      });
    }),
  );
});

test('a lesson that was cut off or made up is told, and the run is as it was sent', () => {
  const controls = { hidden: [], locked: [], lesson: { text: 'What does γ do?', goal: 300 } };
  const link = encodeLink(validConfig, catalog, PRESET, { controls });
  const part = /&m=([\w-]+)/.exec(link)?.[1] ?? '';
  const made = (lesson: unknown) => packJson(JSON.stringify(lesson));
  const hostile = [
    ...['', part.slice(0, -4), 'z', '<b>'],
    ...[{}, [], 'text', { text: 3 }, { goal: '3' }, { goal: 1e13 }, { text: 'x'.repeat(601) }].map(
      made,
    ),
  ];
  for (const each of hostile)
    expect(decode(link.replace(/&m=[\w-]+/, `&m=${encodeURIComponent(each)}`)), each).toEqual({
      ...plain(validConfig),
      notices: [
        'The link holds a lesson that cannot be read: it was changed or cut off on its way.',
      ],
    });
});

test('a control that the page does not have is kept and told', () => {
  const decoded = decode(`#/evolve?p=${PRESET}&h=tree,telepathy`);
  expect(decoded).toMatchObject({
    controls: { hidden: ['tree', 'telepathy'] },
    notices: [expect.stringMatching(/telepathy/)],
  });
});

test('two agents side by side stand in a link, and what names none is told', () => {
  const view = { beside: { generation: 17, agent: 37 } };
  const link = encodeLink(validConfig, catalog, PRESET, { view });
  expect(link).toMatch(/&b=17\.37$/);
  expect(decode(link)).toEqual({ ...plain(validConfig), view });
  const hostile = ['', '17', '17.', '.37', '17.37.1', '-1.2', '1e3.2', '1.5.', '<b>1</b>', '17,37'];
  for (const text of [...hostile, '1'.repeat(10_000), '1234567.1', '1.1234567890'])
    expect(decode(`#/evolve?p=${PRESET}&b=${encodeURIComponent(text)}&s=42`)).toEqual({
      ...plain(validConfig),
      notices: [
        `The link sets '${text.slice(0, 20)}' beside the selected agent; it must be a generation and an agent, as 17.37.`,
      ],
    });
  for (const pair of ['g=17', 'a=3', 'g=x&a=3', 'g=17&a=-1', 'g=1.5&a=3', 'g=&a='])
    expect(decode(`#/evolve?p=${PRESET}&s=42&${pair}`)).toEqual({
      ...plain(validConfig),
      notices: [expect.stringMatching(/^The link points at agent '.*' in generation '.*'; both/)],
    });
});

test('links of each part that was ever published keep their meaning', () => {
  expect(decode(`#/evolve?p=${PRESET}&s=42&v=1&t=charts&g=17&a=37&h=network,tree&k=seed`)).toEqual({
    ...plain(validConfig),
    view: { tab: 'charts', selection: { generation: 17, agent: 37 } },
    controls: { hidden: ['network', 'tree'], locked: ['seed'] },
  });
});

test('a chain of migrations brings a difference of any version to today', () => {
  const chain = [
    (changes: unknown) => ({ ...(changes as object), second: true }),
    (changes: unknown) => ({ ...(changes as object), third: true }),
  ];
  expect(migrate({ first: true }, 1, chain)).toEqual({ first: true, second: true, third: true });
  expect(migrate({ first: true }, 2, chain)).toEqual({ first: true, third: true });
  expect(migrate({ first: true }, 3, chain)).toEqual({ first: true });
  expect(migrate({ first: true }, 99, chain)).toEqual({ first: true });
});

test('a link that would inflate to megabytes is a problem', { timeout: 30_000 }, () => {
  const bomb = (megabytes: number) =>
    `z${Buffer.from(deflateSync(new Uint8Array(megabytes * 1e6).fill(32), { level: 9 })).toString('base64url')}`;
  const links = [
    ...[bomb(1), bomb(12), bomb(30), `j${'A'.repeat(3e6)}`].map(
      (d) => `#/evolve?p=${PRESET}&d=${d}`,
    ),
    withPayload(`${'{"network":'.repeat(5000)}1${'}'.repeat(5000)}`),
  ];
  for (const link of links.slice(0, 4))
    expect(decode(link)).toMatchObject({
      problems: [
        { message: expect.stringMatching(/more than \d+ bytes|there may be|does not unpack/) },
      ],
    });
  expect(decode(links[4] ?? '').kind).toBe('run'); // nested too deeply to be believed
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
      if (decoded.kind !== 'run') return;
      const { config, problems, foreign, view, controls, digest } = decoded;
      expect(parseRunConfig(config, catalog).ok).toBe(problems.length === 0);
      // A link that was read can be written, and is then read the same.
      const again = decode(
        encodeLink(config, catalog, PRESET, { foreign, view, controls, digest }),
      );
      expect(again).toMatchObject({ kind: 'run', config, view, controls });
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

test('no more bytes are written into a payload than are read of one', () => {
  const text = (bytes: number) => JSON.stringify('a'.repeat(bytes - 2));
  expect(unpackJson(packJson(text(MAX_BYTES)))).toMatchObject({ ok: true });
  expect(() => packJson(text(MAX_BYTES + 1))).toThrow(TooLong);
  const large = Buffer.from(deflateSync(Buffer.from(text(MAX_BYTES + 1)))).toString('base64url');
  expect(unpackJson(`z${large}`)).toMatchObject({
    ok: false,
    message: expect.stringMatching(new RegExp(`more than ${MAX_BYTES}`)),
  });
});

test('a deflated payload does not end in punctuation either', () => {
  for (let i = 0; i < 200; i++)
    expect(packJson(JSON.stringify(Array.from({ length: 60 }, (_, j) => (i + 1000) * j)))).toMatch(
      /^z.*[A-Za-z0-9]$/,
    );
});
