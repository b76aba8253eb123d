import type { Lowering } from '../lowering/lowering.ts';
import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/*
 * Images of a data set that lies in the population's replay buffer, a transition an image: the field 'pixels' [S × S],
 * a number a pixel, red + 256 green + 65536 blue, each from 0 to 255; and 'labels' [C], from 0 to 1. They come out as
 * [height][width][red, green, blue], a row an image, less the data set's mean colour and over its deviation.
 */

/** Properties that all images of a data set share; colours in [0, 1]. */
export interface ImageSet {
  /** Pixels on a side. */
  readonly size: number;
  readonly classes: number;
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}

/** Numbers of an image's change, in this order. */
export const CHANGE = {
  /** Coefficients of the place that the colour of pixel (x, y) is taken from: (a x + b y + c, d x + e y + f). */
  warp: 6,
  /** Rows of red, green and blue: three factors and what is added. */
  colour: 12,
  /** Colours from here on are inverted. */
  solarize: 1,
  /** To how many levels colours are rounded down; 0: to none. */
  levels: 1,
  /** A box that is wiped out, left, top, right, bottom; and in which colour. */
  cut: 4,
  cutColour: 3,
  /** The row with which it is mixed, how much of itself it keeps outside the box, and the box, in which it keeps nothing. */
  partner: 1,
  keep: 1,
  mixBox: 4,
} as const;

export const CHANGE_NUMBERS = Object.values(CHANGE).reduce((sum, count) => sum + count, 0);

/** Images by their index in the data set, [rows × 1] → [rows × 3 S²]. */
export const plainImages =
  (writer: ProgramWriter) =>
  (indices: Value, set: ImageSet): Value => {
    const images = writer.value(indices.rows, 3 * set.size * set.size);
    writer.push({
      kind: 'plainImages',
      samples: true,
      lower(agent) {
        const { rows } = agent.place(indices);
        agent.expectShape(indices, rows, 1, 'indices of images');
        const y = agent.place(images);
        agent.cost(rows * y.width);
        agent.emit(
          'plainImages',
          agent.replayField('pixels', set.size * set.size),
          set.size,
          agent.transitionWidth,
          agent.place(indices).address,
          rows,
          ...colours(agent, set),
          y.address,
          y.stride,
        );
      },
    });
    return images;
  };

/**
 * Images by their index, each changed by its row of `changes` [rows × CHANGE_NUMBERS] and mixed with another of the
 * rows as that one is changed; beyond its edges an image is mirrored, between pixels it is interpolated. `targets`
 * [rows × C] are both images' labels: weighed by how much there is of each where `union` [1 × 1] is 0 (Zhang et al.
 * 2018, Yun et al. 2019), the greater of both where it is 1.
 */
export const changedImages =
  (writer: ProgramWriter) =>
  (
    of: { readonly indices: Value; readonly changes: Value; readonly union: Value },
    set: ImageSet,
  ): { readonly images: Value; readonly targets: Value } => {
    const { indices, changes, union } = of;
    const images = writer.value(indices.rows, 3 * set.size * set.size);
    const targets = writer.value(indices.rows, set.classes);
    writer.push({
      kind: 'changedImages',
      samples: true,
      lower(agent) {
        const { rows } = agent.place(indices);
        agent.expectShape(indices, rows, 1, 'indices of images');
        agent.expectShape(changes, rows, CHANGE_NUMBERS, 'changes of images');
        agent.expectShape(union, 1, 1, 'the rule of mixed targets');
        const change = agent.place(changes);
        const y = agent.place(images);
        const to = agent.place(targets);
        const mark = agent.mark();
        const unmixed = agent.scratch(rows * y.stride + 4); // whole vectors are stored, the last one beyond the end
        agent.cost(rows * y.width * 4);
        agent.emit(
          'changeImages',
          agent.replayField('pixels', set.size * set.size),
          set.size,
          agent.transitionWidth,
          agent.place(indices).address,
          rows,
          ...colours(agent, set),
          unmixed,
          y.stride,
          change.address,
          change.stride,
        );
        agent.emit(
          'mixImages',
          agent.replayField('labels', set.classes),
          set.size,
          agent.transitionWidth,
          agent.place(indices).address,
          rows,
          set.classes,
          unmixed,
          y.stride,
          change.address,
          change.stride,
          agent.place(union).address,
          y.address,
          to.address,
          to.stride,
        );
        agent.release(mark);
      },
    });
    return { images, targets };
  };

/** Addresses of the mean and the deviation of red, green and blue. */
const colours = (agent: Lowering, { mean, deviation }: ImageSet): readonly number[] =>
  [...mean, ...deviation].map((each) => agent.scalar(each));
