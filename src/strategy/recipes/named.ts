import type { Seat } from '#core/strategy/seats.ts';
import { AUGMENTATIONS, type AugmentationChoice } from './augmentations.ts';
import { OPTIMIZERS, type OptimizerChoice } from './optimizers.ts';
import { SCHEDULES, type ScheduleChoice } from './schedules.ts';

/** A seat's choice by its id. Each throws a RangeError where there is none. */

export const augmentationNamed = (id: string): AugmentationChoice =>
  find<AugmentationChoice>(AUGMENTATIONS, id, 'augmentation');
export const optimizerNamed = (id: string): OptimizerChoice =>
  find<OptimizerChoice>(OPTIMIZERS, id, 'optimizer');
export const scheduleNamed = (id: string): ScheduleChoice =>
  find<ScheduleChoice>(SCHEDULES, id, 'schedule');

function find<T>(choices: Readonly<Record<string, T>>, id: string, seat: Seat): T {
  const choice = Object.hasOwn(choices, id) ? choices[id] : undefined;
  if (!choice)
    throw new RangeError(`there is no ${seat} '${id}', only ${Object.keys(choices).join(', ')}`);
  return choice;
}
