import type { Problem } from '#core/problem.ts';
import type { Split } from '#core/strategy/domain.ts';
import type { DataFacts, ThresholdCurve } from '#core/strategy/figures.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { OwnData } from '#core/strategy/strategy-config.ts';

/** Description of a data set; null and problems where it cannot be made. */
export interface DataPreview {
  readonly kind: 'previewed';
  readonly seed: number;
  /** Digest of own images; null: they are drawn. */
  readonly digest: string | null;
  readonly facts: DataFacts | null;
  readonly problems: readonly Problem[];
  readonly images: readonly PreviewImage[];
  /** Side of the images, px. */
  readonly size: number;
}

/** A person's images as a run can use them, and as the page keeps them. */
export interface OwnOpened {
  readonly kind: 'ownOpened';
  readonly data: OwnData;
  readonly set: ImageSet;
  readonly facts: DataFacts;
  readonly images: readonly PreviewImage[];
  /** Files and labels that were passed over, in words. */
  readonly notes: readonly string[];
}

export interface PreviewImage {
  readonly pixels: Uint8Array; // [S, S, 3]
  /** Positions of its classes. */
  readonly labels: readonly number[];
}

/** Question about images as one row sees them. */
export interface LookQuestion {
  readonly row: number;
  readonly split: Split;
  /** A class that they show; null: any images. */
  readonly label: number | null;
  /** Index of the first image, among those of the split that show the class. */
  readonly from: number;
  readonly count: number;
}

export interface Looked extends Omit<LookQuestion, 'count'> {
  readonly kind: 'looked';
  readonly run: number;
  readonly step: number;
  /** Images of the split that show the class; of any, all. */
  readonly total: number;
  /** Side of the images, px. */
  readonly size: number;
  readonly images: readonly LookedImage[];
}

export interface LookedImage {
  readonly position: number;
  readonly pixels: Uint8Array; // [S, S, 3]
  /** Image as the row's augmentation would change it at this step. */
  readonly changed: Uint8Array; // [S, S, 3]
  readonly labels: readonly number[];
  /** Probability that the classifier gives each class, in [0, 1], [C]. */
  readonly probabilities: Float32Array;
}

export interface CurvesQuestion {
  readonly interval: number;
  /** The class. */
  readonly label: number;
}

/** Curves of how well the rows told a class on the validation images after an interval. */
export interface ClassCurves extends CurvesQuestion {
  readonly kind: 'curves';
  readonly run: number;
  /** Images for which it is judged, and those of them that show it. */
  readonly images: number;
  readonly positives: number;
  /** A curve a row; null where it has none: no image shows the class, or its numbers are not finite. */
  readonly rows: readonly (ThresholdCurve | null)[];
  /** True when the scores are at hand: those of the first intervals make room, those before a reload are gone. */
  readonly isKept: boolean;
}
