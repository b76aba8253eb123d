import { SPRITE_CLASSES } from './sprites/catalogue.ts';

/** Classes that come together, by scene. A class may belong to several scenes. */
const SCENES: Readonly<Record<string, readonly string[]>> = {
  street: [
    'bicycle',
    'bus',
    'car',
    'motorcycle',
    'person',
    'train',
    'stop sign',
    'handbag',
    'skateboard',
    'truck',
    'house',
  ],
  farm: ['cow', 'horse', 'sheep', 'dog', 'bird', 'person', 'tractor', 'duck', 'rabbit'],
  home: [
    'chair',
    'sofa',
    'television',
    'plant',
    'cat',
    'bottle',
    'table',
    'bed',
    'toilet',
    'teddy bear',
    'toothbrush',
    'books',
    'clock',
    'guitar',
  ],
  water: [
    'airplane',
    'bird',
    'boat',
    'person',
    'kite',
    'sun',
    'cloud',
    'helicopter',
    'ship',
    'palm tree',
    'fish',
    'duck',
    'penguin',
    'rocket',
  ],
  kitchen: [
    'banana',
    'apple',
    'pizza',
    'hot dog',
    'doughnut',
    'cake',
    'bottle',
    'table',
    'broccoli',
    'carrot',
    'sandwich',
    'wine glass',
    'spoon',
    'bowl',
    'orange',
    'mushroom',
  ],
  wild: ['elephant', 'bear', 'zebra', 'giraffe', 'bird', 'tree', 'mountain', 'cactus', 'palm tree'],
  desk: ['laptop', 'phone', 'chair', 'television', 'scissors', 'keyboard', 'mouse', 'books', 'tie'],
  sport: [
    'skis',
    'kite',
    'backpack',
    'person',
    'umbrella',
    'tennis',
    'football',
    'skateboard',
    'tent',
  ],
  garden: ['plant', 'cat', 'tree', 'rose', 'sunflower', 'mushroom', 'rabbit', 'house'],
};

/** A scene is one where it has at least so many of the classes. */
const LEAST = 4;

export interface Scene {
  readonly name: string;
  /** Indices of sprites' classes below `classes`. */
  readonly members: readonly number[];
}

/** The scenes of the first `classes` sprites. */
export const scenesOf = (classes: number): readonly Scene[] =>
  Object.entries(SCENES)
    .map(([name, members]) => ({
      name,
      members: members
        .map((member) => SPRITE_CLASSES.indexOf(member))
        .filter((at) => at >= 0 && at < classes),
    }))
    .filter(({ members }) => members.length >= LEAST);
