import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOMAIN_LIMITS, domainProblems } from '#datasets/domain-problems.ts';
import { DOMAINS, type DomainSettings } from '#datasets/domains.ts';
import { openDomain } from '#datasets/draw-images.ts';

const SHAPES: DomainSettings = DOMAINS.shapes.settings;

test.each(Object.entries(DOMAINS))('%s can be met as it is', (_, { settings }) => {
  expect(domainProblems(settings)).toEqual([]);
});

test.each([
  [{ texture: 2 }, 'texture is 2; it must be a number from 0 to 1'],
  [{ size: 20.5 }, 'size is 20.5; it must be a whole number from 16 to 64'],
  [{ clutter: Number.NaN }, 'clutter is NaN; it must be a number from 0 to 10'],
  [{ smallest: 0.6, largest: 0.5 }, 'smallest is 0.6; it must be no more than largest, 0.5'],
  [{ classes: 20 }, 'classes is 20; of shapes there are 12'],
  [{ kind: 'scenes' }, 'styles is empty; scenes need one of noto, fluent, twemoji at least'],
  [{ labelCount: { extra: 1, most: 13 } }, 'labelCount.most is 13; it must be a whole number from'],
  [{ labelCount: { extra: 5, most: 12 }, longTail: 4 }, 'a long tail of 4 over 12 classes'],
  [{ images: { ...SHAPES.images, test: 0 } }, 'images.test is 0; it must be a whole number from 1'],
] as const)('%j is a problem: %s', (change, message) => {
  const [problem] = domainProblems({ ...SHAPES, ...change } as DomainSettings);
  expect(problem?.message).toContain(message);
  expect(
    problem?.message.startsWith('a long tail') || problem?.message.startsWith(problem.path),
  ).toBe(true);
});

test('whatever is within the limits and no problem can be drawn', () => {
  const names = Object.keys(DOMAIN_LIMITS) as (keyof typeof DOMAIN_LIMITS)[];
  const changes = fc.record(
    Object.fromEntries(
      names.map((name) => {
        const { least, most } = DOMAIN_LIMITS[name];
        const whole = 'whole' in DOMAIN_LIMITS[name];
        return [
          name,
          name === 'classes'
            ? fc.constant(12)
            : whole
              ? fc.integer({ min: least, max: most })
              : fc.double({ min: least, max: most, noNaN: true }),
        ];
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
