import type { Field } from '../field.ts';
import { field, integer, real } from '../field-makers.ts';
import { STYLES } from './domain.ts';
import { NETWORK_WIDTHS, type Precision } from './strategy-config.ts';

export type StrategyFieldGroup = 'labels' | 'look' | 'noise' | 'amount' | 'network' | 'training';
export type StrategyField = Field<StrategyFieldGroup>;

const STYLE_LABELS = { noto: 'Noto', fluent: 'Fluent', twemoji: 'Twemoji' } as const;

const WIDTHS = Object.entries(NETWORK_WIDTHS).map(([value, { label }]) => ({ value, label }));

const MIXINGS = [
  { value: 'area', label: 'by area' },
  { value: 'union', label: 'what either shows' },
];

export const PRECISION_PATH = 'training.precision';
const PRECISIONS: readonly { readonly value: Precision; readonly label: string }[] = [
  { value: 'single', label: '32 bits' },
  { value: 'mixed', label: 'mixed, 16 and 32 bits' },
];

/** Fields of drawn images. The limits are also what protects a page from a hostile link. */
// biome-ignore format: a field a line
export const DOMAIN_FIELDS: readonly StrategyField[] = [
  field('data.kind', 'Images', 'Scenes are made of emoji; shapes need no pictures.', 'labels', { kind: 'choice', choices: [{ value: 'scenes', label: 'Scenes' }, { value: 'shapes', label: 'Shapes' }] }),
  field('data.classes', 'Classes', 'How many kinds of things the classifier is to tell; of shapes there are always 12.', 'labels', integer(11, 79)),
  field('data.longTail', 'Long tail', 'How much rarer the rarest class is than the most frequent, as a natural logarithm: 0 is equally often, 3.5 is 33 times rarer.', 'labels', real(0, 5)),
  field('data.order', 'Order of classes', 'Which class is how frequent: 0 as they are listed, any other number another order.', 'labels', integer(0, 2147483647)),
  field('data.coOccurrence', 'Co-occurrence', 'How much the things of a scene come together: 0 not at all, 1.5 much, 3 nearly always.', 'labels', real(0, 4)),
  field('data.labelCount.extra', 'More labels', 'How many labels an image has on average beyond its first.', 'labels', real(0, 6)),
  field('data.labelCount.most', 'Most labels', 'No image has more labels than this.', 'labels', integer(1, 12)),
  field('data.sceneLabels', 'Scene is a label', 'Whether the name of the scene is a class, too.', 'labels', { kind: 'boolean' }),
  field('data.styles', 'Styles', 'Whose emoji the things are drawn with; several make it harder.', 'look', { kind: 'choices', choices: STYLES.map((value) => ({ value, label: STYLE_LABELS[value] })) }),
  field('data.size', 'Side of an image', 'Larger images show more and take longer.', 'look', integer(16, 64), 'px'),
  field('data.smallest', 'Smallest thing', 'As a share of the image’s side.', 'look', real(0.1, 1)),
  field('data.largest', 'Largest thing', 'As a share of the image’s side.', 'look', real(0.1, 1)),
  field('data.clutter', 'Clutter', 'How many things that are no class lie about, on average.', 'look', real(0, 10)),
  field('data.texture', 'Texture', 'How strongly the background is textured.', 'look', real(0, 1)),
  field('data.sceneColour', 'Scene’s colour', 'From 0, a background of any colour, to 1, that of the scene.', 'look', real(0, 1)),
  field('data.lean', 'Lean', 'How far things lean to a side: standard deviation of the angle.', 'look', real(0, 3), 'rad'),
  field('data.tint', 'Tint', 'How much the colours of things vary: standard deviation of the gain.', 'look', real(0, 0.5)),
  field('data.dropped', 'Labels left out', 'Share of the training images’ labels that are missing, as those of hurried people are.', 'noise', real(0, 0.9)),
  field('data.added', 'Labels too many', 'Share of absent classes that are named all the same in training images.', 'noise', real(0, 0.2)),
  field('data.images.train', 'Training images', 'Those that classifiers learn from.', 'amount', integer(1, 20_000, 'log')),
  field('data.images.validation', 'Validation images', 'Those that decisions are made by.', 'amount', integer(1, 20_000, 'log')),
  field('data.images.test', 'Test images', 'Those that are looked at once, at the end; nothing is ever chosen by them.', 'amount', integer(1, 20_000, 'log')),
];

/** Fields of a person's own images; all else about them is found when they are opened. */
export const OWN_DATA_FIELDS: readonly StrategyField[] = DOMAIN_FIELDS.filter(({ path }) =>
  /^data\.(size|images\.)/.test(path),
);

// biome-ignore format: a field a line
export const TRAINING_FIELDS: readonly StrategyField[] = [
  field('network.width', 'Channels', 'Of the classifier’s three convolutions; more can tell more and take longer.', 'network', { kind: 'choice', choices: WIDTHS }),
  field('training.steps', 'Updates', 'How often each classifier’s weights are changed.', 'training', integer(1, 20_000, 'log')),
  field('training.batch', 'Batch size', 'Images that each update learns from.', 'training', integer(4, 256, 'log'), 'images'),
  field('training.interval', 'Updates per decision', 'After so many updates the classifiers are validated, and a choice may change.', 'training', integer(1, 5000, 'log')),
  field('training.clip', 'Longest gradient', 'A longer gradient is scaled down to this length.', 'training', real(0.01, 1000)),
  field('training.ramp', 'Smooth transitions', 'Updates over which one choice gives way to the next; 0 switches at once.', 'training', integer(0, 500), 'updates'),
  { ...field<StrategyFieldGroup>(PRECISION_PATH, 'Precision', 'Mixed stores what lies between the layers, and its gradients, as 16-bit floats, on a GPU: it takes half the memory. Weights and sums keep 32 bits.', 'training', { kind: 'choice', choices: PRECISIONS }), defaultValue: 'single' },
  field('training.mixing', 'Labels of mixed images', 'Whether labels count by how much of their image is there, or wholly.', 'training', { kind: 'choice', choices: MIXINGS }),
];

export const SEED_FIELD = {
  path: 'seed',
  kind: 'integer',
  lowest: 0,
  highest: 4294967295,
  scale: 'linear',
} as const;

export const MOST_ROWS = 16;
export const MOST_NAME = 60;

/** All fields of a configuration, of drawn images or of a person's own. */
export const fieldsOf = (isOwn: boolean): readonly StrategyField[] => [
  ...(isOwn ? OWN_DATA_FIELDS : DOMAIN_FIELDS),
  ...TRAINING_FIELDS,
];
