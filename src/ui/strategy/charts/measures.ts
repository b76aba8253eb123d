import type { ValidationFigures } from '#core/strategy/figures.ts';

interface Measure {
  readonly label: string;
  /** Completes 'It is …'. */
  readonly about: string;
  readonly of: (figures: ValidationFigures) => number | null;
}

/** Measures of a classifier on the validation images, all as shares. */
export const MEASURES = {
  mAP: {
    label: 'mAP',
    about: 'the mean of the classes’ average precisions: each class counts alike, however rare',
    of: ({ mAP }) => mAP,
  },
  head: {
    label: 'Head AP',
    about: 'the mean average precision of the most frequent classes',
    of: ({ head }) => head,
  },
  mid: {
    label: 'Mid AP',
    about: 'the mean average precision of the classes between head and tail',
    of: ({ mid }) => mid,
  },
  tail: {
    label: 'Tail AP',
    about: 'the mean average precision of the rarest classes',
    of: ({ tail }) => tail,
  },
  tailF1: {
    label: 'Tail F1',
    about:
      'the mean of the rarest quarter’s F1 scores, where a class counts as seen from a probability of ½ on',
    of: ({ tailF1 }) => tailF1,
  },
  macroF1: {
    label: 'Macro F1',
    about: 'the mean of the classes’ F1 scores',
    of: ({ macroF1 }) => macroF1,
  },
  perClassF1: {
    label: 'CF1',
    about: 'the harmonic mean of the classes’ mean precision and their mean recall',
    of: ({ perClassF1 }) => perClassF1,
  },
  overallF1: {
    label: 'OF1',
    about: 'the F1 score over all labels of all classes together: frequent classes count more',
    of: ({ overallF1 }) => overallF1,
  },
} as const satisfies Record<string, Measure>;

type MeasureId = keyof typeof MEASURES;

const isMeasure = (name: string): name is MeasureId => Object.hasOwn(MEASURES, name);

/** The measure of an id, or mAP. */
export const measureOf = (name: string): Measure & { readonly id: MeasureId } => {
  const id = isMeasure(name) ? name : 'mAP';
  return { id, ...MEASURES[id] };
};

export const MEASURE_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(MEASURES).map(([id, { label }]) => [id, label]),
);
