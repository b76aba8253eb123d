import { configDifferences } from '#store/compare/config-differences.ts';
import type { Configuration } from '#store/compare/run-curve.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useLabState } from '../shell/lab-context.ts';
import styles from './Compare.module.css';
import { nameOf, seedsOf } from './configuration-words.ts';

/** What the configurations differ in, and nothing else. */
export function SettingsTable({
  configurations,
}: {
  readonly configurations: readonly Configuration[];
}) {
  const catalog = useLabState((state) => state.catalog);
  if (!catalog) return null;
  const settings = configDifferences(configurations, catalog);
  return (
    <Panel title="What differs">
      {configurations.length < 2 ? (
        <p className={styles['hint']}>
          {configurations.length === 0
            ? 'Nothing is compared yet.'
            : 'There is one configuration. Choose a run with other settings, or change the lab’s set-up and run it here.'}
        </p>
      ) : (
        <DataTable
          caption="Settings in which the configurations differ"
          head={['Setting', ...configurations.map(({ letter }) => letter)]}
          rows={[
            {
              key: 'name',
              cells: ['Configuration', ...configurations.map((each) => nameOf(each, catalog))],
            },
            ...settings.map(({ path, label, values }) => ({
              key: path,
              cells: [label, ...values],
            })),
            { key: 'seeds', cells: ['Seeds', ...configurations.map(seedsOf)] },
          ]}
        />
      )}
    </Panel>
  );
}
