/** Emoji that images are made of, each as the three sets name its picture. */

/** Side of a sprite, px. */
export const SPRITE_SIZE = 32;

/**
 * Pictures that can be a class, as [its name, the picture's]. The order is the sheets': Pascal VOC's twenty come
 * first.
 */
const CLASSES = [
  ['airplane', 'airplane'],
  ['bicycle', 'bicycle'],
  ['bird', 'bird'],
  ['boat', 'sailboat'],
  ['bottle', 'bottle-with-popping-cork'],
  ['bus', 'bus'],
  ['car', 'automobile'],
  ['cat', 'cat'],
  ['chair', 'chair'],
  ['cow', 'cow'],
  ['table', 'fork-and-knife-with-plate'],
  ['dog', 'dog'],
  ['horse', 'horse'],
  ['motorcycle', 'motorcycle'],
  ['person', 'person-standing'],
  ['plant', 'potted-plant'],
  ['sheep', 'ewe'],
  ['sofa', 'couch-and-lamp'],
  ['train', 'locomotive'],
  ['television', 'television'],
  ['stop sign', 'stop-sign'],
  ['elephant', 'elephant'],
  ['bear', 'bear'],
  ['zebra', 'zebra'],
  ['giraffe', 'giraffe'],
  ['umbrella', 'umbrella'],
  ['handbag', 'handbag'],
  ['backpack', 'backpack'],
  ['skis', 'skis'],
  ['kite', 'kite'],
  ['banana', 'banana'],
  ['apple', 'red-apple'],
  ['pizza', 'pizza'],
  ['hot dog', 'hot-dog'],
  ['doughnut', 'doughnut'],
  ['cake', 'birthday-cake'],
  ['bed', 'bed'],
  ['toilet', 'toilet'],
  ['laptop', 'laptop'],
  ['phone', 'mobile-phone'],
  ['scissors', 'scissors'],
  ['teddy bear', 'teddy-bear'],
  ['toothbrush', 'toothbrush'],
  ['keyboard', 'keyboard'],
  ['mouse', 'computer-mouse'],
  ['books', 'books'],
  ['tennis', 'tennis'],
  ['football', 'soccer-ball'],
  ['skateboard', 'skateboard'],
  ['broccoli', 'broccoli'],
  ['carrot', 'carrot'],
  ['sandwich', 'sandwich'],
  ['wine glass', 'wine-glass'],
  ['spoon', 'spoon'],
  ['bowl', 'bowl-with-spoon'],
  ['orange', 'tangerine'],
  ['tie', 'necktie'],
  ['truck', 'delivery-truck'],
  ['clock', 'mantelpiece-clock'],
  ['sun', 'sun'],
  ['cloud', 'cloud'],
  ['tree', 'deciduous-tree'],
  ['mountain', 'mountain'],
  ['house', 'house'],
  ['guitar', 'guitar'],
  ['rocket', 'rocket'],
  ['helicopter', 'helicopter'],
  ['ship', 'ship'],
  ['tractor', 'tractor'],
  ['tent', 'tent'],
  ['rose', 'rose'],
  ['sunflower', 'sunflower'],
  ['cactus', 'cactus'],
  ['palm tree', 'palm-tree'],
  ['mushroom', 'mushroom'],
  ['fish', 'fish'],
  ['duck', 'duck'],
  ['penguin', 'penguin'],
  ['rabbit', 'rabbit'],
] as const;

/** Pictures of clutter, which is never a class. */
const CLUTTER = [
  'gem-stone',
  'key',
  'trophy',
  'balloon',
  'wrapped-gift',
  'hammer',
  'crown',
  'light-bulb',
] as const;

/** Names of all classes that scenes can have. */
export const SPRITE_CLASSES: readonly string[] = CLASSES.map(([name]) => name);

/** Names of the pictures in the order of the sheets: those of the classes, then what lies about. */
export const SPRITE_PICTURES: readonly string[] = [
  ...CLASSES.map(([, picture]) => picture),
  ...CLUTTER,
];
