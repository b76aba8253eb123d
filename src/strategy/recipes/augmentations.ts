/** The numbers from which an image's change is drawn. Numbers of effects that a choice lacks are 0. */
export interface AugmentationCoefficients {
  /** Farthest that an image is moved each way, as a share of its side; its mirror image comes in (He et al. 2016). */
  readonly shift: number;
  /** Probability of being mirrored. */
  readonly flip: number;
  /** Most that is added to colours in [0, 1]; furthest that a factor lies from 1; furthest turn of hue. */
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  readonly hue: number;
  readonly cut: Cut;
  /** α of the Beta distribution of how much an image keeps of itself when it is mixed with another. */
  readonly mixAlpha: number;
  /** Share of mixtures that are of a box, CutMix's, rather than of all pixels, mixup's. */
  readonly mixBoxes: number;
  /** RandAugment's N, how many changes are drawn, and its M as a share of the most. */
  readonly randomChanges: number;
  readonly magnitude: number;
}

/** A box that is wiped out. */
export interface Cut {
  readonly probability: number;
  /** Shares of the image's area, and of width over height on a logarithmic scale. */
  readonly leastArea: number;
  readonly mostArea: number;
  readonly narrowest: number;
  readonly widest: number;
  /** 0: its middle may lie anywhere, so that edges cut it; 1: it lies inside. */
  readonly inside: number;
  /** 0: in the mean colour; 1: in any. */
  readonly anyColour: number;
}

/** A choice of the seat that sets how images are changed. */
export interface AugmentationChoice {
  readonly label: string;
  readonly source: string;
  /** True when an agent chooses from it unless told otherwise. */
  readonly isOffered: boolean;
  readonly coefficients: AugmentationCoefficients;
}

const NO_CUT: Cut = {
  probability: 0,
  leastArea: 0,
  mostArea: 0,
  narrowest: 1,
  widest: 1,
  inside: 0,
  anyColour: 0,
};

const NONE: AugmentationCoefficients = {
  shift: 0,
  flip: 0,
  brightness: 0,
  contrast: 0,
  saturation: 0,
  hue: 0,
  cut: NO_CUT,
  mixAlpha: 0,
  mixBoxes: 0,
  randomChanges: 0,
  magnitude: 0,
};

const BASIC: AugmentationCoefficients = { ...NONE, shift: 1 / 8, flip: 0.5 };

export const AUGMENTATIONS = {
  none: {
    label: 'None',
    source: 'images as they are',
    isOffered: true,
    coefficients: NONE,
  },
  basic: {
    label: 'Basic',
    source: 'shifted by up to an eighth, mirrored every other time (He et al. 2016)',
    isOffered: true,
    coefficients: BASIC,
  },
  colour: {
    label: 'Colour',
    source:
      'basic, with brightness, contrast, saturation and hue changed (torchvision’s ColorJitter)',
    isOffered: true,
    coefficients: { ...BASIC, brightness: 0.1, contrast: 0.4, saturation: 0.4, hue: 0.1 },
  },
  cutout: {
    label: 'Cutout',
    source: 'basic, with a square of half the side in the mean colour (DeVries and Taylor 2017)',
    isOffered: true,
    coefficients: {
      ...BASIC,
      cut: { ...NO_CUT, probability: 1, leastArea: 0.25, mostArea: 0.25 },
    },
  },
  erase: {
    label: 'Erase',
    source: 'basic, with a box of any colour every other time (Zhong et al. 2020)',
    isOffered: false,
    coefficients: {
      ...BASIC,
      cut: {
        probability: 0.5,
        leastArea: 0.02,
        mostArea: 0.33,
        narrowest: 0.3,
        widest: 3.3,
        inside: 1,
        anyColour: 1,
      },
    },
  },
  mixup: {
    label: 'Mixup',
    source: 'basic, blended with another image, α 0.4 (Zhang et al. 2018)',
    isOffered: true,
    coefficients: { ...BASIC, mixAlpha: 0.4 },
  },
  cutmix: {
    label: 'CutMix',
    source: 'basic, with a box of another image, α 1 (Yun et al. 2019)',
    isOffered: true,
    coefficients: { ...BASIC, mixAlpha: 1, mixBoxes: 1 },
  },
  randAugment: {
    label: 'RandAugment',
    source: 'basic, and two of twelve changes at half strength (Cubuk et al. 2020)',
    isOffered: false,
    coefficients: { ...BASIC, randomChanges: 2, magnitude: 0.5 },
  },
} as const satisfies Record<string, AugmentationChoice>;
