import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DomainSettings } from '#core/strategy/domain.ts';
import { DOMAIN_FIELDS } from '#core/strategy/strategy-fields.ts';
import { domainProblems } from '#datasets/domain-problems.ts';
import { DOMAINS } from '#datasets/domains.ts';
import { openDomain } from '#datasets/draw-images.ts';

const SHAPES: DomainSettings = DOMAINS.shapes.settings;

test.each(Object.entries(DOMAINS))('%s can be met as it is', (_, { settings }) => {
  expect(domainProblems(settings)).toEqual([]);
});

test.each([
  [{ smallest: 0.6, largest: 0.5 }, 'smallest is 0.6; it must be no more than largest, 0.5'],
  [{ classes: 20 }, 'classes is 20; of shapes there are 12'],
  [{ kind: 'scenes' }, 'styles is empty; scenes need one of noto, fluent, twemoji at least'],
  [
    { labelCount: { extra: 1, most: 13 } },
    'labelCount.most is 13; it must be no more than the 12 classes',
  ],
  [{ labelCount: { extra: 5, most: 12 }, longTail: 4 }, 'a long tail of 4 over 12 classes'],
] as const)('%j is a problem: %s', (change, message) => {
  const [problem] = domainProblems({ ...SHAPES, ...change } as DomainSettings);
  expect(problem?.message).toContain(message);
  expect(
    problem?.message.startsWith('a long tail') || problem?.message.startsWith(problem.path),
  ).toBe(true);
});

test('whatever is within the limits and no problem can be drawn', () => {
  const changes = fc.record(
    Object.fromEntries(
      DOMAIN_FIELDS.flatMap((field) => {
        const name = field.path.replace('data.', '');
        if (name.includes('.') || name === 'classes') return [];
        if (field.kind === 'integer')
          return [[name, fc.integer({ min: field.lowest, max: field.highest })]];
        if (field.kind !== 'real') return [];
        return [[name, fc.double({ min: field.lowest, max: field.highest, noNaN: true })]];
      }),
    ),
  );
  fc.assert(
    fc.property(changes, fc.double({ min: 0, max: 3, noNaN: true }), (change, extra) => {
      const settings = { ...SHAPES, ...change, labelCount: { extra, most: 6 } } as DomainSettings;
      if (domainProblems(settings).length > 0) return;
      const { pixels } = openDomain(settings, 1).image('train', 0);
      expect(pixels).toHaveLength(settings.size * settings.size * 3);
    }),
    { numRuns: 12 },
  );
});
