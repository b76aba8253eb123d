import { Fragment } from 'react';
import { configDifferences, type DifferenceGroup } from '#store/compare/config-differences.ts';
import type { Configuration } from '#store/compare/run-curve.ts';
import { Panel } from '../parts/Panel.tsx';
import { useLabState } from '../shell/lab-context.ts';
import { nameOf, seedsOf } from './configuration-words.ts';
import styles from './SettingsTable.module.css';

const CAPTION = 'Settings in which the configurations differ';

/** Settings in which the configurations differ, by the parts of the form. */
export function SettingsTable({
  configurations,
  runName,
}: {
  readonly configurations: readonly Configuration[];
  /** Name of a run by its id; null: it is not here. */
  readonly runName: (run: string) => string | null;
}) {
  const catalog = useLabState((state) => state.catalog);
  if (!catalog) return null;
  if (configurations.length < 2)
    return (
      <Panel title="What differs">
        <p className={styles['hint']}>
          {configurations.length === 0
            ? 'Nothing is compared yet.'
            : 'There is one configuration. Choose a run with other settings, or change the lab’s set-up and run it here.'}
        </p>
      </Panel>
    );
  const groups = configDifferences(configurations, catalog, runName);
  const columns = configurations.length + 1;
  return (
    <Panel title="What differs">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className={styles['scroll']} tabIndex={0} aria-label={CAPTION}>
        <table className={styles['table']} data-columns={configurations.length}>
          <caption className="visually-hidden">{CAPTION}</caption>
          <thead>
            <tr>
              <th scope="col">Setting</th>
              {configurations.map((each) => (
                <th key={each.letter} scope="col">
                  <strong>{each.letter}</strong> {nameOf(each, catalog)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Row label="Seeds" values={configurations.map(seedsOf)} />
            {groups.map((group) => (
              <Fragment key={group.group}>
                <tr className={styles['group']}>
                  <th scope="colgroup" colSpan={columns}>
                    <span>{titleOf(group)}</span>
                  </th>
                </tr>
                {group.settings.map(({ path, label, values }) => (
                  <Row key={`${path} ${label}`} label={label} values={values} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

function Row({ label, values }: { readonly label: string; readonly values: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {values.map((value, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is a configuration.
        <td key={i}>{value}</td>
      ))}
    </tr>
  );
}

/** Title of a group, as the form names its parts. */
const titleOf = ({ group }: DifferenceGroup): string =>
  group === 'run' ? 'The runs' : `${group.charAt(0).toUpperCase()}${group.slice(1)}`;
