import { useMemo } from 'react';
import { percent } from '#core/percent.ts';
import type { DataFacts } from '#core/strategy/figures.ts';
import { useMedia } from '../../parts/use-media.ts';
import { groupSizes, rankedClasses } from '../charts/class-order.ts';
import { Matrix, type MatrixCell } from '../matrix/Matrix.tsx';
import { ShadeKey } from '../matrix/ShadeKey.tsx';
import styles from './Stage.module.css';
import { pairOf } from './together.ts';

/** Matrix of the classes that come together in training images, class by class. */
export function CoOccurrence({
  facts: known,
  count,
  images,
}: {
  /** Null: nothing is known yet; there is room for it. */
  readonly facts: DataFacts | null;
  /** Classes that there will be. */
  readonly count: number;
  /** Training images. */
  readonly images: number;
}) {
  const narrow = useMedia('(max-width: 599px)');
  const facts = useMemo(() => known ?? unknownFacts(count), [known, count]);
  const classes = useMemo(() => rankedClasses(facts), [facts]);
  const indices = useMemo(() => classes.map(({ index }) => index), [classes]);
  const shade = useMemo(
    () => (row: number, column: number) =>
      row === column || !known
        ? null
        : (pairOf(facts, indices[row] ?? 0, indices[column] ?? 0, images).share ?? 0),
    [known, facts, indices, images],
  );
  const words = ({ row, column }: MatrixCell) => {
    const [one, other] = [classes[row], classes[column]];
    if (!one || !other || !known) return '';
    if (one === other) return `${one.count} training images show ${one.name}.`;
    const { both, share, lift } = pairOf(facts, one.index, other.index, images);
    const often = lift === null ? '' : `, ${lift.toFixed(1)} times as many as chance would give`;
    return `${one.name} with ${other.name}: ${both} training images, ${percent(share)} % of those with ${one.name}${often}.`;
  };
  const names = classes.map(({ name }) => name);
  const room = narrow || names.length > 40 ? { left: 40, top: 40 } : { left: 84, top: 78 };
  return (
    <>
      <Matrix
        label={`Which of ${names.length} classes come together`}
        rows={names}
        columns={names}
        shade={shade}
        words={words}
        room={room}
        cellHeight={null}
        groups={groupSizes(facts)}
      />
      <div className={styles['key']}>
        <ShadeKey low="0 %" high="100 % of the line’s images show the column’s class, too" />
      </div>
    </>
  );
}

const unknownFacts = (count: number): DataFacts => {
  const classes = Array.from({ length: count }, (_, index) => `class ${index + 1}`);
  return {
    classes,
    counts: { train: [], validation: [], test: [] },
    groups: { head: [], mid: classes.map((_, index) => index), tail: [] },
    together: [],
    labelsPerImage: 0,
  };
};
