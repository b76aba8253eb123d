import type { Split } from './domain.ts';

/** The images of a run: those of training first, then of validation, then of the test. */
export interface ImageSet {
  /** Side, px. */
  readonly size: number;
  readonly classes: readonly string[]; // C
  readonly pixels: Uint8Array; // [N, S, S, 3]
  /** 1 where a class is noted down. */
  readonly labels: Uint8Array; // [N, C]
  /** 1 where a class of an image is not judged, as Pascal VOC's difficult objects are; absent: all are judged. */
  readonly unjudged?: Uint8Array; // [N, C]
  readonly images: Readonly<Record<Split, number>>;
}
