import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunConfig } from '#core/run-config.ts';
import { isRunAddress } from '#protocol/address.ts';
import { makeDigest } from '#protocol/digest.ts';
import { type DecodedLink, decodeLink, encodeLink } from '#protocol/link.ts';
import { catalog, validConfig } from '../core/catalog-fixture.ts';

const PRESET = 'cartpole-dqn';
const RUN = { engine: '1', device: 'wasm', end: 'target', edits: [] } as const;

/** Links as they were published before links had a check. */
const WITHOUT_CHECK = [
  '#/evolve?p=cartpole-dqn&s=7&v=1',
  '#/evolve?p=cartpole-dqn&s=42&v=1&d=jeyJwb3B1bGF0aW9uU2l6ZSI6MTZ9',
];

const links: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...WITHOUT_CHECK),
  fc
    .record({
      seed: fc.nat(2 ** 32 - 1),
      populationSize: fc.integer({ min: 2, max: 128 }),
      generations: fc.integer({ min: 1, max: 1000 }),
      sent: fc.integer({ min: 0, max: 5 }),
      fitness: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    })
    .map(({ sent, fitness, ...changes }) => {
      const generation = {
        ...{ min: fitness, lowerQuartile: fitness, median: fitness, upperQuartile: fitness },
        ...{ max: fitness, hash: '0123456789abcdef0123456789abcdef' },
      };
      const digest = sent > 0 ? makeDigest(Array(sent).fill(generation), RUN) : null;
      const view = { tab: 'charts', selection: { generation: 3, agent: 17 } };
      return encodeLink({ ...validConfig, ...changes } as RunConfig, catalog, PRESET, {
        digest,
        view,
      });
    }),
);

/** Place where a text is cut in two, as a share of it. */
const place = fc.double({ min: 0, max: 1, noNaN: true });
const insert = (link: string, at: number, piece: string) => {
  const index = Math.round(at * link.length);
  return link.slice(0, index) + piece + link.slice(index);
};
const inQuery = (link: string, change: (query: string) => string) =>
  link.replace(/\?.*/s, (query) => change(query));

const quotedPrintable = (link: string) =>
  link.replaceAll('=', '=3D').replace(/.{40}/g, (line) => `${line}=\r\n`);

/** Changes that mails, chats, trackers and people make to a link without any loss. */
const HARMLESS: readonly ((link: string, at: number) => string)[] = [
  (link) => link.replaceAll('&', '&amp;'),
  (link) => link.replaceAll('&', '&amp;amp;'),
  (link) => link.replaceAll('&', '&#38;'),
  (link) => `#${encodeURIComponent(link.slice(1))}`,
  (link) => `#${encodeURIComponent(encodeURIComponent(link.slice(1)))}`,
  (link) => encodeURIComponent(link),
  (link) => inQuery(link, encodeURIComponent),
  (link) => link.replace('#/', '#'),
  (link) => link.replace('#/', '#//'),
  (link) => link.replace('#/', '#!/'),
  (link) => link.replace('evolve?', 'evolve/?'),
  (link) => link.replace('evolve', 'Evolve'),
  (link) => link.replace('evolve', 'EVOLVE'),
  (link) => `https://example.org/lab/${link}`,
  (link) => `https://example.org/evolve/?utm_source=mail&fbclid=IwAR0${link}`,
  (link) => `<https://example.org/${link}>`,
  (link) => `[the run](https://example.org/${link})`,
  (link) => `“https://example.org/${link}”.`,
  ...[')', '.', '>', '"', '”', '),', '/', '%22', '%3E', '&gt;', '&quot;'].map(
    (end) => (link: string) => `${link}${end}`,
  ),
  (link) => `${link}&utm_source=mail&utm_campaign=7`,
  (link) => `${link}?fbclid=IwAR0abc`,
  (link) => inQuery(link, (query) => `?gclid=abc&${query.slice(1)}`),
  (link) => `${link}#top`,
  ...['\n', '\r\n', '\r\n> ', ' ', '\u00ad', '\u200b', '%0A', '%20', '%C2%AD', '\\'].map(
    (piece) => (link: string, at: number) => insert(link, at, piece),
  ),
  quotedPrintable,
  (link) => quotedPrintable(link).replaceAll('\r\n', ''),
  (link) => link.replaceAll('-', '%2D'),
  (link) => link.replaceAll('-', '‑'),
];

/** Changes that lose a part of a link, or add one. */
const HARMFUL: readonly ((link: string, at: number) => string)[] = [
  (link, at) => link.slice(0, Math.round(at * link.length)),
  (link, at) => insert(link, at, 'x'),
  (link, at) => insert(link, at, '7'),
  (link, at) => insert(link, at, '&s=8&'),
  (link, at) => link.slice(0, Math.round(at * link.length)) + link.slice(at * link.length + 3),
  (link) => link.toLowerCase(),
  (link) => link.toUpperCase(),
  (link) => link.replaceAll('&', '&amp'),
  (link) => link.replaceAll('&', ';'),
  (link) => link.replaceAll('_', ''),
];

const runOf = (decoded: DecodedLink) =>
  decoded.kind === 'run' ? { config: decoded.config, digest: decoded.digest } : null;

test.each(HARMLESS.map((change) => [change(WITHOUT_CHECK[1] ?? '', 0.6), change] as const))(
  '%s is the run that was sent',
  (_, change) => {
    fc.assert(
      fc.property(links, place, (link, at) => {
        const changed = change(link, Math.max(at, 1 / link.length)); // behind the '#'
        expect(runOf(decodeLink(changed, catalog))).toEqual(runOf(decodeLink(link, catalog)));
        expect(isRunAddress(changed)).toBe(true);
      }),
      { numRuns: 6 },
    );
  },
);

test.each([0, 1, 2])(
  'a line of a mail that ends %i characters within “=3D” changes no run',
  (within) => {
    const link = '#evolve?p=cartpole-dqn&s=42&v=1&d=jeyJwb3B1bGF0aW9uU2l6ZSI6MTZ9';
    const sent = decodeLink(link, catalog);
    expect(runOf(sent)?.config.populationSize).toBe(16);
    const source = link.replaceAll('=', '=3D');
    const at = source.indexOf('&d=') + 3 + within - 1;
    for (const end of ['=\r\n', '=\n', '= \r\n', '=']) {
      const mailed = source.slice(0, at) + end + source.slice(at);
      expect(runOf(decodeLink(mailed, catalog)), mailed).toEqual(runOf(sent));
    }
  },
);

test('a line of a mail that ends within a percent-encoded link changes no run', () => {
  const link = '#evolve?p=cartpole-dqn&s=7&v=1';
  const encoded = encodeURIComponent(encodeURIComponent(link.slice(1)));
  for (const end of ['=\r\n', '='])
    for (let at = 0; at <= encoded.length; at++) {
      const mailed = `#${encoded.slice(0, at)}${end}${encoded.slice(at)}&utm_source=mail`;
      expect(runOf(decodeLink(mailed, catalog)), mailed).toEqual(runOf(decodeLink(link, catalog)));
    }
});

test('a link changed in several ways is the run that was sent, or refused', () => {
  const changes = fc.array(fc.tuple(fc.constantFrom(...HARMLESS), place), { maxLength: 3 });
  fc.assert(
    fc.property(links, changes, (link, made) => {
      const changed = made.reduce((text, [change, at]) => change(text, at), link);
      const read = decodeLink(changed, catalog);
      if (read.kind === 'run') expect(runOf(read)).toEqual(runOf(decodeLink(link, catalog)));
    }),
    { numRuns: 200 },
  );
});

test('a link that lost a part of it, or got another, is the run that was sent, or refused', () => {
  const checked = links.filter((link) => !WITHOUT_CHECK.includes(link));
  const changes = fc.array(fc.tuple(fc.constantFrom(...HARMLESS, ...HARMFUL), place), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(checked, changes, (link, made) => {
      const changed = made.reduce((text, [change, at]) => change(text, at), link);
      const read = decodeLink(changed, catalog);
      if (read.kind === 'run') expect(runOf(read)).toEqual(runOf(decodeLink(link, catalog)));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['#/evolve?p=cartpole-dqn&amps=7&v=1', /'amps' where 's' should be/],
  ['#/evolve?P=CARTPOLE-DQN&S=7&V=1', /'P' where 'p' should be/],
  ['#/evolve?p=cartpole-dqn&s=7&s=8', /'s' twice/],
  ['#/evolve?p=cartpole-dqn&s=7&x=jeyJwb3B1bGF0aW9uU2l6ZSI6MTZ9', /where 'd' should be/],
])('%s is refused: its own keys are gone, or there twice', (link, message) => {
  expect(decodeLink(link, catalog)).toMatchObject({
    kind: 'problems',
    problems: [{ message: expect.stringMatching(message) }],
  });
});

test('a seed that was changed by hand is refused until the check is taken out', () => {
  const link = encodeLink(validConfig, catalog, PRESET).replace('s=42', 's=43');
  expect(decodeLink(link, catalog)).toMatchObject({
    kind: 'problems',
    problems: [{ message: expect.stringMatching(/changed.*take '\.[0-9a-f]{6}' out/) }],
  });
  expect(decodeLink(link.replace(/\.[0-9a-f]{6}/, ''), catalog)).toMatchObject({
    config: { seed: 43 },
  });
});

test.each(['', '#', '#/', '#/about', '#/aboutt', '#/compare?ids=evolve', 'nonsense', '#/evolved'])(
  '%j is no run’s address',
  (text) => {
    expect(isRunAddress(text)).toBe(false);
  },
);

test('however long an address is, it is read or refused at once', () => {
  for (const text of ['/', '.', '%', 'evolve?', '&amp;', '=3D', '\n>', '%25'].map((piece) =>
    `#/evolve?p=${piece.repeat(80_000)}`.slice(0, 262_144),
  ))
    expect(decodeLink(text, catalog).kind).toBe('problems');
});
