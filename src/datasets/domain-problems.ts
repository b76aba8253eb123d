import type { Problem } from '#core/problem.ts';
import { type DomainSettings, STYLES } from '#core/strategy/domain.ts';
import { SHAPE_CLASSES } from './images/shape-stamps.ts';
import { meanLabelCount } from './labels/label-count.ts';
import { longTail } from './labels/long-tail.ts';

/** Returns the problems between settings that are each within their limits, in words; none where they go together. */
export function domainProblems(settings: DomainSettings): readonly Problem[] {
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
