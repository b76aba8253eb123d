import { fieldsFor } from '#core/fields.ts';
import type { RunConfig } from '#core/run-config.ts';
import { differences, getAt } from '#store/set-up/configuration.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { useLabState } from '../shell/lab-context.ts';
import styles from './Branch.module.css';

/** Settings in which a branch differs from the run that it leaves. */
export function BranchDifferences({
  before,
  after,
}: {
  readonly before: RunConfig;
  readonly after: RunConfig;
}) {
  const catalog = useLabState((state) => state.catalog);
  if (!catalog) return null;
  const fields = fieldsFor(catalog, after);
  const paths = differences(before, after);
  if (paths.length === 0)
    return (
      <p className={styles['differences']}>
        Nothing differs yet: with the same settings and seed it would end the same, bit for bit.
      </p>
    );
  return (
    <section className={styles['differences']} aria-label="What will differ">
      <h3>What will differ</h3>
      <ul>
        {paths.map((path) => (
          <li key={path}>
            <span>{fields.find((field) => field.path === path)?.label ?? path}</span>
            <span>
              <s>{words(getAt(before, path))}</s> <span aria-hidden="true">→</span>
              <span className="visually-hidden">to</span>{' '}
              <strong>{words(getAt(after, path))}</strong>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function words(value: unknown): string {
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : shortNumber(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
