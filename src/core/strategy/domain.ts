/** Sets of pictures for scenes. Their licences stand in `public/sprites/LICENCES.md`. */
export const STYLES = ['noto', 'fluent', 'twemoji'] as const;
export type Style = (typeof STYLES)[number];

/** Parts of a data set, of one of which an image is. */
export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

export interface BackgroundSettings {
  /** Share of the scene's colour: from 0, any colour, to 1, the scene's. */
  readonly sceneColour: number;
  /** Strength of the texture; at 1 it takes the whole range. */
  readonly texture: number;
}

/** Look of images. Lengths are shares of the image's side. */
export interface LookSettings extends BackgroundSettings {
  /** Side of an image, px. */
  readonly size: number;
  /** Mean number of things that are no class. */
  readonly clutter: number;
  readonly smallest: number;
  readonly largest: number;
  /** Standard deviation of how far objects lean, rad. */
  readonly lean: number;
  /** Standard deviation of the gain of each colour. */
  readonly tint: number;
}

/** Errors in labels, as hurried people make them. */
export interface LabelNoise {
  /** ν⁻: share of labels that are left out. */
  readonly dropped: number;
  /** ν⁺: share of absent classes that are named all the same; frequent ones more often, in proportion. */
  readonly added: number;
}

/** Number of labels of an image: one, and as many more as a Poisson number says, up to a limit. */
export interface LabelCount {
  /** Mean of the Poisson number. */
  readonly extra: number;
  readonly most: number;
}

/** All that decides a data set that is drawn, apart from the seed. */
export interface DomainSettings extends LookSettings, LabelNoise {
  readonly kind: 'scenes' | 'shapes';
  /** Number of classes: of scenes the first sprites of the catalogue, of shapes always twelve. */
  readonly classes: number;
  /** Styles of scenes. */
  readonly styles: readonly Style[];
  /** True when the scene's name is a label too. */
  readonly sceneLabels: boolean;
  /** ρ = ln(most / least): how much rarer the rarest class is. */
  readonly longTail: number;
  /** Order of classes by frequency: 0 as the classes are listed, else a shuffle by this number. */
  readonly order: number;
  /** κ: how much the classes of a scene come together; 0 not at all. */
  readonly coOccurrence: number;
  readonly labelCount: LabelCount;
  readonly images: Readonly<Record<Split, number>>;
}
