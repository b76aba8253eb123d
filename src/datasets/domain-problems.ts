import { describeValue } from '#core/plain-data.ts';
import type { Problem } from '#core/problem.ts';
import type { DomainSettings } from './domains.ts';
import { SHAPE_CLASSES } from './images/shape-stamps.ts';
import { SPLITS } from './keys.ts';
import { meanLabelCount } from './labels/label-count.ts';
import { longTail } from './labels/long-tail.ts';
import { SPRITE_CLASSES, STYLES } from './sprites/catalogue.ts';

interface Limits {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** Within which each setting may be moved. */
export const DOMAIN_LIMITS = {
  size: { least: 16, most: 64, whole: true },
  classes: { least: 11, most: SPRITE_CLASSES.length, whole: true },
  longTail: { least: 0, most: 5 },
  order: { least: 0, most: 2 ** 31 - 1, whole: true },
  coOccurrence: { least: 0, most: 4 },
  sceneColour: { least: 0, most: 1 },
  texture: { least: 0, most: 1 },
  clutter: { least: 0, most: 10 },
  smallest: { least: 0.1, most: 1 },
  largest: { least: 0.1, most: 1 },
  lean: { least: 0, most: 3 },
  tint: { least: 0, most: 0.5 },
  dropped: { least: 0, most: 0.9 },
  added: { least: 0, most: 0.2 },
} as const satisfies Partial<Record<keyof DomainSettings, Limits>>;

const LABEL_LIMITS = {
  extra: { least: 0, most: 6 },
  most: { least: 1, most: 12, whole: true },
} as const satisfies Record<keyof DomainSettings['labelCount'], Limits>;

const IMAGE_LIMITS = { least: 1, most: 20_000, whole: true };

/** What of the settings cannot be met, in words; nothing where all can. */
export function domainProblems(settings: DomainSettings): readonly Problem[] {
  const numbers: readonly (readonly [string, number, Limits])[] = [
    ...Object.entries(DOMAIN_LIMITS).map(
      ([name, limits]) => [name, settings[name as keyof typeof DOMAIN_LIMITS], limits] as const,
    ),
    ...Object.entries(LABEL_LIMITS).map(
      ([name, limits]) =>
        [
          `labelCount.${name}`,
          settings.labelCount[name as keyof typeof LABEL_LIMITS],
          limits,
        ] as const,
    ),
    ...SPLITS.map((split) => [`images.${split}`, settings.images[split], IMAGE_LIMITS] as const),
  ];
  const outside = numbers.flatMap(([path, value, limits]) => outsideOf(path, value, limits));
  return outside.length > 0 ? outside : contradictions(settings);
}

function outsideOf(path: string, value: number, { least, most, whole }: Limits): Problem[] {
  const fits = value >= least && value <= most && (!whole || Number.isInteger(value));
  if (fits) return [];
  const kind = whole ? 'a whole number' : 'a number';
  const message = `${path} is ${describeValue(value)}; it must be ${kind} from ${least} to ${most}`;
  return [{ path, value, message }];
}

/** Of settings that are each within their limits. */
function contradictions(settings: DomainSettings): Problem[] {
  const { kind, classes, styles, smallest, largest, labelCount } = settings;
  const problems: Problem[] = [];
  const wrong = (path: string, value: unknown, message: string) =>
    problems.push({ path, value, message });
  if (smallest > largest)
    wrong(
      'smallest',
      smallest,
      `smallest is ${smallest}; it must be no more than largest, ${largest}`,
    );
  if (kind === 'shapes' && classes !== SHAPE_CLASSES.length)
    wrong('classes', classes, `classes is ${classes}; of shapes there are ${SHAPE_CLASSES.length}`);
  if (kind === 'scenes' && styles.length === 0)
    wrong('styles', styles, `styles is empty; scenes need one of ${STYLES.join(', ')} at least`);
  if (labelCount.most > classes)
    wrong(
      'labelCount.most',
      labelCount.most,
      `labelCount.most is ${labelCount.most}; it must be no more than the ${classes} classes`,
    );
  try {
    longTail(classes, settings.longTail, meanLabelCount(labelCount));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    wrong('longTail', settings.longTail, error.message);
  }
  return problems;
}
