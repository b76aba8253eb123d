import type { DomainSettings } from '#core/strategy/domain.ts';

export interface Domain {
  readonly label: string;
  /** Explanation of the domain. */
  readonly about: string;
  readonly settings: DomainSettings;
}

const VOC: DomainSettings = {
  kind: 'scenes',
  size: 32,
  classes: 20,
  styles: ['noto'],
  sceneLabels: false,
  longTail: 3.5,
  order: 1,
  coOccurrence: 1.5,
  labelCount: { extra: 1.2, most: 6 },
  images: { train: 2400, validation: 600, test: 1200 },
  sceneColour: 0.5,
  texture: 0.3,
  clutter: 1.5,
  smallest: 0.3,
  largest: 0.5,
  lean: 0.15,
  tint: 0.1,
  dropped: 0,
  added: 0,
};

/** Settings of the paper's data sets as far as a page can have them (MAT-Agent, tables 1 to 4). */
export const DOMAINS = {
  'scenes-voc': {
    label: 'Scenes, 20 classes',
    about: 'in place of Pascal VOC',
    settings: VOC,
  },
  'scenes-coco': {
    label: 'Scenes, 40 classes',
    about: 'in place of MS-COCO: more and smaller objects',
    settings: {
      ...VOC,
      classes: 40,
      longTail: 3,
      labelCount: { extra: 2, most: 8 },
      texture: 0.35,
      clutter: 2,
      smallest: 0.22,
      largest: 0.45,
      images: { train: 4000, validation: 800, test: 1600 },
    },
  },
  'scenes-vg': {
    label: 'Scenes, 79 classes',
    about: 'in place of VG-256: a very long tail, and labels left out',
    settings: {
      ...VOC,
      classes: 79,
      longTail: 5,
      coOccurrence: 2,
      labelCount: { extra: 3, most: 9 },
      texture: 0.35,
      clutter: 1,
      smallest: 0.18,
      largest: 0.38,
      dropped: 0.05,
      images: { train: 6000, validation: 1000, test: 2000 },
    },
  },
  'scenes-nus': {
    label: 'Scenes with tags',
    about: 'in place of NUS-WIDE: the scene is a label too, and labels are unsure',
    settings: {
      ...VOC,
      styles: ['fluent'],
      sceneLabels: true,
      longTail: 3,
      coOccurrence: 2.5,
      labelCount: { extra: 1.5, most: 6 },
      texture: 0.45,
      clutter: 2,
      smallest: 0.25,
      dropped: 0.15,
      added: 0.02,
    },
  },
  'scenes-open': {
    label: 'Scenes in three styles',
    about: 'in place of OpenImages: varied, cluttered, labels left out',
    settings: {
      ...VOC,
      classes: 40,
      styles: ['noto', 'fluent', 'twemoji'],
      coOccurrence: 1,
      labelCount: { extra: 1.5, most: 7 },
      texture: 0.55,
      clutter: 5,
      smallest: 0.15,
      largest: 0.45,
      dropped: 0.2,
      added: 0.01,
      images: { train: 4000, validation: 800, test: 1600 },
    },
  },
  'long-tail-1': {
    label: 'Long tail, ρ 1',
    about: 'the paper’s appendix C: the rarest class a third as frequent',
    settings: { ...VOC, longTail: 1 },
  },
  'long-tail-2': {
    label: 'Long tail, ρ 2',
    about: 'the paper’s appendix C: the rarest class a seventh as frequent',
    settings: { ...VOC, longTail: 2 },
  },
  'long-tail-5': {
    label: 'Long tail, ρ 5',
    about: 'the rarest class 148 times rarer; the paper’s ρ 10 would need 22 026',
    settings: { ...VOC, longTail: 5 },
  },
  shapes: {
    label: 'Shapes',
    about: 'twelve coloured shapes, which need no pictures',
    settings: {
      ...VOC,
      kind: 'shapes',
      classes: 12,
      styles: [],
      longTail: 2,
      labelCount: { extra: 1, most: 5 },
      lean: 0.3,
      images: { train: 1200, validation: 300, test: 600 },
    },
  },
} as const satisfies Record<string, Domain>;
