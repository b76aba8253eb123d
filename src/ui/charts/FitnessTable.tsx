import { shortNumber } from '#store/mutation-words.ts';
import type { Summary } from '#store/summary.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { useLab } from '../shell/lab-context.ts';

export function FitnessTable({ summaries }: { readonly summaries: readonly Summary[] }) {
  const lab = useLab();
  return (
    <DataTable
      caption="Fitness per generation, the last first"
      head={[
        'Generation',
        'Best so far',
        'Best',
        'Upper quartile',
        'Median',
        'Mean',
        'Lower quartile',
        'Worst',
        'Steps',
      ]}
      rows={summaries.toReversed().map((summary) => ({
        key: String(summary.generation),
        onChoose: () => lab.select({ generation: summary.generation, agent: summary.bestAgent }),
        cells: [
          String(summary.generation),
          shortNumber(summary.bestSoFar),
          shortNumber(summary.max),
          shortNumber(summary.upperQuartile),
          shortNumber(summary.median),
          shortNumber(summary.mean),
          shortNumber(summary.lowerQuartile),
          shortNumber(summary.min),
          summary.steps.toLocaleString('en-US'),
        ],
      }))}
    />
  );
}
