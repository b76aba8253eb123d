import { counted } from '#core/counted.ts';
import { percent } from '#core/percent.ts';
import { differingSettings } from '#store/strategy/differing-settings.ts';
import { groupedOutcomes, type NamedOutcome } from '#store/strategy/outcomes.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { Panel } from '../parts/Panel.tsx';
import styles from './Compare.module.css';

/** Classifiers of strategy runs side by side, over the seeds of each configuration. */
export function StrategyTable({ outcomes }: { readonly outcomes: readonly NamedOutcome[] }) {
  if (outcomes.length === 0) return null;
  const groups = groupedOutcomes(outcomes);
  const differing = differingSettings(groups);
  const isOneSeed = groups.some((group) => group.outcomes.length === 1);
  return (
    <Panel title="Classifiers of strategy runs">
      <p className={styles['hint']}>
        mAP in per cent, by the fast average of the weights: on the test images, or, where a run was
        not tested, on those for validation after its last interval.
        {isOneSeed && ' One seed proves little: another may turn it around.'}
      </p>
      <DataTable
        caption="mAP of classifiers of strategy runs, over the seeds of each configuration"
        head={['Configuration', 'Classifier', 'mAP, mean', 'lowest', 'highest', 'Seeds', 'On']}
        rows={groups.flatMap(({ letter, outcomes: seeds, rows }) =>
          rows.map(({ name, mean, lowest, highest }, row) => ({
            key: `${letter} ${row}`,
            cells: [
              `${letter} ${seeds[0]?.title ?? ''}`,
              `${row + 1} ${name}`,
              ...[mean, lowest, highest].map(percent),
              seeds.length === 1
                ? String(seeds[0]?.seed)
                : `${counted(seeds.length, 'seed')}: ${seeds.map(({ seed }) => seed).join(', ')}`,
              seeds[0]?.tested ? 'test' : 'validation',
            ],
          })),
        )}
      />
      {differing && differing.settings.length > 0 && (
        <DataTable
          caption="In what the settings of strategy runs differ"
          head={['What differs', ...differing.letters]}
          rows={differing.settings.map(({ label, values }) => ({
            key: label,
            cells: [label, ...values],
          }))}
        />
      )}
    </Panel>
  );
}
