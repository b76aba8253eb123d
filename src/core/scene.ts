/** A drawing as data, in world units with y upwards. One canvas draws any of them. */

/** Role of an element in the picture; the page gives each ink a colour for light and dark. */
export type Ink = 'ground' | 'body' | 'limb' | 'joint' | 'goal' | 'faint' | 'flame';

export type Point = readonly [x: number, y: number];

export type Shape =
  | {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly ink: Ink;
      /** Stroke width in world units. */
      readonly width: number;
    }
  | { readonly kind: 'polygon'; readonly points: readonly Point[]; readonly ink: Ink }
  | {
      readonly kind: 'rectangle';
      /** Centre. */
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      /** Counter-clockwise, rad. */
      readonly angle: number;
      readonly ink: Ink;
    }
  | {
      readonly kind: 'disc';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly ink: Ink;
    };

export interface Scene {
  /** The part of the world to show. */
  readonly view: {
    readonly left: number;
    readonly right: number;
    readonly bottom: number;
    readonly top: number;
  };
  /** Painted in order. */
  readonly shapes: readonly Shape[];
}
