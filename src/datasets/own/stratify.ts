import { draws } from '#core/random.ts';
import { SPLITS, type Split } from '#core/strategy/domain.ts';
import { keyOfImage } from '../keys.ts';

/** Shares of the images that each split is to have; they sum to 1. */
export type SplitShares = Readonly<Record<Split, number>>;

/**
 * A split for each image, so that every class has its share in each: iterative stratification (Sechidis, Tsoumakas and
 * Vlahavas 2011). The class with the fewest images left goes first, and each of its images to the split that wants the
 * class most; of equals to the one that wants most images, then by chance from `seed`. A random split loses rare
 * classes. `labels` are the classes of each image.
 */
export function stratify(
  labels: readonly (readonly number[])[],
  classes: number,
  shares: SplitShares,
  seed: number,
): readonly Split[] {
  const reader = draws(keyOfImage(seed, 'stratify', 'train', 0));
  const members: number[][] = Array.from({ length: classes }, () => []);
  for (const [image, own] of labels.entries()) for (const label of own) members[label]?.push(image);
  const left = members.map((images) => images.length);
  /** Numbers of images that each split still wants, of all and of each class. */
  const wanted = SPLITS.map((split) => shares[split] * labels.length);
  const wantedOf = SPLITS.map((split) => left.map((count) => shares[split] * count));
  const splitOf = new Int8Array(labels.length).fill(-1);

  const assign = (image: number, split: number): void => {
    splitOf[image] = split;
    wanted[split] = (wanted[split] as number) - 1;
    for (const label of labels[image] as readonly number[]) {
      const row = wantedOf[split] as number[];
      row[label] = (row[label] as number) - 1;
      left[label] = (left[label] as number) - 1;
    }
  };
  /** The index of the greatest; of equals one by chance. */
  const greatest = (candidates: readonly number[], of: (split: number) => number): number[] => {
    const most = Math.max(...candidates.map(of));
    return candidates.filter((split) => of(split) === most);
  };
  const choose = (label: number | null): number => {
    const all = SPLITS.map((_, split) => split).filter(
      (split) => shares[SPLITS[split] as Split] > 0,
    );
    const keen =
      label === null
        ? all
        : greatest(all, (split) => (wantedOf[split] as number[])[label] as number);
    const best = greatest(keen, (split) => wanted[split] as number);
    return best[best.length === 1 ? 0 : reader.integer(best.length)] as number;
  };

  for (;;) {
    const label = left.reduce(
      (rarest, count, at) =>
        count > 0 && (rarest < 0 || count < (left[rarest] as number)) ? at : rarest,
      -1,
    );
    if (label < 0) break;
    for (const image of members[label] as number[])
      if (splitOf[image] === -1) assign(image, choose(label));
  }
  for (const image of labels.keys()) if (splitOf[image] === -1) assign(image, choose(null));
  return Array.from(splitOf, (split) => SPLITS[split] as Split);
}
