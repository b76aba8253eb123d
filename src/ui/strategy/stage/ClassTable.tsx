import { percent } from '#core/percent.ts';
import type { DataFacts } from '#core/strategy/figures.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { rankedClasses } from '../charts/class-order.ts';
import { companionOf, pairOf } from './together.ts';

/** The classes of a data set in numbers. */
export function ClassTable({ facts }: { readonly facts: DataFacts }) {
  return (
    <DataTable
      caption="Classes of the data set, the most frequent first"
      head={['Class', 'Group', 'Training', 'Validation', 'Test', 'Most often with']}
      rows={rankedClasses(facts).map(({ index, name, group }) => {
        const count = (split: 'train' | 'validation' | 'test') =>
          (facts.counts[split][index] ?? 0).toLocaleString('en-US');
        const other = companionOf(facts, index);
        return {
          key: String(index),
          cells: [
            name,
            group,
            count('train'),
            count('validation'),
            count('test'),
            other === null
              ? 'alone'
              : `${facts.classes[other]}, in ${percent(pairOf(facts, index, other, 1).share)} %`,
          ],
        };
      })}
    />
  );
}
